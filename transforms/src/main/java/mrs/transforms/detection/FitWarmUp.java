package mrs.transforms.detection;

import java.util.Arrays;
import java.util.List;

/**
 * The first fit of a region's model, from its warm-up days: levels, the region's days and the
 * promotion effect in turn, then variances. The spread of the pooled effects follows in {@link
 * FitSpread}.
 */
final class FitWarmUp {

  /** Days that are learnt from before anything is judged. */
  static final int DAYS = 28;

  private static final int ROUNDS = 4;

  /** The offset is this share of a series' mean, so that noise is alike at all volumes. */
  static final double OFFSET_SHARE = 0.3;

  private static final double QUANTUM_SHARE = 0.01;
  private static final double CLIP = 1.5;
  private static final double PRIOR_DAYS = 15;
  private static final double MOST_MEANS = 4;

  private final RegionState state;
  private final RegionDay[] days;
  private final int size;
  private final double[][] log;
  private final double[] level;
  private final double[] regionEffect;
  private final double[] scratch;
  private final PromotionEffect promotion;

  private FitWarmUp(RegionState state) {
    this.state = state;
    this.days = state.warmUp.toArray(RegionDay[]::new);
    this.size = state.layout.series.size();
    this.log = new double[days.length][size];
    this.level = new double[size];
    this.regionEffect = new double[days.length];
    this.scratch = new double[Math.max(size, days.length)];
    this.promotion = new PromotionEffect(state.layout);
  }

  /** Fills the state's model from its warm-up days. */
  static void fit(RegionState state) {
    FitWarmUp fit = new FitWarmUp(state);
    fit.offsets();
    for (int round = 0; round < ROUNDS; round++) {
      fit.levels();
      fit.regionEffects();
      fit.promotion.fit(List.of(fit.days), fit.log, fit.regionEffect);
    }
    fit.variances();
    state.setRegion(RegionField.DISPERSION, fit.dispersion());
    fit.promotion.store(state);
    RegionDayEffect.ofLogs(state).fit(List.of(fit.days), fit.regionEffect);
  }

  static boolean teaches(RegionDay day, int i) {
    return day.sold(i)
        && !day.flagged(i, RegionDay.STOCK_OUT)
        && !day.flagged(i, RegionDay.EXCLUDED);
  }

  private void offsets() {
    double quantum = quantum();
    float[] offset = state.series.of(SeriesField.OFFSET);
    double sumOfOffsets = 0;
    double sumOfMeans = 0;
    int known = 0;
    for (int i = 0; i < size; i++) {
      double mean = mean(i);
      offset[i] = state.known(i) ? (float) Math.max(quantum, OFFSET_SHARE * mean) : 0;
      sumOfOffsets += offset[i];
      sumOfMeans += mean;
      known += state.known(i) ? 1 : 0;
      for (int t = 0; t < days.length; t++) {
        log[t][i] = teaches(days[t], i) ? DayView.log(days[t].units()[i], offset[i]) : 0;
      }
    }
    state.setRegion(RegionField.QUANTUM, quantum);
    state.setRegion(RegionField.OFFSET, known == 0 ? quantum : sumOfOffsets / known);
    state.setRegion(
        RegionField.UNITS, known == 0 ? quantum : Math.max(quantum, sumOfMeans / known));
  }

  /** A low quantile of the positive units, 1 if there are none. */
  private double quantum() {
    double[] positive =
        Arrays.stream(days)
            .flatMapToDouble(d -> Arrays.stream(d.units()))
            .filter(u -> u > 0)
            .toArray();
    Arrays.sort(positive);
    return positive.length == 0 ? 1 : positive[(int) (positive.length * QUANTUM_SHARE)];
  }

  private double mean(int i) {
    double sum = 0;
    int n = 0;
    for (RegionDay day : days) {
      if (teaches(day, i)) {
        sum += Math.max(0, day.units()[i]);
        n++;
      }
    }
    state.series.of(SeriesField.AGE)[i] = n;
    double mean = n == 0 ? 0 : sum / n;
    state.series.of(SeriesField.MEAN)[i] = (float) mean;
    return mean;
  }

  private void levels() {
    for (int i = 0; i < size; i++) {
      int n = 0;
      for (int t = 0; t < days.length; t++) {
        if (teaches(days[t], i)) {
          scratch[n++] = log[t][i] - regionEffect[t] - promotion.effect(days[t], i);
        }
      }
      level[i] = DayView.median(scratch, n);
    }
  }

  private void regionEffects() {
    for (int t = 0; t < days.length; t++) {
      int n = 0;
      for (int i = 0; i < size; i++) {
        if (teaches(days[t], i)) {
          scratch[n++] = log[t][i] - level[i] - promotion.effect(days[t], i);
        }
      }
      regionEffect[t] = DayView.median(scratch, n);
    }
  }

  private void variances() {
    double[] squares = new double[size];
    double all = 0;
    double count = 0;
    for (int i = 0; i < size; i++) {
      for (int t = 0; t < days.length; t++) {
        double rest = log[t][i] - level[i] - regionEffect[t] - promotion.effect(days[t], i);
        squares[i] += teaches(days[t], i) ? square(PooledEffects.clip(rest, CLIP)) : 0;
      }
      all += squares[i];
      count += state.series.of(SeriesField.AGE)[i];
    }
    double typical = count == 0 ? 1 : Math.max(LearnDay.LEAST_VARIANCE, all / count);
    state.setRegion(RegionField.VARIANCE, typical);
    for (int i = 0; i < size; i++) {
      double n = state.series.of(SeriesField.AGE)[i];
      double own = (squares[i] + PRIOR_DAYS * typical) / (n + PRIOR_DAYS);
      state.series.of(SeriesField.VARIANCE)[i] = state.known(i) ? (float) own : 0;
      state.series.of(SeriesField.LEVEL)[i] = state.known(i) ? (float) level[i] : 0;
    }
  }

  /** Σ (units − mean)² / Σ mean, with cells clipped at four means. */
  private double dispersion() {
    double squares = 0;
    double means = 0;
    for (RegionDay day : days) {
      for (int i = 0; i < size; i++) {
        if (teaches(day, i)) {
          double mean = state.series.of(SeriesField.MEAN)[i];
          squares += square(Math.min(MOST_MEANS * mean, Math.max(0, day.units()[i])) - mean);
          means += mean;
        }
      }
    }
    double quantum = state.region(RegionField.QUANTUM);
    return means > 0 ? Math.max(quantum, squares / means) : quantum;
  }

  static double square(double x) {
    return x * x;
  }
}
