package mrs.jobs.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mrs.SparkTest;
import mrs.contracts.RunConfigLog;
import mrs.contracts.StageRunsLog;
import mrs.contracts.Table;
import mrs.jobs.warehouse.Warehouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night opens no more files of a long ledger than of a short one, and starts no more jobs. */
class LedgerCostTest extends SparkTest {
  private static final int LONG = Integer.getInteger("mrs.ledger.runs", 100);

  @TempDir private Path folder;

  @Test
  void aNightReadsNoMoreOfALongLedgerThanOfAShortOne() throws IOException {
    assertThat(jobsOfANight(LONG)).isEqualTo(jobsOfANight(20));
  }

  /**
   * Spark jobs of a night of a warehouse that has seen so many, and whose index is written. It goes
   * well although the files that hold those nights are gone.
   */
  private long jobsOfANight(int runs) throws IOException {
    Warehouse warehouse = Warehouse.openOrCreate(spark, folder.resolve("w" + runs));
    ManyRuns.write(warehouse, runs);
    List<Path> old = new ArrayList<>(files(warehouse, RunConfigLog.TABLE));
    old.addAll(files(warehouse, StageRunsLog.TABLE));
    new FakeNights(warehouse).run("first", "2024-06-14T02:00:00Z");
    for (Path file : old) {
      Files.delete(file);
    }
    Warehouse anew = Warehouse.open(spark, warehouse.root());
    Cost before = Cost.soFar(anew);

    assertThat(new FakeNights(anew).run("counted", "2024-06-15T02:00:00Z").failed()).isFalse();

    return Cost.soFar(anew).since(before).sparkJobs();
  }

  private static List<Path> files(Warehouse warehouse, Table table) throws IOException {
    try (Stream<Path> files = Files.walk(warehouse.path(table))) {
      return files.filter(f -> f.toString().endsWith(".parquet")).toList();
    }
  }
}
