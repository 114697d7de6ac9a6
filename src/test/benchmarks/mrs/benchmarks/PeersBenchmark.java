package mrs.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mrs.SparkTest;
import mrs.jobs.evaluate.Answered;
import mrs.jobs.evaluate.MeasureQuality;
import mrs.jobs.evaluate.Quality;
import mrs.transforms.detection.RunDetector.Found;
import mrs.transforms.detection.series.RegionGrid;
import org.junit.jupiter.api.Test;

/**
 * Detectors on one feed at the same budgets of alerts: what they find, and the CPU time of the
 * thread that they run on, reading and measuring apart.
 */
class PeersBenchmark extends SparkTest {
  @Test
  void sideBySide() throws Exception {
    SalesFeed feed = SalesFeed.read(spark, Feeds.first());
    List<RegionGrid> grids = feed.grids();
    System.out.printf(
        Locale.ROOT,
        "%n%,d series, %d days, %,d cells, %d labelled events%n%n",
        feed.units().size(),
        feed.days(),
        feed.cells(),
        feed.labels().events().size());
    System.out.printf(
        "%-28s %14s  %20s  %20s  %20s%n",
        "recall of events / precision", "us CPU a cell", "@5 per 1,000", "@10", "@20");
    for (Detector detector : Detector.all()) {
      long started = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      List<Found> found = detector.detect().of(feed, grids);
      long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - started;
      System.out.printf(Locale.ROOT, "%-28s %14.2f", detector.name(), took / 1000.0 / feed.cells());
      for (Quality.AtBudget at : quality(feed, found).budgets()) {
        System.out.printf(
            Locale.ROOT,
            "  %20s",
            String.format(Locale.ROOT, "%.3f / %.3f", at.eventRecall(), at.precision()));
      }
      System.out.println();
    }
  }

  private static Quality quality(SalesFeed feed, List<Found> found) {
    List<Answered> answered = new ArrayList<>();
    found.stream()
        .sorted(
            Comparator.comparingDouble(Found::priority)
                .reversed()
                .thenComparing(Found::series)
                .thenComparingLong(Found::first))
        .forEach(
            f ->
                answered.add(
                    new Answered(
                        f.series() + "@" + f.first(),
                        f.series().storeId(),
                        f.series().sku(),
                        LocalDate.ofEpochDay(f.first()),
                        LocalDate.ofEpochDay(f.last()),
                        f.priority(),
                        f.priority(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())));
    return new MeasureQuality(feed.labels(), feed.judged()).of(answered);
  }
}
