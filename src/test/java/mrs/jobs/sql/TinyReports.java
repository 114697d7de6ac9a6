package mrs.jobs.sql;

import static java.util.Map.entry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mrs.contracts.DetectionLog;
import mrs.contracts.EventsEndedLog;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.MinorityEvents;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** What {@link TinyWarehouse} tells of reports and events, each row by the columns not NULL. */
final class TinyReports {
  private static final LocalDate WEEK = TinyWarehouse.WEEK;
  private static final String RISE = TinyWarehouse.RISE;
  private static final String FAULT = TinyWarehouse.FAULT;
  private static final List<Instant> NIGHTS = TinyWarehouse.NIGHTS;

  private TinyReports() {}

  static Map<Field, Object> grown() {
    Map<Field, Object> grown = new HashMap<>(report(RISE, "S1", "A7", "up", 0));
    grown.putAll(TinyRows.stamp("n2", NIGHTS.get(1)));
    grown.put(DetectionLog.WINDOW_END, WEEK.plusDays(1));
    grown.put(DetectionLog.OBSERVED_UNITS, 63.0);
    grown.put(DetectionLog.EXPECTED_UNITS, 20.0);
    grown.put(DetectionLog.LOWER_BOUND, 14.0);
    grown.put(DetectionLog.UPPER_BOUND, 26.0);
    grown.put(DetectionLog.SEVERITY, 6.5);
    grown.put(DetectionLog.PRIORITY, 7.75);
    return grown;
  }

  static Map<Field, Object> report(
      String id, String store, String sku, String direction, int night) {
    Map<Field, Object> values =
        TinyRows.with(
            entry(DetectionLog.REPORT_ID, id),
            entry(DetectionLog.STORE_ID, store),
            entry(DetectionLog.SKU, sku),
            entry(DetectionLog.REGION, "R1"),
            entry(DetectionLog.DIRECTION, direction),
            entry(DetectionLog.REPORT_STATE, "active"),
            entry(DetectionLog.WINDOW_START, WEEK),
            entry(DetectionLog.WINDOW_END, WEEK),
            entry(DetectionLog.OBSERVED_UNITS, 30.0),
            entry(DetectionLog.EXPECTED_UNITS, 10.0),
            entry(DetectionLog.EXPECTED_LEVEL, 8.0),
            entry(DetectionLog.DAY_FACTOR, 1.25),
            entry(DetectionLog.PROMOTION_FACTOR, 1.0),
            entry(DetectionLog.STORE_FACTOR, 1.0),
            entry(DetectionLog.SKU_FACTOR, 1.0),
            entry(DetectionLog.LOWER_BOUND, 6.0),
            entry(DetectionLog.UPPER_BOUND, 14.0),
            entry(DetectionLog.SEVERITY, 4.25),
            entry(DetectionLog.PRIORITY, 5.5),
            entry(DetectionLog.TEST, "store_day"),
            entry(DetectionLog.GROUP_KEY, "store_day|" + store + "|" + direction),
            entry(DetectionLog.GROUP_START, WEEK),
            entry(DetectionLog.STATISTIC, 6.1),
            entry(DetectionLog.METHOD, "baseline_model"));
    values.putAll(TinyRows.stamp("n" + (night + 1), NIGHTS.get(night)));
    return values;
  }

  static Map<Field, Object> about(String id, String store, String sku, Map<Field, Object> own) {
    Map<Field, Object> values =
        TinyRows.with(
            entry(DetectionLog.REPORT_ID, id),
            entry(DetectionLog.STORE_ID, store),
            entry(DetectionLog.SKU, sku));
    values.putAll(own);
    values.putAll(TinyRows.stamp("n2", NIGHTS.get(1)));
    return values;
  }

  static Row cause(String cause, double score, String... evidence) {
    return RowFactory.create(cause, score, List.of(evidence));
  }

  static List<Row> causes() {
    return List.of(
        cause("viral", 0.62, "many SKUs rise together", "no promotion known"),
        cause("data_error", 0.2, "the whole store rose"),
        cause("unknown", 0.1));
  }

  static Map<Field, Object> event(String id, String scope, String report, int active) {
    Map<Field, Object> values =
        TinyRows.with(
            entry(EventsLog.REPORT_GROUP_ID, id),
            entry(EventsLog.EVENT_STATUS, "open"),
            entry(EventsLog.DIRECTION, "up"),
            entry(EventsLog.SCOPE, scope),
            entry(EventsLog.REPORT_IDS, List.of(report)),
            entry(EventsLog.ACTIVE_REPORTS, active),
            entry(EventsLog.STORES, 1),
            entry(EventsLog.SKUS, 1),
            entry(EventsLog.STARTS_ON, WEEK),
            entry(EventsLog.ENDS_ON, WEEK.plusDays(active)),
            entry(EventsLog.SEVERITY, 6.5),
            entry(EventsLog.PRIORITY, 7.75),
            entry(EventsLog.PARENTS, List.of()));
    values.putAll(TinyRows.stamp("n2", NIGHTS.get(1)));
    return values;
  }

  static Map<Field, Object> ended() {
    Map<Field, Object> ended =
        TinyRows.with(
            entry(EventsEndedLog.REPORT_GROUP_ID, "event-fault"),
            entry(EventsEndedLog.EVENT_STATUS, "ended"),
            entry(EventsEndedLog.RESOLUTION_REASON, "data correction"),
            entry(EventsEndedLog.EVIDENCE, List.of("all reports were withdrawn as restated")),
            entry(EventsEndedLog.ENDED_ON, LocalDate.parse("2024-06-14")));
    ended.putAll(TinyRows.stamp("n3", NIGHTS.get(2)));
    return ended;
  }

  static Map<Field, Object> hydrated(Map<Field, Object> event, int active) {
    Map<Field, Object> row = new HashMap<>(event("event-fault", "store|S2|up", FAULT, active));
    row.putAll(event);
    row.put(MinorityEvents.REPORTS, 1);
    row.put(MinorityEvents.ACTIVE_REPORTS, active);
    return row;
  }

  static void used(Map<Field, Object> row, @Nullable String... sources) {
    List<FieldGroup> groups =
        List.of(
            FieldGroup.IDENTITY,
            FieldGroup.CLUSTER,
            FieldGroup.ATTRIBUTION,
            FieldGroup.EVENT,
            FieldGroup.STATUS);
    for (int i = 0; i < sources.length; i++) {
      String source = sources[i];
      if (source != null) {
        row.put(groups.get(i).sourceUsed(), source);
      }
    }
    row.put(FieldGroup.DETECTION.sourceUsed(), "detected");
    row.put(DetectionLog.SEVERITY, 6.5);
    row.put(FieldGroup.SEVERITY.sourceUsed(), "cohort");
  }
}
