package mrs.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mrs.transforms.detection.RunDetector;
import mrs.transforms.detection.reports.Report;
import mrs.transforms.detection.series.RegionGrid;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;

/**
 * Made sales with nothing wrong in them: how many events come up to each severity, beside how many
 * are due if severity means what its contract says. Of all shapes together there should be 0.3 to
 * 1.5 times as many; a shape by itself is named where it is further off than chance explains (Holm
 * 1979). {@code -Dseeds=} multiplies the regions of each shape.
 */
class CalmSalesBenchmark {

  private static final int[] SEVERITIES = {1, 2, 3};
  private static final int WARM_UP_DAYS = 28;

  /** So many times what is due, at the least and at the most, is calibrated well enough. */
  private static final double LEAST = 0.3;

  private static final double MOST = 1.5;
  private static final double LEAST_PROBABILITY = 0.001;

  /** A shape with the number of regions that are made of it. */
  private record Sampled(int regions, CalmSales sales) {}

  /** What came and what was due, by severity. */
  private record Counted(String name, int[] events, double[] due) {

    /** Of a count so far beyond {@link #LEAST} or {@link #MOST}, were they what is due. */
    double probability(int k) {
      double more = 1 - new PoissonDistribution(MOST * due[k]).cumulativeProbability(events[k] - 1);
      double fewer = new PoissonDistribution(LEAST * due[k]).cumulativeProbability(events[k]);
      return Math.min(more, fewer);
    }

    @Override
    public String toString() {
      StringBuilder row = new StringBuilder("%-36s".formatted(name));
      for (int k = 0; k < SEVERITIES.length; k++) {
        row.append("  %5d / %7.1f %8.2f".formatted(events[k], due[k], events[k] / due[k]));
      }
      return row.toString();
    }
  }

  private static List<Sampled> shapes() {
    return List.of(
        new Sampled(4, new CalmSales("1 shop, 8 SKUs", 1, 8, 2, 20, 2.5, .1, .4, 0, 0, 0, 1000)),
        new Sampled(2, new CalmSales("1 shop, 60 SKUs", 1, 60, .3, 20, 2.5, .1, .4, 0, 0, 0, 700)),
        new Sampled(
            1, new CalmSales("1 shop, 400 sparse SKUs", 1, 400, .02, 3, 2, .1, .4, 0, 0, 0, 500)),
        new Sampled(
            2,
            new CalmSales(
                "1 shop, 40 large, season, trend", 1, 40, 20, 2000, 10, .1, .4, .3, .1, 0, 700)),
        new Sampled(
            3,
            new CalmSales(
                "1 shop, 20 SKUs, dispersion 6", 1, 20, 5, 60, 6, .15, .5, .2, 0, 0, 500)),
        new Sampled(8, new CalmSales("5 shops, 20 SKUs", 5, 20, 1, 15, 2.5, .1, .4, 0, 0, 0, 365)),
        new Sampled(
            4, new CalmSales("5 shops, 20 SKUs, Poisson", 5, 20, 1, 15, 1, .08, .4, 0, 0, 0, 365)),
        new Sampled(2, new CalmSales("20 shops, 60 SKUs", 20, 60, .2, 8, 2, .08, .3, 0, 0, 0, 365)),
        new Sampled(
            2,
            new CalmSales(
                "60 shops, 30 SKUs, season, trend", 60, 30, .5, 10, 2.5, .1, .3, .2, .05, 0, 365)),
        new Sampled(
            3, new CalmSales("8 shops, 60 rare SKUs", 8, 60, .04, .04, 1.3, .1, .3, 0, 0, 0, 400)),
        new Sampled(
            3,
            new CalmSales(
                "12 shops, 15 SKUs, dispersion 8", 12, 15, 2, 30, 8, .15, .4, .1, 0, 0, 365)),
        new Sampled(
            1, new CalmSales("200 shops, 25 SKUs", 200, 25, .3, 5, 2, .08, .3, 0, 0, 0, 365)),
        new Sampled(
            3,
            new CalmSales(
                "12 shops with weekdays of their own", 12, 20, 1, 15, 2.5, .1, .3, 0, 0, .2, 365)),
        new Sampled(
            2,
            new CalmSales(
                "2 shops with weekdays of their own", 2, 30, 1, 15, 2.5, .1, .3, 0, 0, .25, 365)));
  }

  @Test
  void eventsBesideWhatIsDue() {
    int seeds = Integer.getInteger("seeds", 1);
    System.out.printf("%n%-36s", "events / due");
    Arrays.stream(SEVERITIES).forEach(s -> System.out.printf("  severity %d%14s", s, "ratio"));
    System.out.println();
    List<Counted> all = new ArrayList<>();
    for (Sampled shape : shapes()) {
      Counted counted = count(shape.sales(), shape.regions() * seeds);
      System.out.println(counted);
      all.add(counted);
    }
    System.out.println(together(all));
    for (int k = 0; k < SEVERITIES.length; k++) {
      System.out.printf("further off at %d than chance: %s%n", SEVERITIES[k], unlikely(all, k));
    }
  }

  private static Counted count(CalmSales sales, int regions) {
    Counted counted = none(sales.name());
    for (int seed = 1; seed <= regions; seed++) {
      RegionGrid grid = sales.grid(seed);
      double[] severities = severities(RunDetector.reports(grid));
      long days = grid.lastDay() - grid.firstDay() + 1 - WARM_UP_DAYS;
      for (int k = 0; k < SEVERITIES.length; k++) {
        int least = SEVERITIES[k];
        counted.events()[k] += (int) Arrays.stream(severities).filter(s -> s >= least).count();
        counted.due()[k] += days * Math.pow(10, -least);
      }
    }
    return counted;
  }

  private static Counted none(String name) {
    return new Counted(name, new int[SEVERITIES.length], new double[SEVERITIES.length]);
  }

  /** The greatest severity of each event: reports of one group whose windows touch. */
  private static double[] severities(List<Report> reports) {
    Map<String, List<Report>> groups =
        reports.stream()
            .sorted(Comparator.comparingLong(Report::first))
            .collect(Collectors.groupingBy(r -> r.cause().group().key()));
    List<Double> severities = new ArrayList<>();
    for (List<Report> group : groups.values()) {
      long last = Long.MIN_VALUE;
      for (Report report : group) {
        int event = severities.size() - 1;
        if (last == Long.MIN_VALUE || report.first() > last + 1) {
          severities.add(report.severity());
        } else {
          severities.set(event, Math.max(severities.get(event), report.severity()));
        }
        last = Math.max(last, report.last());
      }
    }
    return severities.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Counted together(List<Counted> all) {
    Counted together = none("all");
    for (Counted counted : all) {
      for (int k = 0; k < SEVERITIES.length; k++) {
        together.events()[k] += counted.events()[k];
        together.due()[k] += counted.due()[k];
      }
    }
    return together;
  }

  private static List<String> unlikely(List<Counted> all, int k) {
    List<Counted> sorted =
        all.stream().sorted(Comparator.comparingDouble(c -> c.probability(k))).toList();
    List<String> unlikely = new ArrayList<>();
    for (int n = 0; n < sorted.size(); n++) {
      if (sorted.get(n).probability(k) * (sorted.size() - n) >= LEAST_PROBABILITY) {
        break;
      }
      unlikely.add(sorted.get(n).name());
    }
    return unlikely;
  }
}
