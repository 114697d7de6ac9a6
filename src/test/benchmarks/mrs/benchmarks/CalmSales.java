package mrs.benchmarks;

import java.util.SplittableRandom;
import mrs.transforms.detection.series.RegionGrid;
import mrs.transforms.detection.series.SeriesKey;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/**
 * Sales of a made region with nothing wrong in them: counts of a mean that is a product of store,
 * SKU, weekday, season and trend, and of effects of the region's, the stores' and the SKUs' day
 * that are drawn anew each day.
 *
 * @param leastUnits least mean units of a series and day
 * @param mostUnits most mean units; between them the logarithm of the mean is drawn evenly
 * @param dispersion variance of a cell over its mean; 1 draws from a Poisson distribution
 * @param dayEffect standard deviation of the effects of a day, in log units
 * @param weekday how far weekends are above, in log units
 * @param season how far the summer is above the winter, half of it, in log units
 * @param trend growth a year, in log units
 * @param storeWeekday standard deviation of what the weekdays of each store add beside, in log
 *     units
 */
record CalmSales(
    String name,
    int stores,
    int skus,
    double leastUnits,
    double mostUnits,
    double dispersion,
    double dayEffect,
    double weekday,
    double season,
    double trend,
    double storeWeekday,
    int days) {

  private static final long FIRST_DAY = 19_000;
  private static final double YEAR = 365.25;
  private static final int WEEK = 7;

  /** The region's sales, as {@code seed} has them. */
  RegionGrid grid(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RandomGenerator counts = new Well19937c(seed);
    double[] size = new double[stores * skus];
    for (int i = 0; i < size.length; i++) {
      size[i] =
          Math.log(leastUnits) + random.nextDouble() * (Math.log(mostUnits) - Math.log(leastUnits));
    }
    double[][] profile = profiles(new SplittableRandom(~seed));
    RegionGrid.Builder grid = RegionGrid.builder(FIRST_DAY, FIRST_DAY + days - 1);
    for (int t = 0; t < days; t++) {
      double region = regular(t) + 2 * dayEffect * random.nextGaussian();
      double[] skuDay = normal(random, skus);
      double[] storeDay = normal(random, stores);
      for (int s = 0; s < stores; s++) {
        double store = storeDay[s] + profile[s][t % WEEK];
        for (int p = 0; p < skus; p++) {
          double mean = Math.exp(size[s * skus + p] + region + store + skuDay[p]);
          grid.sold(series(s, p), FIRST_DAY + t, draw(counts, mean));
        }
      }
    }
    return grid.build();
  }

  private double regular(int t) {
    boolean weekend = (FIRST_DAY + t + 4) % 7 % 6 == 0;
    return (weekend ? weekday : 0) + season * Math.sin(2 * Math.PI * t / YEAR) + trend * t / YEAR;
  }

  /** What weekdays add to stores, by store. */
  private double[][] profiles(SplittableRandom random) {
    double[][] profiles = new double[stores][];
    for (int s = 0; s < stores; s++) {
      profiles[s] = normal(random, WEEK, storeWeekday);
    }
    return profiles;
  }

  private double[] normal(SplittableRandom random, int n) {
    return normal(random, n, dayEffect);
  }

  private static double[] normal(SplittableRandom random, int n, double deviation) {
    double[] drawn = new double[n];
    for (int k = 0; k < n; k++) {
      drawn[k] = deviation * random.nextGaussian();
    }
    return drawn;
  }

  private double draw(RandomGenerator random, double mean) {
    double rate = mean;
    if (dispersion > 1) {
      rate = gamma(random, mean / (dispersion - 1)) * (dispersion - 1);
    }
    return rate < 1e-9 ? 0 : new PoissonDistribution(random, rate, 1e-12, 10_000_000).sample();
  }

  private static double gamma(RandomGenerator random, double shape) {
    return new org.apache.commons.math3.distribution.GammaDistribution(random, shape, 1).sample();
  }

  private static SeriesKey series(int store, int sku) {
    return new SeriesKey("S%03d".formatted(store + 1), "P%04d".formatted(sku + 1));
  }
}
