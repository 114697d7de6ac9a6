package mrs.hydrate.consolidation;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import mrs.SparkTest;
import mrs.contracts.AttributionLog;
import mrs.contracts.ClusteredLog;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.EventsEndedLog;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.contracts.FinalisedLog;
import mrs.contracts.LogColumns;
import mrs.contracts.Table;
import mrs.contracts.UserEditsLog;
import mrs.contracts.UserEventEditsLog;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the logs for tests, written as a story: each method adds one row with plain values for
 * all that the test does not name. Times are whole days after {@link #START}.
 */
public final class LogBook extends SparkTest {
  /** Day 0; a Monday. */
  public static final LocalDate START = LocalDate.of(2024, 3, 4);

  private static final Map<Contributor, Table> TABLES =
      Map.of(
          Contributor.MRDL, DetectionLog.TABLE,
          Contributor.MRCL, ClusteredLog.TABLE,
          Contributor.MRPAL, AttributionLog.TABLE,
          Contributor.MRCH, CohortHistory.TABLE,
          Contributor.MELOG, EventsLog.TABLE,
          Contributor.MEEL, EventsEndedLog.TABLE,
          Contributor.MRFL, FinalisedLog.TABLE,
          Contributor.UEL, UserEditsLog.TABLE,
          Contributor.UMEEL, UserEventEditsLog.TABLE);

  private final Map<Contributor, List<Row>> rows = new EnumMap<>(Contributor.class);
  private final Map<Contributor, Dataset<Row>> datasets = new EnumMap<>(Contributor.class);

  /** The instant {@code day} days after the start. */
  public static Instant at(int day) {
    return START.plusDays(day).atStartOfDay(java.time.ZoneOffset.UTC).toInstant();
  }

  /**
   * A report as detection has it: store S1, SKU K1, up, Tuesday and Wednesday of the first week.
   */
  public LogBook detected(String id, int day, Object... named) {
    return add(
        Contributor.MRDL,
        day,
        values(
            named,
            DetectionLog.REPORT_ID,
            id,
            DetectionLog.STORE_ID,
            "S1",
            DetectionLog.SKU,
            "K1",
            DetectionLog.REGION,
            "R1",
            DetectionLog.DIRECTION,
            "up",
            DetectionLog.REPORT_STATE,
            "active",
            DetectionLog.WINDOW_START,
            START.plusDays(1),
            DetectionLog.WINDOW_END,
            START.plusDays(2),
            DetectionLog.OBSERVED_UNITS,
            10.0,
            DetectionLog.EXPECTED_UNITS,
            4.0,
            DetectionLog.SEVERITY,
            3.0,
            DetectionLog.TEST,
            "cell",
            DetectionLog.GROUP_KEY,
            "cell|S1|K1|up",
            DetectionLog.GROUP_START,
            START.plusDays(1),
            DetectionLog.METHOD,
            "baseline_model"));
  }

  /** Detection takes a report back. */
  public LogBook withdrawn(String id, int day, String reason, Object... named) {
    Object[] more = {DetectionLog.REPORT_STATE, "withdrawn", DetectionLog.WITHDRAWN_REASON, reason};
    return detected(id, day, concat(more, named));
  }

  /** A report in cluster {@code c-viral}. */
  public LogBook clustered(String id, int day, Object... named) {
    return add(
        Contributor.MRCL,
        day,
        values(
            named,
            ClusteredLog.REPORT_ID,
            id,
            ClusteredLog.STORE_ID,
            "S1",
            ClusteredLog.SKU,
            "K1",
            ClusteredLog.CLUSTER_ID,
            "c-viral",
            ClusteredLog.CLUSTER_NAME,
            "viral rise",
            ClusteredLog.SIMILARITY,
            0.9));
  }

  /** A report with a proposed cause and its confidence. */
  public LogBook attributed(
      String id, int day, String cause, @Nullable Double confidence, Object... named) {
    Row ranked = RowFactory.create(cause, confidence == null ? 0.0 : confidence, List.of("seen"));
    return add(
        Contributor.MRPAL,
        day,
        values(
            named,
            AttributionLog.REPORT_ID,
            id,
            AttributionLog.STORE_ID,
            "S1",
            AttributionLog.SKU,
            "K1",
            AttributionLog.RANKED_CAUSES,
            List.of(ranked),
            AttributionLog.PROPOSED_CAUSE,
            cause,
            AttributionLog.CONFIDENCE_SCORE,
            confidence,
            AttributionLog.EVIDENCE_PATTERN,
            confidence == null ? null : "cell up few " + cause + ": scope",
            AttributionLog.CALIBRATION,
            "test"));
  }

  /** A report in an event. */
  public LogBook cohort(String id, int day, String event, Object... named) {
    return add(
        Contributor.MRCH,
        day,
        values(
            named,
            CohortHistory.REPORT_ID,
            id,
            CohortHistory.STORE_ID,
            "S1",
            CohortHistory.SKU,
            "K1",
            CohortHistory.REPORT_GROUP_ID,
            event));
  }

  /** An event as MELOG has it. */
  public LogBook event(
      String event, int day, String status, List<String> reports, Object... named) {
    return add(
        Contributor.MELOG,
        day,
        values(
            named,
            EventsLog.REPORT_GROUP_ID,
            event,
            EventsLog.EVENT_STATUS,
            status,
            EventsLog.DIRECTION,
            "up",
            EventsLog.SCOPE,
            "store|S1|up",
            EventsLog.REPORT_IDS,
            reports,
            EventsLog.ACTIVE_REPORTS,
            reports.size(),
            EventsLog.STORES,
            1,
            EventsLog.SKUS,
            reports.size(),
            EventsLog.STARTS_ON,
            START.plusDays(1),
            EventsLog.ENDS_ON,
            START.plusDays(2),
            EventsLog.SEVERITY,
            3.0,
            EventsLog.EVENT_CAUSE,
            "viral",
            EventsLog.PARENTS,
            List.of()));
  }

  /** The end of an event. */
  public LogBook ended(String event, int day, String resolution, Object... named) {
    return add(
        Contributor.MEEL,
        day,
        values(
            named,
            EventsEndedLog.REPORT_GROUP_ID,
            event,
            EventsEndedLog.EVENT_STATUS,
            "ended",
            EventsEndedLog.RESOLUTION_REASON,
            resolution,
            EventsEndedLog.EVIDENCE,
            List.of("quiet"),
            EventsEndedLog.ENDED_ON,
            START.plusDays(3)));
  }

  /** A record of finalisation in which nobody decided anything. */
  public LogBook finalised(String id, int day, Object... named) {
    return add(
        Contributor.MRFL,
        day,
        values(
            named,
            FinalisedLog.REPORT_ID,
            id,
            FinalisedLog.STORE_ID,
            "S1",
            FinalisedLog.SKU,
            "K1",
            FinalisedLog.REPORT_STATE,
            "active",
            FinalisedLog.DECIDED_GROUPS,
            List.of()));
  }

  /** A person's edit of a report. */
  public LogBook edit(
      String editId, int day, String report, String action, @Nullable String value) {
    return add(
        Contributor.UEL,
        day,
        values(
            new Object[0],
            UserEditsLog.EDIT_ID,
            editId,
            UserEditsLog.REPORT_ID,
            report,
            UserEditsLog.ACTION,
            action,
            UserEditsLog.VALUE,
            value,
            UserEditsLog.EDITED_BY,
            "lewis"));
  }

  /** A person's edit of an event. */
  public LogBook eventEdit(
      String editId, int day, String event, String action, @Nullable String value) {
    return add(
        Contributor.UMEEL,
        day,
        values(
            new Object[0],
            UserEventEditsLog.EDIT_ID,
            editId,
            UserEventEditsLog.REPORT_GROUP_ID,
            event,
            UserEventEditsLog.ACTION,
            action,
            UserEventEditsLog.VALUE,
            value,
            UserEventEditsLog.EDITED_BY,
            "ruth"));
  }

  /** The log's rows so far. */
  public Dataset<Row> dataset(Contributor log) {
    return datasets.computeIfAbsent(
        log, l -> spark.createDataFrame(rows.getOrDefault(l, List.of()), TABLES.get(l).schema()));
  }

  /** All logs, those without rows empty but there. */
  public ReportLogs logs() {
    return without(Set.of());
  }

  /** The logs but for those that are {@code down}. */
  public ReportLogs without(Set<Contributor> down) {
    return new ReportLogs(
        dataset(Contributor.MRDL),
        unless(down, Contributor.MRCL),
        unless(down, Contributor.MRPAL),
        unless(down, Contributor.MRCH),
        unless(down, Contributor.MELOG),
        unless(down, Contributor.MEEL),
        unless(down, Contributor.MRFL),
        unless(down, Contributor.UEL),
        unless(down, Contributor.UMEEL));
  }

  private Optional<Dataset<Row>> unless(Set<Contributor> down, Contributor log) {
    return down.contains(log) ? Optional.empty() : Optional.of(dataset(log));
  }

  private LogBook add(Contributor log, int day, Map<Field, @Nullable Object> named) {
    Map<Field, @Nullable Object> values = new HashMap<>();
    values.put(LogColumns.RUN_ID, "run-" + day);
    values.put(LogColumns.WRITTEN_AT, Timestamp.from(at(day)));
    values.put(UserEditsLog.WRITTEN_AT, Timestamp.from(at(day)));
    values.put(LogColumns.VERSION, 1);
    values.put(LogColumns.DEGRADED_REASONS, List.of());
    values.put(LogColumns.WEEK_START, Date.valueOf(START));
    values.putAll(named);
    values.put(
        LogColumns.IS_DEGRADED, !((List<?>) values.get(LogColumns.DEGRADED_REASONS)).isEmpty());
    Table table = TABLES.get(log);
    List<@Nullable Object> cells = new ArrayList<>();
    for (Field field : table.fields()) {
      cells.add(field.equals(LogColumns.CONTENT_HASH) ? 0L : values.get(field));
    }
    values.put(LogColumns.CONTENT_HASH, (long) Objects.hash(cells));
    Object[] row = table.fields().stream().map(values::get).toArray();
    datasets.remove(log);
    rows.computeIfAbsent(log, l -> new ArrayList<>()).add(RowFactory.create(row));
    return this;
  }

  private static Map<Field, @Nullable Object> values(Object[] named, @Nullable Object... plain) {
    Map<Field, @Nullable Object> values = new HashMap<>();
    for (@Nullable Object[] pairs : List.of(plain, named)) {
      for (int i = 0; i < pairs.length; i += 2) {
        Object value = pairs[i + 1];
        values.put((Field) pairs[i], value instanceof LocalDate day ? Date.valueOf(day) : value);
      }
    }
    return values;
  }

  private static Object[] concat(Object[] some, Object[] others) {
    Object[] all = Arrays.copyOf(some, some.length + others.length);
    System.arraycopy(others, 0, all, some.length, others.length);
    return all;
  }

  /** The rows of {@code logs} that were written after {@code time}. */
  public static ReportLogs writtenAfter(ReportLogs logs, Instant time) {
    Column after = LogColumns.WRITTEN_AT.col().gt(functions.lit(Timestamp.from(time)));
    return logs.map((log, rows) -> rows.where(after));
  }
}
