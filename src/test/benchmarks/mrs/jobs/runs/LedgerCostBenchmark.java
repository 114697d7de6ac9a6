package mrs.jobs.runs;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mrs.SparkTest;
import mrs.jobs.warehouse.Warehouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * CPU time of the whole process for a night with many runs in the ledger ({@code
 * -Dmrs.ledger.runs}), against one with 20, in turn: five each after some that warm the JVM up. The
 * stages do nothing, so that what is left is what the ledger costs.
 */
class LedgerCostBenchmark extends SparkTest {
  private static final int MANY = Integer.getInteger("mrs.ledger.runs", 2000);
  private static final int FEW = 20;
  private static final int WARM_UPS = 5;
  private static final int TURNS = 5;
  private static final Instant FIRST = Instant.parse("2024-06-01T02:00:00Z");

  @TempDir private Path folder;

  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  @Test
  void aNight() {
    FakeNights few = after(FEW);
    FakeNights many = after(MANY);
    List<Double> withFew = new ArrayList<>();
    List<Double> withMany = new ArrayList<>();
    for (int turn = 0; turn < WARM_UPS + TURNS; turn++) {
      double ofFew = night(few, turn);
      double ofMany = night(many, turn);
      if (turn >= WARM_UPS) {
        withFew.add(ofFew);
        withMany.add(ofMany);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "a night after %d runs: %.2f s of CPU, after %d: %.2f s, ratio %.3f (medians of %d)%n",
        FEW,
        median(withFew),
        MANY,
        median(withMany),
        median(withMany) / median(withFew),
        TURNS);
  }

  private FakeNights after(int runs) {
    Warehouse warehouse = Warehouse.openOrCreate(spark, folder.resolve("w" + runs));
    ManyRuns.write(warehouse, runs);
    return new FakeNights(warehouse);
  }

  private double night(FakeNights nights, int number) {
    long before = process.getProcessCpuTime();
    nights.run("night" + number, FIRST.plus(number, ChronoUnit.DAYS).toString());
    return (process.getProcessCpuTime() - before) / 1e9;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
