package mrs.jobs.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import mrs.SparkTest;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night reads as much of a long ledger as of a short one. */
class LedgerCostTest extends SparkTest {
  private static final int LONG = Integer.getInteger("mrs.ledger.runs", 100);

  @TempDir private Path folder;

  @Test
  void aNightReadsNoMoreOfALongLedgerThanOfAShortOne() throws TimeoutException {
    assertThat(night(LONG)).isEqualTo(night(20));
  }

  /** Jobs and rows of a night of a warehouse that has seen so many, and whose index is written. */
  private String night(int runs) throws TimeoutException {
    Warehouse warehouse = Warehouse.openOrCreate(spark, folder.resolve("w" + runs));
    ManyRuns.write(warehouse, runs);
    FakeNights nights = new FakeNights(warehouse);
    nights.run("first", "2024-06-14T02:00:00Z");
    Counted counted = new Counted();
    spark.sparkContext().addSparkListener(counted);
    try {
      nights.run("counted", "2024-06-15T02:00:00Z");
      spark.sparkContext().listenerBus().waitUntilEmpty();
      assertThat(counted.rows.sum()).isPositive();
      return counted.jobs + " jobs, " + counted.rows + " rows";
    } finally {
      spark.sparkContext().removeSparkListener(counted);
    }
  }

  private static final class Counted extends SparkListener {
    private final LongAdder jobs = new LongAdder();
    private final LongAdder rows = new LongAdder();

    @Override
    public void onJobStart(SparkListenerJobStart start) {
      jobs.increment();
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      if (end.taskMetrics() != null) {
        rows.add(end.taskMetrics().inputMetrics().recordsRead());
      }
    }
  }
}
