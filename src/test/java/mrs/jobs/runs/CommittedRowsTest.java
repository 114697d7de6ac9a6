package mrs.jobs.runs;

import static mrs.jobs.runs.FakeNights.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mrs.SparkTest;
import mrs.contracts.ClusteredLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.Stage;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.PinnedTables;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittedRowsTest extends SparkTest {
  @TempDir private Path folder;
  private Warehouse warehouse;
  private FakeNights nights;

  @BeforeEach
  void playNights() {
    warehouse = Warehouse.openOrCreate(spark, folder.resolve("w"));
    nights = new FakeNights(warehouse);
    nights.with(Stage.CLUSTERING, (inputs, config) -> cluster(inputs, "r1"));
    nights.run("good", "2024-06-10T02:00:00Z");
    nights.with(
        Stage.CLUSTERING,
        (inputs, config) -> {
          cluster(inputs, "r2");
          throw new IllegalStateException("after the append");
        });
    nights.run("failed", "2024-06-11T02:00:00Z");
  }

  @Test
  void leavesOutRowsOfARunThatDidNotCommit() {
    assertThat(warehouse.read(ClusteredLog.TABLE).count()).isEqualTo(2);
    assertThat(runs(CommittedRows.now(warehouse))).containsExactly("good");
  }

  @Test
  void leavesOutRowsOfARunThatTheLedgerDoesNotKnow() {
    Map<Field, Object> row = new HashMap<>();
    row.put(ClusteredLog.REPORT_ID, "r9");
    row.put(ClusteredLog.STORE_ID, "S1");
    row.put(ClusteredLog.SKU, "A1");
    row.put(LogColumns.RUN_ID, "nobody");
    row.put(LogColumns.WRITTEN_AT, java.time.Instant.parse("2024-06-10T02:00:00Z"));
    row.put(LogColumns.VERSION, 1);
    row.put(LogColumns.IS_DEGRADED, false);
    row.put(LogColumns.DEGRADED_REASONS, List.of());
    row.put(LogColumns.WEEK_START, java.time.LocalDate.parse("2024-06-10"));
    Append.to(warehouse, ClusteredLog.TABLE)
        .append(new TableRows(ClusteredLog.TABLE).add(row).dataset(spark));

    assertThat(runs(CommittedRows.now(warehouse))).containsExactly("good");
  }

  @Test
  void leavesOutRowsOfARunThatBeganAfterTheTablesWerePinned() {
    PinnedTables pinned = PinnedTables.now(warehouse);
    nights.with(Stage.CLUSTERING, (inputs, config) -> cluster(inputs, "r3"));
    nights.run("later", "2024-06-12T02:00:00Z");

    CommittedRows then = new CommittedRows(pinned, RunLedger.load(warehouse));

    assertThat(runs(then)).containsExactly("good");
    assertThat(runs(CommittedRows.now(warehouse))).containsExactly("good", "later");
  }

  @Test
  void givesTheRowsOfWhichTheLedgerToldSinceAnEntry() {
    long entry = nights.context().ledger().lastEntry();
    nights.with(Stage.CLUSTERING, (inputs, config) -> cluster(inputs, "r3"));
    nights.run("later", "2024-06-12T02:00:00Z");

    CommittedRows now = CommittedRows.now(warehouse);

    assertThat(runs(now.since(entry, ClusteredLog.TABLE))).containsExactly("later");
    assertThat(runs(now.since(0, ClusteredLog.TABLE))).containsExactly("good", "later");
  }

  @Test
  void readsNoMoreConditionsAfterManyNightsThanAfterOne() {
    RunLedger before = RunLedger.load(warehouse);
    nights.with(Stage.CLUSTERING, (inputs, config) -> cluster(inputs, "r3"));
    nights.run("n3", "2024-06-12T02:00:00Z");
    nights.run("n4", "2024-06-13T02:00:00Z");

    assertThat(RunLedger.load(warehouse).untrusted(Stage.CLUSTERING))
        .isEqualTo(before.untrusted(Stage.CLUSTERING))
        .containsExactly("failed");
  }

  private static List<String> runs(CommittedRows rows) {
    return runs(rows.of(ClusteredLog.TABLE));
  }

  private static List<String> runs(org.apache.spark.sql.Dataset<org.apache.spark.sql.Row> rows) {
    return rows.collectAsList().stream()
        .map(r -> r.<String>getAs(LogColumns.RUN_ID.name()))
        .sorted()
        .toList();
  }
}
