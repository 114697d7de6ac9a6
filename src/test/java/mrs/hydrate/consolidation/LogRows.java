package mrs.hydrate.consolidation;

import static mrs.transforms.SparkSchema.col;

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
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/** The rows of the logs that a {@link LogBook} writes, as the datasets that transforms take. */
abstract class LogRows extends SparkTest {
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

  /** Day 0; a Monday. */
  public static final LocalDate START = LocalDate.of(2024, 3, 4);

  /** The instant {@code day} days after the start. */
  public static Instant at(int day) {
    return START.plusDays(day).atStartOfDay(java.time.ZoneOffset.UTC).toInstant();
  }

  private final Map<Contributor, List<Row>> rows = new EnumMap<>(Contributor.class);
  private final Map<Contributor, Dataset<Row>> datasets = new EnumMap<>(Contributor.class);

  /** The log's rows so far. */
  public Dataset<Row> dataset(Contributor log) {
    return datasets.computeIfAbsent(
        log,
        l ->
            spark.createDataFrame(
                rows.getOrDefault(l, List.of()), SparkSchema.schema(TABLES.get(l))));
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

  final void add(Contributor log, int day, Map<Field, @Nullable Object> named) {
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
  }

  static Map<Field, @Nullable Object> values(Object[] named, @Nullable Object... plain) {
    Map<Field, @Nullable Object> values = new HashMap<>();
    for (@Nullable Object[] pairs : List.of(plain, named)) {
      for (int i = 0; i < pairs.length; i += 2) {
        Object value = pairs[i + 1];
        values.put((Field) pairs[i], value instanceof LocalDate day ? Date.valueOf(day) : value);
      }
    }
    return values;
  }

  static Object[] concat(Object[] some, Object[] others) {
    Object[] all = Arrays.copyOf(some, some.length + others.length);
    System.arraycopy(others, 0, all, some.length, others.length);
    return all;
  }

  /** The rows of {@code logs} that were written after {@code time}. */
  public static ReportLogs writtenAfter(ReportLogs logs, Instant time) {
    Column after = col(LogColumns.WRITTEN_AT).gt(functions.lit(Timestamp.from(time)));
    return logs.map((log, rows) -> rows.where(after));
  }
}
