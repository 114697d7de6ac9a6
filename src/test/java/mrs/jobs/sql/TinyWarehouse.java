package mrs.jobs.sql;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import mrs.contracts.ClusteredLog;
import mrs.contracts.CohortHistory;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.DetectionLog;
import mrs.contracts.Errors;
import mrs.contracts.EventsEndedLog;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityEvents;
import mrs.contracts.MinorityReports;
import mrs.contracts.ReportStatus;
import mrs.contracts.RunConfigLog;
import mrs.contracts.RunKind;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.Stage;
import mrs.contracts.StageRunsLog;
import mrs.contracts.Stores;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.contracts.UserEditsLog;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * A warehouse of a few rows by hand, made once for all tests that only read it. Three nights are
 * committed and a fourth failed: {@link #RISE} grew over two nights and belongs to an open event;
 * {@link #FAULT} was withdrawn after a restatement and its event ended; {@link #UNTRUSTED} stands
 * in the log of the failed night only.
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

  static final LocalDate WEEK = LocalDate.parse("2024-06-10");
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
    UncheckedWrites.append(warehouse, table, List.of(rows));
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
        TinyRows.with(
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
    Map<Field, Object> rise = new HashMap<>(TinyReports.grown());
    rise.putAll(
        Map.of(
            ClusteredLog.CLUSTER_ID, "c1",
            ClusteredLog.CLUSTER_NAME, "rise over one store",
            ClusteredLog.SIMILARITY, 0.8,
            AttributionLog.PROPOSED_CAUSE, "promotion",
            AttributionLog.CONFIDENCE_SCORE, 1.0,
            MinorityReports.RANKED_CAUSES, TinyReports.causes(),
            CohortHistory.REPORT_GROUP_ID, "event-rise",
            MinorityReports.EVENT_STATUS, "open",
            ReportStatus.FIELD, "open"));
    rise.put(AttributionLog.EVIDENCE_PATTERN, "store_day up few viral: scope, social");
    TinyReports.used(rise, "detected", "clustered", "ui", "cohort", "detected");
    Map<Field, Object> fault = new HashMap<>(TinyReports.report(FAULT, "S2", "A8", "up", 2));
    fault.putAll(
        Map.of(
            CohortHistory.REPORT_GROUP_ID, "event-fault",
            MinorityReports.EVENT_STATUS, "ended",
            MinorityReports.RESOLUTION_REASON, "data correction",
            ReportStatus.FIELD, "superseded",
            LogColumns.IS_DEGRADED, true,
            LogColumns.DEGRADED_REASONS, List.of("MRCL_down", "MRPAL_down")));
    TinyReports.used(fault, "detected", null, null, "cohort", "detected");
    UncheckedWrites.write(warehouse, MinorityReports.TABLE, List.of(rise, fault));
    UncheckedWrites.write(
        warehouse,
        MinorityEvents.TABLE,
        List.of(
            TinyReports.hydrated(TinyReports.event("event-rise", "store|S1|up", RISE, 1), 1),
            TinyReports.hydrated(TinyReports.ended(), 0)));
  }

  private void runs() {
    List<Map<Field, Object>> runs = new ArrayList<>();
    List<Map<Field, Object>> attempts = new ArrayList<>();
    for (int night = 1; night <= 4; night++) {
      Map<String, Long> seqs =
          Map.of(UnifiedSalesData.TABLE.name(), (long) night, Stores.TABLE.name(), 1L);
      runs.add(TinyRows.run("n" + night, NIGHTS.get(night - 1), RunKind.NIGHTLY, seqs));
      for (Stage stage : Stage.values()) {
        boolean failed = night == 4 && stage == Stage.DETECTION;
        boolean skipped = night == 4 && stage.compareTo(Stage.DETECTION) > 0;
        if (stage != Stage.INGEST && !skipped) {
          attempts.add(TinyRows.attempt("n" + night, NIGHTS.get(night - 1), stage, failed));
        }
      }
    }
    Instant ingested = Instant.parse("2024-06-12T01:00:00Z");
    runs.add(TinyRows.run("i1", ingested, RunKind.INGEST, Map.of()));
    attempts.add(TinyRows.attempt("i1", ingested, Stage.INGEST, false));
    UncheckedWrites.append(warehouse, RunConfigLog.TABLE, runs);
    UncheckedWrites.append(warehouse, StageRunsLog.TABLE, attempts);
    append(
        warehouse,
        DeliveriesLog.TABLE,
        TinyRows.delivery(1, Stores.TABLE, 3, 0),
        TinyRows.delivery(2, Stores.TABLE, 3, 0),
        TinyRows.delivery(3, UnifiedSalesData.TABLE, 200, 2),
        TinyRows.delivery(4, ContextualEvents.TABLE, 4, 1));
  }

  private void sales() {
    append(
        warehouse,
        UnifiedSalesData.TABLE,
        TinyRows.sale("S1", "A7", "2024-06-10", 30, "2024-06-11T01:00:00Z", 1),
        TinyRows.sale("S1", "A7", "2024-06-11", 33, "2024-06-12T01:00:00Z", 2),
        TinyRows.sale("S2", "A8", "2024-06-10", 20, "2024-06-11T01:00:00Z", 1),
        TinyRows.sale("S2", "A8", "2024-06-10", 10, "2024-06-13T01:00:00Z", 3));
    append(
        warehouse,
        Stores.TABLE,
        TinyRows.store("S1", 1),
        TinyRows.store("S2", 1),
        TinyRows.store("S1", 2));
    List<Map<Field, Object>> cells = new ArrayList<>();
    for (LocalDate day = WEEK.minusDays(30);
        day.isBefore(WEEK.plusDays(4));
        day = day.plusDays(1)) {
      cells.add(TinyRows.cell(day, 0, TinyRows.units(day)));
    }
    cells.add(TinyRows.cell(WEEK.minusDays(2), 1, 12.0));
    UncheckedWrites.append(warehouse, SalesTimeseries.TABLE, cells);
  }

  private void reports() {
    Map<Field, Object> withdrawn = new HashMap<>(TinyReports.report(FAULT, "S2", "A8", "up", 0));
    withdrawn.putAll(TinyRows.stamp("n3", NIGHTS.get(2)));
    withdrawn.put(DetectionLog.REPORT_STATE, "withdrawn");
    withdrawn.put(DetectionLog.WITHDRAWN_REASON, "restated");
    append(
        warehouse,
        DetectionLog.TABLE,
        TinyReports.report(RISE, "S1", "A7", "up", 0),
        TinyReports.grown(),
        TinyReports.report(FAULT, "S2", "A8", "up", 0),
        withdrawn,
        TinyReports.report(UNTRUSTED, "S3", "A9", "down", 3));
  }

  private void machine() {
    append(
        warehouse,
        ClusteredLog.TABLE,
        TinyReports.about(
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
        TinyReports.about(
            RISE,
            "S1",
            "A7",
            Map.of(
                AttributionLog.RANKED_CAUSES,
                TinyReports.causes(),
                AttributionLog.PROPOSED_CAUSE,
                "viral",
                AttributionLog.CONFIDENCE_SCORE,
                0.62,
                AttributionLog.CALIBRATION,
                "test")));
    append(
        warehouse,
        CohortHistory.TABLE,
        TinyReports.about(RISE, "S1", "A7", Map.of(CohortHistory.REPORT_GROUP_ID, "event-rise")),
        TinyReports.about(FAULT, "S2", "A8", Map.of(CohortHistory.REPORT_GROUP_ID, "event-fault")));
  }

  private void events() {
    append(
        warehouse,
        EventsLog.TABLE,
        TinyReports.event("event-rise", "store|S1|up", RISE, 1),
        TinyReports.event("event-fault", "store|S2|up", FAULT, 0));
    UncheckedWrites.append(warehouse, EventsEndedLog.TABLE, List.of(TinyReports.ended()));
  }

  private void errors() {
    Table sales = Errors.of(UnifiedSalesData.TABLE);
    append(
        warehouse,
        sales,
        TinyRows.error(
            7, "BAD_TYPE", "units 'many' is no number", "S1,A7,2024-06-10,many\u001b[31m"),
        TinyRows.error(9, "BAD_TYPE", "units 'few' is no number", "S1,A7,2024-06-10,few"),
        TinyRows.error(9, "BAD_TIME", "received_at '?' is no time", "S1,A7,2024-06-10,few"));
    append(
        warehouse,
        Errors.of(ContextualEvents.TABLE),
        TinyRows.error(3, "BLANK_LINE", "the line is blank", ""));
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
