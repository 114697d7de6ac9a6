package mrs.transforms.detection.shapes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import mrs.transforms.detection.judging.ModelJudge;
import mrs.transforms.detection.judging.RegionResult;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.series.RegionGrid;
import mrs.transforms.detection.series.SeriesKey;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/**
 * A made retailer's region: negative binomial counts around a mean of store, SKU, weekday and
 * effects of the day that are drawn anew each day, what its kind makes of them, and the grid that
 * the time series stage lays over the lines that it sends. Stores, SKUs are counted from 1, days
 * from 0, which is a Monday.
 *
 * @param most mean units of the largest series a day; the smallest sells a tenth of it
 * @param impliedZeros whether a SKU that a store does not mention sold nothing
 * @param demand what multiplies the means
 * @param changes what becomes of what was sold, one after another
 * @param marks flags of the cells
 */
record Retailer(
    int stores,
    int skus,
    int days,
    long seed,
    double most,
    boolean impliedZeros,
    List<Demand> demand,
    List<Change> changes,
    List<Mark> marks) {

  static final LocalDate FIRST_DATE = LocalDate.of(2023, 12, 4);
  static final long FIRST = FIRST_DATE.toEpochDay();
  static final int WARM_UP = 28;
  static final String REGION = "north";

  /** Sent by nobody. */
  static final double NOTHING = Double.NaN;

  private static final int WEEK = 7;
  private static final int SUNDAY = 6;
  private static final double DISPERSION = 2.5;
  private static final double DAY_EFFECT = 0.08;
  private static final double WEEKEND = 0.3;

  /** Days of silence after which a SKU, a store counts as gone; as the configuration has them. */
  private static final int SKU_SILENT_DAYS = 28;

  static final int STORE_SILENT_DAYS = 7;

  /** What multiplies the mean of a cell. */
  interface Demand {
    double times(int store, int sku, int day);
  }

  /** What a line says; {@link #NOTHING} where none is sent. */
  interface Change {
    double of(int store, int sku, int day, double units);
  }

  /** The flags of a cell. */
  interface Mark {
    byte of(int store, int sku, int day);
  }

  static Retailer of(int stores, int skus, int days) {
    return new Retailer(stores, skus, days, 1, 20, false, List.of(), List.of(), List.of());
  }

  Retailer seed(long other) {
    return new Retailer(stores, skus, days, other, most, impliedZeros, demand, changes, marks);
  }

  Retailer demand(Demand more) {
    return new Retailer(
        stores, skus, days, seed, most, impliedZeros, with(demand, more), changes, marks);
  }

  Retailer change(Change more) {
    return new Retailer(
        stores, skus, days, seed, most, impliedZeros, demand, with(changes, more), marks);
  }

  Retailer mark(Mark more) {
    return new Retailer(
        stores, skus, days, seed, most, impliedZeros, demand, changes, with(marks, more));
  }

  /** The largest series sells so many units a day. */
  Retailer selling(double units) {
    return new Retailer(stores, skus, days, seed, units, impliedZeros, demand, changes, marks);
  }

  /** Zeros are not sent, and that is known. */
  Retailer implyingZeros() {
    return new Retailer(stores, skus, days, seed, most, true, demand, changes, marks);
  }

  private static <T> List<T> with(List<T> some, T more) {
    List<T> all = new ArrayList<>(some);
    all.add(more);
    return List.copyOf(all);
  }

  static String store(int s) {
    return "S%02d".formatted(s);
  }

  static String sku(int p) {
    return "P%02d".formatted(p);
  }

  static boolean sunday(int day) {
    return day % WEEK == SUNDAY;
  }

  /** Mean units of a usual day. */
  double usual(int store, int sku) {
    int steps = stores * skus;
    return most * Math.pow(10, -((store * 7 + sku * 11) % steps) / (double) steps);
  }

  /** All days, judged in one go. */
  RegionResult judge() {
    return judge(0, days - 1, days - 1, Optional.empty());
  }

  /** The days {@code from} to {@code to}, of which those after {@code graceOverTo} may be late. */
  RegionResult judge(int from, int to, int graceOverTo, Optional<RegionState> before) {
    return ModelJudge.judge(
        grid(from, to),
        before,
        new ModelJudge.Span(FIRST + to, FIRST + graceOverTo, day -> day == FIRST + to));
  }

  /** The cells of the days {@code from} to {@code to}, as they are known on the last of them. */
  RegionGrid grid(int from, int to) {
    double[][][] lines = lines();
    RegionGrid.Builder grid = RegionGrid.builder(FIRST + from, FIRST + to).region(REGION);
    for (int s = 0; s < stores; s++) {
      for (int p = 0; p < skus; p++) {
        lay(grid, new SeriesKey(store(s + 1), sku(p + 1)), lines[s], lines[s][p], from, to);
        for (int t = from; t <= to && !marks.isEmpty(); t++) {
          mark(grid, s + 1, p + 1, t, lines[s][p][t]);
        }
      }
    }
    return grid.build();
  }

  private void mark(RegionGrid.Builder grid, int store, int sku, int day, double units) {
    for (Mark mark : marks) {
      byte flag = mark.of(store, sku, day);
      if (flag != 0 && !Double.isNaN(units)) {
        grid.mark(new SeriesKey(store(store), sku(sku)), FIRST + day, flag);
      }
    }
  }

  /** What is sent, by store, SKU and day. */
  private double[][][] lines() {
    SplittableRandom random = new SplittableRandom(seed);
    RandomGenerator counts = new Well19937c(seed);
    double[][][] lines = new double[stores][skus][days];
    for (int t = 0; t < days; t++) {
      double region = (t % WEEK >= 5 ? WEEKEND : 0) + DAY_EFFECT * random.nextGaussian();
      double[] skuDay = effects(random, skus);
      double[] storeDay = effects(random, stores);
      for (int s = 0; s < stores; s++) {
        for (int p = 0; p < skus; p++) {
          double mean = usual(s + 1, p + 1) * Math.exp(region + storeDay[s] + skuDay[p]);
          lines[s][p][t] = sent(s + 1, p + 1, t, mean, counts);
        }
      }
    }
    return lines;
  }

  private static double[] effects(SplittableRandom random, int n) {
    double[] drawn = new double[n];
    for (int k = 0; k < n; k++) {
      drawn[k] = DAY_EFFECT * random.nextGaussian();
    }
    return drawn;
  }

  private double sent(int store, int sku, int day, double mean, RandomGenerator counts) {
    double wanted = mean;
    for (Demand times : demand) {
      wanted *= times.times(store, sku, day);
    }
    double units = draw(counts, wanted);
    for (Change change : changes) {
      units = change.of(store, sku, day, units);
    }
    return units;
  }

  private static double draw(RandomGenerator random, double mean) {
    if (mean <= 0) {
      return 0;
    }
    double rate = new GammaDistribution(random, mean / (DISPERSION - 1), DISPERSION - 1).sample();
    return rate < 1e-9 ? 0 : new PoissonDistribution(random, rate, 1e-12, 100_000).sample();
  }

  /** Lays the grid over the lines of a store's SKU, as the time series stage does. */
  private void lay(
      RegionGrid.Builder grid,
      SeriesKey key,
      double[][] ofStore,
      double[] ofSku,
      int from,
      int to) {
    int lastOfSku = -1;
    int lastOfStore = -1;
    for (int t = 0; t <= to; t++) {
      int day = t;
      boolean storeSent = Arrays.stream(ofStore).anyMatch(sku -> !Double.isNaN(sku[day]));
      lastOfStore = storeSent ? t : lastOfStore;
      boolean sent = !Double.isNaN(ofSku[t]);
      lastOfSku = sent ? t : lastOfSku;
      if (lastOfSku < 0 || t - lastOfSku > 2 * SKU_SILENT_DAYS || t < from) {
        continue;
      }
      if (sent) {
        grid.sold(key, FIRST + t, ofSku[t]);
      } else if (t - lastOfSku > SKU_SILENT_DAYS || t - lastOfStore > STORE_SILENT_DAYS) {
        grid.notRanged(key, FIRST + t);
      } else if (impliedZeros && storeSent) {
        grid.sold(key, FIRST + t, 0);
      } else {
        grid.notReported(key, FIRST + t);
      }
    }
  }
}
