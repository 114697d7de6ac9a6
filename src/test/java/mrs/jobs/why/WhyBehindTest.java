package mrs.jobs.why;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mrs.SparkTest;
import mrs.contracts.AttributionLog;
import mrs.contracts.ClusteredLog;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.FinalisedLog;
import mrs.contracts.InputState;
import mrs.contracts.LogColumns;
import mrs.contracts.Stage;
import mrs.contracts.StageRunsLog;
import mrs.contracts.StageState;
import mrs.contracts.Table;
import mrs.endtoend.Folders;
import mrs.jobs.sql.TinyWarehouse;
import mrs.jobs.sql.TrustedReports;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When {@code why} sends a person to {@code mrs hydrate}: only if that would change the row. */
class WhyBehindTest extends SparkTest {
  private static final String HINT = "'mrs hydrate' brings the hydrated row up to date";

  @TempDir private Path folder;

  private Warehouse warehouse;

  @BeforeEach
  void copy() {
    Path shared = TinyWarehouse.shared(spark).root();
    warehouse = Warehouse.open(spark, Folders.copy(shared, folder.resolve("warehouse")));
  }

  @Test
  void theRowIsBehindWhereItsLogsHaveNewerRows() {
    add(
        ClusteredLog.TABLE,
        2,
        ofReport(
            Map.of(ClusteredLog.CLUSTER_ID, "c2", ClusteredLog.CLUSTER_NAME, "rise of one SKU")));

    assertThat(heading()).anyMatch(line -> line.endsWith(HINT));
  }

  /** What people decided is read from their edits; the record of it gives the row nothing. */
  @Test
  void aRecordOfADecisionThatTheEditsTellIsNoReasonToHydrate() {
    add(
        FinalisedLog.TABLE,
        2,
        ofReport(
            Map.of(
                FinalisedLog.REPORT_STATE,
                "active",
                FinalisedLog.PROPOSED_CAUSE,
                "promotion",
                FinalisedLog.CONFIDENCE_SCORE,
                1.0,
                FinalisedLog.DECIDED_GROUPS,
                List.of(FieldGroup.ATTRIBUTION.word()))));

    assertThat(heading()).noneMatch(line -> line.endsWith(HINT));
  }

  @Test
  void aLogThatHydrationDoesWithoutIsNoReasonToHydrate() {
    add(ClusteredLog.TABLE, 2, ofReport(Map.of(ClusteredLog.CLUSTER_ID, "c2")));
    Map<Field, Object> hydration = new HashMap<>();
    hydration.put(StageRunsLog.ENTRY, Long.MAX_VALUE);
    hydration.put(StageRunsLog.STAGE, Stage.HYDRATION.word());
    hydration.put(StageRunsLog.ATTEMPT, 2);
    hydration.put(StageRunsLog.STATE, StageState.COMMITTED.word());
    hydration.put(
        StageRunsLog.INPUTS,
        List.of(
            RowFactory.create(
                ClusteredLog.TABLE.name(), true, InputState.LATE.word(), null, null, null)));
    hydration.put(StageRunsLog.STARTED_AT, TinyWarehouse.NIGHTS.get(2));
    hydration.put(StageRunsLog.FINISHED_AT, TinyWarehouse.NIGHTS.get(2));
    add(StageRunsLog.TABLE, 2, hydration);

    assertThat(heading()).noneMatch(line -> line.endsWith(HINT));
  }

  @Test
  void whatBecameOfAFormerEventIsNoReasonToHydrate() {
    add(CohortHistory.TABLE, 0, ofReport(Map.of(CohortHistory.REPORT_GROUP_ID, "event-before")));
    add(
        EventsLog.TABLE,
        2,
        new HashMap<>(
            Map.of(
                EventsLog.REPORT_GROUP_ID, "event-before",
                EventsLog.EVENT_STATUS, "merged",
                EventsLog.DIRECTION, "up",
                EventsLog.SCOPE, "store|S1|up",
                EventsLog.REPORT_IDS, List.of(),
                EventsLog.ACTIVE_REPORTS, 0,
                EventsLog.MERGED_INTO, "event-rise",
                EventsLog.PARENTS, List.of())));

    assertThat(heading()).noneMatch(line -> line.endsWith(HINT));
  }

  private List<String> heading() {
    Why why = new Why(warehouse.root(), TrustedReports.POLICY, TrustedReports.NOW);
    return WriteExplanation.lines(why.of(TinyWarehouse.RISE));
  }

  private static Map<Field, Object> ofReport(Map<Field, Object> values) {
    Map<Field, Object> row = new HashMap<>(values);
    row.put(DetectionLog.REPORT_ID, TinyWarehouse.RISE);
    row.put(AttributionLog.STORE_ID, "S1");
    row.put(AttributionLog.SKU, "A7");
    return row;
  }

  /** Adds a row that the run of a night wrote, counted from 0. */
  private void add(Table table, int night, Map<Field, Object> row) {
    Instant time = TinyWarehouse.NIGHTS.get(night);
    row.put(LogColumns.RUN_ID, "n" + (night + 1));
    row.put(LogColumns.WRITTEN_AT, time);
    row.put(LogColumns.VERSION, 1);
    row.put(LogColumns.IS_DEGRADED, false);
    row.put(LogColumns.DEGRADED_REASONS, List.of());
    row.put(LogColumns.WEEK_START, LocalDate.parse("2024-06-10"));
    TinyWarehouse.append(warehouse, table, row);
  }
}
