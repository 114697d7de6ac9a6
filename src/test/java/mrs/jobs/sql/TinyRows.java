package mrs.jobs.sql;

import static java.util.Map.entry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mrs.contracts.CellState;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.DetectionLog;
import mrs.contracts.Errors;
import mrs.contracts.EventsEndedLog;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityEvents;
import mrs.contracts.RunConfigLog;
import mrs.contracts.RunKind;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.SourceColumns;
import mrs.contracts.Stage;
import mrs.contracts.StageRunsLog;
import mrs.contracts.Stores;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.transforms.Mondays;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** The rows of {@link TinyWarehouse}, each by the columns that are not NULL. */
final class TinyRows {
  private static final LocalDate WEEK = TinyWarehouse.WEEK;
  private static final String RISE = TinyWarehouse.RISE;
  private static final String FAULT = TinyWarehouse.FAULT;
  private static final List<Instant> NIGHTS = TinyWarehouse.NIGHTS;

  private TinyRows() {}

  static Map<Field, Object> run(String id, Instant time, RunKind kind, Map<String, Long> seqs) {
    return with(
        entry(RunConfigLog.RUN_ID, id),
        entry(RunConfigLog.KIND, kind.word()),
        entry(RunConfigLog.ORIGIN, "test:" + id),
        entry(RunConfigLog.INPUT_SEQS, seqs),
        entry(RunConfigLog.LOGIC_VERSIONS, Map.of()),
        entry(RunConfigLog.CONFIG_HASH, "hash"),
        entry(LogColumns.WRITTEN_AT, time));
  }

  /** An attempt in the ledger, which ended an hour after its logical time. */
  static Map<Field, Object> attempt(String run, Instant time, Stage stage, boolean failed) {
    Map<Field, Object> values =
        with(
            entry(StageRunsLog.ENTRY, time.getEpochSecond() * 10 + stage.ordinal()),
            entry(StageRunsLog.RUN_ID, run),
            entry(StageRunsLog.STAGE, stage.word()),
            entry(StageRunsLog.ATTEMPT, 1),
            entry(StageRunsLog.STATE, failed ? "failed" : "committed"),
            entry(LogColumns.VERSION, stage.version()),
            entry(LogColumns.IS_DEGRADED, false),
            entry(LogColumns.DEGRADED_REASONS, List.of()),
            entry(StageRunsLog.INPUTS, List.of()),
            entry(StageRunsLog.STARTED_AT, time),
            entry(StageRunsLog.FINISHED_AT, time.plusSeconds(3600)),
            entry(LogColumns.WRITTEN_AT, time));
    if (failed) {
      values.put(StageRunsLog.ERROR, "Problem: no model");
    }
    return values;
  }

  static Map<Field, Object> delivery(long seq, Table table, long records, long dead) {
    return with(
        entry(DeliveriesLog.INGEST_SEQ, seq),
        entry(DeliveriesLog.TABLE_NAME, table.name()),
        entry(DeliveriesLog.SOURCE_HASH, TinyWarehouse.SOURCE),
        entry(DeliveriesLog.SOURCE_FILE, table.name() + "/d" + seq + ".csv"),
        entry(DeliveriesLog.COLUMNS, List.of()),
        entry(DeliveriesLog.RECORDS, records),
        entry(DeliveriesLog.ROWS_ADDED, records - dead),
        entry(DeliveriesLog.DUPLICATES, 0L),
        entry(DeliveriesLog.DEAD_LETTERS, dead),
        entry(DeliveriesLog.SUSPECT, false),
        entry(LogColumns.RUN_ID, "i1"),
        entry(LogColumns.WRITTEN_AT, Instant.parse("2024-06-12T01:00:00Z")));
  }

  static Map<Field, Object> cell(LocalDate day, int night, @Nullable Double units) {
    Map<Field, Object> values =
        with(
            entry(SalesTimeseries.STORE_ID, "S1"),
            entry(SalesTimeseries.SKU, "A7"),
            entry(SalesTimeseries.SALES_DATE, day),
            entry(
                SalesTimeseries.CELL_STATE,
                units == null ? CellState.NOT_REPORTED.word() : CellState.SOLD.word()),
            entry(SalesTimeseries.CONFLICTING, 0),
            entry(LogColumns.RUN_ID, "n" + (night + 1)),
            entry(LogColumns.WRITTEN_AT, NIGHTS.get(night)),
            entry(LogColumns.VERSION, 1),
            entry(LogColumns.IS_DEGRADED, false),
            entry(LogColumns.DEGRADED_REASONS, List.of()));
    values.put(LogColumns.WEEK_START, Mondays.of(day));
    if (units != null) {
      values.put(SalesTimeseries.UNITS, units);
    }
    return values;
  }

  static @Nullable Double units(LocalDate day) {
    if (day.equals(WEEK.minusDays(5))) {
      return null;
    }
    if (day.equals(WEEK)) {
      return 30.0;
    }
    return day.equals(WEEK.plusDays(1)) ? 33.0 : 8.0 + day.getDayOfWeek().getValue() % 5;
  }

  static Map<Field, Object> sale(
      String store, String sku, String day, double units, String received, long seq) {
    return with(
        entry(UnifiedSalesData.STORE_ID, store),
        entry(UnifiedSalesData.SKU, sku),
        entry(UnifiedSalesData.SALES_DATE, LocalDate.parse(day)),
        entry(UnifiedSalesData.UNITS, units),
        entry(UnifiedSalesData.RECEIVED_AT, Instant.parse(received)),
        entry(SourceColumns.INGEST_SEQ, seq),
        entry(SourceColumns.SOURCE_FILE, "sales/" + day + ".csv"),
        entry(SourceColumns.SOURCE_LINE, 2L));
  }

  static Map<Field, Object> store(String id, long seq) {
    Map<Field, Object> values =
        with(
            entry(Stores.STORE_ID, id),
            entry(Stores.REGION, "R1"),
            entry(SourceColumns.INGEST_SEQ, seq),
            entry(SourceColumns.SOURCE_FILE, "reference/stores.csv"),
            entry(SourceColumns.SOURCE_LINE, 2L));
    values.remove(LogColumns.WEEK_START);
    return values;
  }

  static Map<Field, Object> grown() {
    Map<Field, Object> grown = new HashMap<>(report(RISE, "S1", "A7", "up", 0));
    grown.putAll(stamp("n2", NIGHTS.get(1)));
    grown.put(DetectionLog.WINDOW_END, WEEK.plusDays(1));
    grown.put(DetectionLog.OBSERVED_UNITS, 63.0);
    grown.put(DetectionLog.EXPECTED_UNITS, 20.0);
    grown.put(DetectionLog.LOWER_BOUND, 14.0);
    grown.put(DetectionLog.UPPER_BOUND, 26.0);
    grown.put(DetectionLog.SEVERITY, 6.5);
    return grown;
  }

  static Map<Field, Object> report(
      String id, String store, String sku, String direction, int night) {
    Map<Field, Object> values =
        with(
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
            entry(DetectionLog.TEST, "store_day"),
            entry(DetectionLog.GROUP_KEY, "store_day|" + store + "|" + direction),
            entry(DetectionLog.GROUP_START, WEEK),
            entry(DetectionLog.STATISTIC, 6.1),
            entry(DetectionLog.METHOD, "baseline_model"));
    values.putAll(stamp("n" + (night + 1), NIGHTS.get(night)));
    return values;
  }

  static Map<Field, Object> about(String id, String store, String sku, Map<Field, Object> own) {
    Map<Field, Object> values =
        with(
            entry(DetectionLog.REPORT_ID, id),
            entry(DetectionLog.STORE_ID, store),
            entry(DetectionLog.SKU, sku));
    values.putAll(own);
    values.putAll(stamp("n2", NIGHTS.get(1)));
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
        with(
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
            entry(EventsLog.PARENTS, List.of()));
    values.putAll(stamp("n2", NIGHTS.get(1)));
    return values;
  }

  static Map<Field, Object> ended() {
    Map<Field, Object> ended =
        with(
            entry(EventsEndedLog.REPORT_GROUP_ID, "event-fault"),
            entry(EventsEndedLog.EVENT_STATUS, "ended"),
            entry(EventsEndedLog.RESOLUTION_REASON, "data correction"),
            entry(EventsEndedLog.EVIDENCE, List.of("all reports were withdrawn as restated")),
            entry(EventsEndedLog.ENDED_ON, LocalDate.parse("2024-06-14")));
    ended.putAll(stamp("n3", NIGHTS.get(2)));
    return ended;
  }

  static Map<Field, Object> error(long line, String code, String text, String payload) {
    return with(
        entry(Errors.SOURCE_HASH, TinyWarehouse.SOURCE),
        entry(Errors.SOURCE_FILE, "sales/2024-06-10.csv"),
        entry(Errors.SOURCE_LINE, line),
        entry(Errors.CODE, code),
        entry(Errors.TEXT, text),
        entry(Errors.PAYLOAD, payload.getBytes(StandardCharsets.UTF_8)),
        entry(Errors.PAYLOAD_BYTES, (long) payload.length()),
        entry(Errors.PAYLOAD_SHA256, "ab".repeat(32)),
        entry(Errors.ATTEMPTS, 1),
        entry(LogColumns.RUN_ID, "i1"),
        entry(LogColumns.WRITTEN_AT, Instant.parse("2024-06-12T01:00:00Z")));
  }

  static Map<Field, Object> stamp(String run, Instant time) {
    return Map.of(
        LogColumns.RUN_ID,
        run,
        LogColumns.WRITTEN_AT,
        time,
        LogColumns.VERSION,
        1,
        LogColumns.IS_DEGRADED,
        false,
        LogColumns.DEGRADED_REASONS,
        List.of(),
        LogColumns.WEEK_START,
        WEEK);
  }

  @SafeVarargs
  static Map<Field, Object> with(Map.Entry<Field, ?>... values) {
    Map<Field, Object> row = new HashMap<>();
    row.put(LogColumns.WEEK_START, WEEK);
    Stream.of(values).forEach(v -> row.put(v.getKey(), v.getValue()));
    return row;
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
  }
}
