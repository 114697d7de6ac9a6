package mrs.transforms.detection;

import java.util.Arrays;

/**
 * One day of a region seen through what is known of its series: with u = ln(units + a), what was
 * expected of u, and how far it is from that. Buffers are reused from day to day.
 */
final class DayView {

  final RegionState state;
  final int size;

  /**
   * The cell has sales that may be compared: sold, not out of stock, and its series is known well.
   */
  final boolean[] usable;

  /**
   * ln(units + a), the series' expectation of it before the region's day, and the difference to
   * both.
   */
  final double[] log;

  final double[] base;
  final double[] residual;
  final double[] sigma;

  /** 1 / variance. */
  final double[] weight;

  /** Expected units; also of cells that are not usable, as long as their series is known well. */
  final double[] expected;

  /** Of the whole region on this day, in log units. */
  double regionEffect;

  final RegionDayEffect regionDay;

  private final double[] sorted;
  private final double[] sizes;
  private RegionDay cells;

  DayView(RegionState state) {
    this.state = state;
    this.size = state.layout.series.size();
    regionDay = RegionDayEffect.ofLogs(state);
    sizes = new double[state.layout.stores.size()];
    usable = new boolean[size];
    log = new double[size];
    base = new double[size];
    residual = new double[size];
    sigma = new double[size];
    weight = new double[size];
    expected = new double[size];
    sorted = new double[size];
    cells = new RegionDay(0, new double[0], new byte[0], new byte[0]);
  }

  RegionDay cells() {
    return cells;
  }

  /** Looks at a day. Fills every buffer. */
  void load(RegionDay day) {
    cells = day;
    float[] age = state.series.of(SeriesField.AGE);
    float[] offset = state.series.of(SeriesField.OFFSET);
    float[] variance = state.series.of(SeriesField.VARIANCE);
    for (int i = 0; i < size; i++) {
      boolean judgeable = age[i] >= LearnDay.COLD_DAYS;
      usable[i] = judgeable && day.comparable(i);
      base[i] = judgeable ? base(i) : 0;
      weight[i] = judgeable ? 1 / variance[i] : 0;
      sigma[i] = judgeable ? Math.sqrt(variance[i]) : 0;
      log[i] = day.sold(i) && age[i] > 0 ? log(day.units()[i], offset[i]) : 0;
    }
    regionEffect = regionEffect();
    for (int i = 0; i < size; i++) {
      residual[i] = usable[i] ? log[i] - base[i] - regionEffect : 0;
      expected[i] =
          weight[i] > 0 ? Math.max(0, StrictMath.exp(base[i] + regionEffect) - offset[i]) : 0;
    }
  }

  /** ln(units + a); a return counts as a day without sales. */
  static double log(double units, double offset) {
    return StrictMath.log(Math.max(0, units) + offset);
  }

  private double base(int i) {
    return state.series.of(SeriesField.LEVEL)[i] + promotion(i) + effects(i);
  }

  double effects(int i) {
    return state.stores.of(PoolField.SLOW)[state.layout.storeOf[i]]
        + state.skus.of(PoolField.SLOW)[state.layout.skuOf[i]];
  }

  double promotion(int i) {
    if (!cells.flagged(i, RegionDay.PROMOTION)) {
      return 0;
    }
    return state.region(RegionField.PROMOTION)
        + state.skus.of(PoolField.PROMOTION)[state.layout.skuOf[i]];
  }

  private double regionEffect() {
    Arrays.fill(sizes, 0);
    int n = 0;
    for (int i = 0; i < size; i++) {
      if (usable[i]) {
        sorted[n++] = log[i] - base[i];
        sizes[state.layout.storeOf[i]]++;
      }
    }
    double median = median(sorted, n);
    return regionDay.of(cells.day(), median, median, sizes);
  }

  /** The median of the first {@code n} values, which are sorted in place; 0 of none. */
  static double median(double[] values, int n) {
    if (n == 0) {
      return 0;
    }
    Arrays.sort(values, 0, n);
    return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
  }

  /** Observed and expected units of one cell, by parts. What was not sold counts as no units. */
  Sums sums(int i) {
    if (weight[i] == 0) {
      return new Sums(observed(i), Parts.NONE, 0, 0);
    }
    double offset = state.series.of(SeriesField.OFFSET)[i];
    double at = state.series.of(SeriesField.LEVEL)[i];
    double[] effects = {
      0,
      promotion(i),
      state.stores.of(PoolField.SLOW)[state.layout.storeOf[i]],
      state.skus.of(PoolField.SLOW)[state.layout.skuOf[i]],
      regionEffect
    };
    double[] parts = new double[effects.length];
    double before = 0;
    for (int k = 0; k < effects.length; k++) {
      at += effects[k];
      double units = Math.max(0, StrictMath.exp(at) - offset);
      parts[k] = units - before;
      before = units;
    }
    double scale = before + offset;
    return new Sums(
        observed(i),
        new Parts(parts[0], parts[1], parts[2], parts[3], parts[4]),
        scale,
        scale * scale / weight[i]);
  }

  /** Expected units if the series' level were less by {@code learnt}. */
  double expectedWithout(int i, double learnt) {
    double offset = state.series.of(SeriesField.OFFSET)[i];
    return Math.max(0, (expected[i] + offset) * StrictMath.exp(-learnt) - offset);
  }

  /** Whether most of the comparable cells of these series are such that people did not confirm. */
  boolean teaches(int[] members) {
    int known = 0;
    int confirmed = 0;
    for (int i : members) {
      known += usable[i] ? 1 : 0;
      confirmed += usable[i] && cells.flagged(i, RegionDay.EXCLUDED) ? 1 : 0;
    }
    return 2 * confirmed <= known;
  }

  double observed(int i) {
    return cells.sold(i) ? cells.units()[i] : 0;
  }
}
