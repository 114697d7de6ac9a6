package mrs.jobs.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mrs.SparkTest;
import mrs.contracts.RunConfigLog;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.contracts.StageRunsLog;
import mrs.contracts.Table;
import mrs.endtoend.Folders;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerIndexTest extends SparkTest {
  @TempDir private Path folder;
  private Warehouse warehouse;
  private FakeNights nights;
  private Path file;

  @BeforeEach
  void createWarehouse() {
    warehouse = Warehouse.openOrCreate(spark, folder.resolve("w"));
    nights = new FakeNights(warehouse);
    file = warehouse.root().resolve("ledger-index.json");
    ManyRuns.write(warehouse, 8);
  }

  @Test
  void aLedgerThatIsReadByItsIndexIsTheLedger() throws IOException {
    nights.run("n1", "2024-06-10T02:00:00Z");
    assertThat(file).exists();
    nights.with(Stage.CLUSTERING, (inputs, config) -> failed());
    nights.run("n2", "2024-06-11T02:00:00Z");

    List<String> byIndex = told(RunLedger.load(warehouse));
    Files.delete(file);

    assertThat(byIndex).isEqualTo(told(RunLedger.load(warehouse))).hasSizeGreaterThan(10 + 10 * 7);
  }

  @Test
  void anIndexThatCannotBeReadIsPassedOver() throws IOException {
    nights.run("n1", "2024-06-10T02:00:00Z");
    List<String> before = told(RunLedger.load(warehouse));

    Files.writeString(file, "{\"readFrom\": ");

    assertThat(told(RunLedger.load(warehouse))).isEqualTo(before);
  }

  @Test
  void theIndexOfAnotherWarehouseIsPassedOver() throws IOException {
    nights.run("n1", "2024-06-10T02:00:00Z");
    Warehouse other = Warehouse.openOrCreate(spark, folder.resolve("other"));
    ManyRuns.write(other, 2);

    Files.copy(file, other.root().resolve("ledger-index.json"));

    assertThat(RunLedger.load(other).runs()).hasSize(2);
  }

  @Test
  void theIndexOfTablesThatWereRestoredIsPassedOver() {
    Path backup = Folders.copy(warehouse.root(), folder.resolve("backup"));
    ManyRuns.write(warehouse, 8, 8);
    nights.run("n1", "2024-06-10T02:00:00Z");
    assertThat(file).content().contains("old-8");
    for (Table table : List.of(RunConfigLog.TABLE, StageRunsLog.TABLE)) {
      Path there = warehouse.path(table);
      Folders.delete(there);
      Folders.copy(backup.resolve(warehouse.root().relativize(there)), there);
    }
    DeltaLog.clearCache();
    Warehouse restored = Warehouse.open(spark, warehouse.root());
    ManyRuns.write(restored, 16, 8);
    new FakeNights(restored).run("n2", "2024-06-10T02:00:00Z");

    assertThat(RunLedger.load(restored).runs())
        .extracting(RunConfig::runId)
        .contains("old-7", "old-16", "n2")
        .doesNotContain("old-8", "n1");
  }

  @Test
  void anOldRunIsLookedUpWhole() {
    nights.run("n1", "2024-06-10T02:00:00Z");

    List<StageRun> old = RunLedger.load(warehouse).attempts("old-3");

    assertThat(old).extracting(StageRun::stage).isEqualTo(RunKind.NIGHTLY.stages());
    assertThat(old).allMatch(a -> a.books().equals(java.util.Optional.of(Books.EMPTY)));
  }

  private static Books failed() {
    throw new IllegalStateException("no model");
  }

  private static List<String> told(RunLedger ledger) {
    List<String> told = new java.util.ArrayList<>();
    for (RunConfig run : ledger.runs()) {
      told.add(run.runId() + " " + run.kind() + " " + run.logicalTime() + " " + run.config());
      ledger.standings(run.runId()).forEach(s -> told.add(s.toString()));
    }
    return told;
  }
}
