package mrs.jobs.sql;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mrs.contracts.AttributionLog;
import mrs.contracts.CellState;
import mrs.contracts.ClusteredLog;
import mrs.contracts.CohortHistory;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.DetectionLog;
import mrs.contracts.Errors;
import mrs.contracts.EventsEndedLog;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityEvents;
import mrs.contracts.MinorityReports;
import mrs.contracts.ReportStatus;
import mrs.contracts.RunConfigLog;
import mrs.contracts.RunKind;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.SourceColumns;
import mrs.contracts.Stage;
import mrs.contracts.StageRunsLog;
import mrs.contracts.Stores;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.contracts.UserEditsLog;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * A warehouse of a few rows by hand, made once for all tests that only read it. Three nights are committed and a
 * fourth failed: {@link #RISE} grew over two nights and belongs to an open event; {@link #FAULT} was withdrawn after
 * a restatement and its event ended; {@link #UNTRUSTED} stands in the log of the failed night only.
 */
public final class TinyWarehouse {
  /** A report of S1 and A7, up from 10 June, two days. */
  public static final String RISE = "a1b2c3d4e5f60718293a4b5c6d7e8f90";

  /** A report of S2 and A8 that was withdrawn: its sales were restated. */
  public static final String FAULT = "a1b2c3ffffffffffffffffffffffffff";

  /** A report that a failed attempt left behind. */
  public static final String UNTRUSTED = "0000000000000000000000000000dead";

  /** Logical times of the four nights. */
  public static final List<Instant> NIGHTS =
      Stream.of("11", "12", "14", "15")
          .map(d -> Instant.parse("2024-06-" + d + "T02:00:00Z"))
          .toList();

  /** SHA-256 of the only delivery of sales that had broken lines. */
  public static final String SOURCE = "5a1e".repeat(16);

  private static final LocalDate WEEK = LocalDate.parse("2024-06-10");
  private static @Nullable Warehouse shared;

  private final Warehouse warehouse;

  private TinyWarehouse(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** The one for all tests that only read. */
  public static synchronized Warehouse shared(SparkSession spark) {
    Warehouse there = shared;
    if (there == null) {
      try {
        Path folder = Files.createTempDirectory("tiny-warehouse");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        there = Warehouse.openOrCreate(spark, folder.resolve("warehouse"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      new TinyWarehouse(there).fill();
      shared = there;
    }
    return there;
  }

  /** Appends rows to a table, each given by the columns that are not NULL. */
  @SafeVarargs
  public static void append(Warehouse warehouse, Table table, Map<Field, Object>... rows) {
    append(warehouse, table, List.of(rows));
  }

  private void fill() {
    runs();
    sales();
    reports();
    machine();
    events();
    errors();
    append(
        warehouse,
        UserEditsLog.TABLE,
        with(
            entry(UserEditsLog.EDIT_ID, "e1"),
            entry(UserEditsLog.REPORT_ID, RISE),
            entry(UserEditsLog.ACTION, "set_cause"),
            entry(UserEditsLog.VALUE, "promotion"),
            entry(UserEditsLog.EDITED_BY, "lewis"),
            entry(UserEditsLog.WRITTEN_AT, Instant.parse("2024-06-13T09:00:00Z"))));
    hydrate();
  }

  /** What hydration gives of the logs; by hand, so that tests of readers do not wait for it. */
  private void hydrate() {
    Map<Field, Object> rise = new HashMap<>(grown());
    rise.putAll(
        Map.of(
            ClusteredLog.CLUSTER_ID, "c1",
            ClusteredLog.CLUSTER_NAME, "rise over one store",
            ClusteredLog.SIMILARITY, 0.8,
            AttributionLog.PROPOSED_CAUSE, "promotion",
            AttributionLog.CONFIDENCE_SCORE, 1.0,
            MinorityReports.RANKED_CAUSES, causes(),
            CohortHistory.REPORT_GROUP_ID, "event-rise",
            MinorityReports.EVENT_STATUS, "open",
            ReportStatus.FIELD, "open"));
    used(rise, "detected", "clustered", "ui", "cohort", "detected");
    Map<Field, Object> fault = new HashMap<>(report(FAULT, "S2", "A8", "up", 2));
    fault.putAll(
        Map.of(
            CohortHistory.REPORT_GROUP_ID, "event-fault",
            MinorityReports.EVENT_STATUS, "ended",
            MinorityReports.RESOLUTION_REASON, "data correction",
            ReportStatus.FIELD, "superseded",
            LogColumns.IS_DEGRADED, true,
            LogColumns.DEGRADED_REASONS, List.of("MRCL_down", "MRPAL_down")));
    used(fault, "detected", null, null, "cohort", "detected");
    write(MinorityReports.TABLE, rise, fault);
    write(
        MinorityEvents.TABLE,
        hydrated(event("event-rise", "store|S1|up", RISE, 1), 1),
        hydrated(ended(), 0));
  }

  private static void used(Map<Field, Object> row, @Nullable String... sources) {
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

  private static Map<Field, Object> hydrated(Map<Field, Object> event, int active) {
    Map<Field, Object> row = new HashMap<>(event("event-fault", "store|S2|up", FAULT, active));
    row.putAll(event);
    row.put(MinorityEvents.REPORTS, 1);
    row.put(MinorityEvents.ACTIVE_REPORTS, active);
    return row;
  }

  @SafeVarargs
  private void write(Table table, Map<Field, Object>... rows) {
    TableRows batch = new TableRows(table);
    Stream.of(rows).forEach(batch::add);
    batch
        .dataset(warehouse.spark())
        .coalesce(1)
        .write()
        .format("delta")
        .mode("append")
        .save(warehouse.path(table).toString());
  }

  private void runs() {
    List<Map<Field, Object>> runs = new ArrayList<>();
    List<Map<Field, Object>> attempts = new ArrayList<>();
    for (int night = 1; night <= 4; night++) {
      Map<String, Long> seqs =
          Map.of(UnifiedSalesData.TABLE.name(), (long) night, Stores.TABLE.name(), 1L);
      runs.add(run("n" + night, NIGHTS.get(night - 1), RunKind.NIGHTLY, seqs));
      for (Stage stage : Stage.values()) {
        boolean failed = night == 4 && stage == Stage.DETECTION;
        boolean skipped = night == 4 && stage.compareTo(Stage.DETECTION) > 0;
        if (stage != Stage.INGEST && !skipped) {
          attempts.add(attempt("n" + night, NIGHTS.get(night - 1), stage, failed));
        }
      }
    }
    Instant ingested = Instant.parse("2024-06-12T01:00:00Z");
    runs.add(run("i1", ingested, RunKind.INGEST, Map.of()));
    attempts.add(attempt("i1", ingested, Stage.INGEST, false));
    append(warehouse, RunConfigLog.TABLE, runs);
    append(warehouse, StageRunsLog.TABLE, attempts);
    append(
        warehouse,
        DeliveriesLog.TABLE,
        delivery(1, Stores.TABLE, 3, 0),
        delivery(2, Stores.TABLE, 3, 0),
        delivery(3, UnifiedSalesData.TABLE, 200, 2),
        delivery(4, ContextualEvents.TABLE, 4, 1));
  }

  private static Map<Field, Object> run(
      String id, Instant time, RunKind kind, Map<String, Long> seqs) {
    return with(
        entry(RunConfigLog.RUN_ID, id),
        entry(RunConfigLog.KIND, kind.word()),
        entry(RunConfigLog.ORIGIN, "test:" + id),
        entry(RunConfigLog.INPUT_SEQS, seqs),
        entry(RunConfigLog.LOGIC_VERSIONS, Map.of()),
        entry(RunConfigLog.CONFIG_JSON, "{}"),
        entry(RunConfigLog.CONFIG_HASH, "hash"),
        entry(LogColumns.WRITTEN_AT, time));
  }

  /** An attempt in the ledger, which ended an hour after its logical time. */
  public static Map<Field, Object> attempt(String run, Instant time, Stage stage, boolean failed) {
    Map<Field, Object> values =
        with(
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

  private static Map<Field, Object> delivery(long seq, Table table, long records, long dead) {
    return with(
        entry(DeliveriesLog.INGEST_SEQ, seq),
        entry(DeliveriesLog.TABLE_NAME, table.name()),
        entry(DeliveriesLog.SOURCE_HASH, SOURCE),
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

  private void sales() {
    append(
        warehouse,
        UnifiedSalesData.TABLE,
        sale("S1", "A7", "2024-06-10", 30, "2024-06-11T01:00:00Z", 1),
        sale("S1", "A7", "2024-06-11", 33, "2024-06-12T01:00:00Z", 2),
        sale("S2", "A8", "2024-06-10", 20, "2024-06-11T01:00:00Z", 1),
        sale("S2", "A8", "2024-06-10", 10, "2024-06-13T01:00:00Z", 3));
    append(warehouse, Stores.TABLE, store("S1", 1), store("S2", 1), store("S1", 2));
    List<Map<Field, Object>> cells = new ArrayList<>();
    for (LocalDate day = WEEK.minusDays(30); day.isBefore(WEEK.plusDays(4)); day = day.plusDays(1)) {
      cells.add(cell(day, 0, units(day)));
    }
    cells.add(cell(WEEK.minusDays(2), 1, 12.0));
    append(warehouse, SalesTimeseries.TABLE, cells);
  }

  private static @Nullable Double units(LocalDate day) {
    if (day.equals(WEEK.minusDays(5))) {
      return null;
    }
    if (day.equals(WEEK)) {
      return 30.0;
    }
    return day.equals(WEEK.plusDays(1)) ? 33.0 : 8.0 + day.getDayOfWeek().getValue() % 5;
  }

  private static Map<Field, Object> cell(LocalDate day, int night, @Nullable Double units) {
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
            entry(LogColumns.VERSION, 1));
    values.put(LogColumns.WEEK_START, TableRows.monday(day));
    if (units != null) {
      values.put(SalesTimeseries.UNITS, units);
    }
    return values;
  }

  private static Map<Field, Object> sale(
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

  private static Map<Field, Object> store(String id, long seq) {
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

  private void reports() {
    Map<Field, Object> withdrawn = new HashMap<>(report(FAULT, "S2", "A8", "up", 0));
    withdrawn.putAll(stamp("n3", NIGHTS.get(2)));
    withdrawn.put(DetectionLog.REPORT_STATE, "withdrawn");
    withdrawn.put(DetectionLog.WITHDRAWN_REASON, "restated");
    append(
        warehouse,
        DetectionLog.TABLE,
        report(RISE, "S1", "A7", "up", 0),
        grown(),
        report(FAULT, "S2", "A8", "up", 0),
        withdrawn,
        report(UNTRUSTED, "S3", "A9", "down", 3));
  }

  private static Map<Field, Object> grown() {
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

  private static Map<Field, Object> report(
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

  private void machine() {
    append(
        warehouse,
        ClusteredLog.TABLE,
        about(
            RISE,
            "S1",
            "A7",
            Map.of(
                ClusteredLog.CLUSTER_ID, "c1",
                ClusteredLog.CLUSTER_NAME, "rise over one store",
                ClusteredLog.SIMILARITY, 0.8)));
    append(
        warehouse,
        AttributionLog.TABLE,
        about(
            RISE,
            "S1",
            "A7",
            Map.of(
                AttributionLog.RANKED_CAUSES, causes(),
                AttributionLog.PROPOSED_CAUSE, "viral",
                AttributionLog.CONFIDENCE_SCORE, 0.62)));
    append(
        warehouse,
        CohortHistory.TABLE,
        about(RISE, "S1", "A7", Map.of(CohortHistory.REPORT_GROUP_ID, "event-rise")),
        about(FAULT, "S2", "A8", Map.of(CohortHistory.REPORT_GROUP_ID, "event-fault")));
  }

  private static Map<Field, Object> about(
      String id, String store, String sku, Map<Field, Object> own) {
    Map<Field, Object> values =
        with(
            entry(DetectionLog.REPORT_ID, id),
            entry(DetectionLog.STORE_ID, store),
            entry(DetectionLog.SKU, sku));
    values.putAll(own);
    values.putAll(stamp("n2", NIGHTS.get(1)));
    return values;
  }

  private static List<Row> causes() {
    return List.of(
        cause("viral", 0.62, "many articles rise together", "no promotion known"),
        cause("data_error", 0.2, "the whole store rose"),
        cause("unknown", 0.1));
  }

  private static Row cause(String cause, double score, String... evidence) {
    return RowFactory.create(cause, score, List.of(evidence));
  }

  private void events() {
    append(
        warehouse,
        EventsLog.TABLE,
        event("event-rise", "store|S1|up", RISE, 1),
        event("event-fault", "store|S2|up", FAULT, 0));
    append(warehouse, EventsEndedLog.TABLE, List.of(ended()));
  }

  private static Map<Field, Object> ended() {
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

  private static Map<Field, Object> event(String id, String scope, String report, int active) {
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

  private void errors() {
    Table sales = Errors.of(UnifiedSalesData.TABLE);
    append(
        warehouse,
        sales,
        error(7, "BAD_TYPE", "units 'many' is no number", "S1,A7,2024-06-10,many\u001b[31m"),
        error(9, "BAD_TYPE", "units 'few' is no number", "S1,A7,2024-06-10,few"),
        error(9, "BAD_TIME", "received_at '?' is no time", "S1,A7,2024-06-10,few"));
    append(
        warehouse,
        Errors.of(ContextualEvents.TABLE),
        List.of(error(3, "BLANK_LINE", "the line is blank", "")));
  }

  private static Map<Field, Object> error(long line, String code, String text, String payload) {
    return with(
        entry(Errors.SOURCE_HASH, SOURCE),
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

  private static Map<Field, Object> stamp(String run, Instant time) {
    return Map.of(
        LogColumns.RUN_ID, run,
        LogColumns.WRITTEN_AT, time,
        LogColumns.VERSION, 1,
        LogColumns.IS_DEGRADED, false,
        LogColumns.DEGRADED_REASONS, List.of(),
        LogColumns.WEEK_START, WEEK);
  }

  @SafeVarargs
  private static Map<Field, Object> with(Map.Entry<Field, ?>... values) {
    Map<Field, Object> row = new HashMap<>();
    row.put(LogColumns.WEEK_START, WEEK);
    Stream.of(values).forEach(v -> row.put(v.getKey(), v.getValue()));
    return row;
  }

  /** As {@link Append} leaves them, but without its checks, which cost most of a small write. */
  private static void append(Warehouse warehouse, Table table, List<Map<Field, Object>> rows) {
    TableRows batch = new TableRows(table);
    rows.forEach(batch::add);
    Dataset<Row> given = batch.dataset(warehouse.spark());
    Column hash = LogColumns.CONTENT_HASH.is(functions.xxhash64(hashed(given)));
    given
        .withColumn(LogColumns.CONTENT_HASH.name(), hash)
        .select(table.fields().stream().map(Field::col).toArray(Column[]::new))
        .coalesce(1)
        .write()
        .format("delta")
        .mode("append")
        .save(warehouse.path(table).toString());
  }

  private static Column hashed(Dataset<Row> rows) {
    return functions.to_json(
        functions.struct(
            Stream.of(rows.columns()).map(functions::col).toArray(Column[]::new)));
  }

  /** Number of rows of {@code table}. */
  public static long count(Warehouse warehouse, Table table) {
    return warehouse.read(table).agg(functions.count(functions.lit(1))).head().getLong(0);
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
