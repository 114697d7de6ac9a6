package mrs.transforms.detection.judging.learning;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import mrs.transforms.detection.judging.day.DayView;
import mrs.transforms.detection.judging.day.PooledEffects;
import mrs.transforms.detection.judging.day.RegionDayEffect;
import mrs.transforms.detection.model.RegionField;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.SeriesField;
import mrs.transforms.detection.passes.Line;
import mrs.transforms.detection.passes.Pass;
import mrs.transforms.detection.passes.Ranking;
import mrs.transforms.detection.passes.Tally;
import mrs.transforms.detection.series.RegionDay;

/**
 * The first fit of a region's model, from its warm-up days: levels, the region's days and the
 * promotion effect in turn, then variances. The spread of the pooled effects follows in {@link
 * FitSpread}.
 */
public final class FitWarmUp implements Serializable {

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

  /** Σ of squared residuals by series. */
  private final double[] squares;

  private final double[] regionEffect;
  private final PromotionEffect promotion;

  private FitWarmUp(RegionState state) {
    this.state = state;
    this.days = state.warmUp().toArray(RegionDay[]::new);
    this.size = state.layout().size();
    this.log = new double[days.length][size];
    this.level = new double[size];
    this.squares = new double[size];
    this.regionEffect = new double[days.length];
    this.promotion = new PromotionEffect(state.layout());
  }

  /** The passes that fill the state's model from its warm-up days. */
  public static Deque<Pass> passes(RegionState state) {
    FitWarmUp fit = new FitWarmUp(state);
    Deque<Pass> passes = new ArrayDeque<>();
    passes.add(new Pass(fit::sayQuantities, fit::hearQuantities));
    passes.add(new Pass(fit::sayMeans, fit::hearMeans));
    for (int round = 0; round < ROUNDS; round++) {
      for (int t = 0; t < fit.days.length; t++) {
        int day = t;
        passes.add(new Pass(tally -> fit.sayDay(day, tally), all -> fit.hearDay(day, all)));
      }
      passes.add(new Pass(fit::sayPromotions, fit.promotion::hear));
    }
    passes.add(new Pass(fit::sayVariances, fit::hearVariances));
    return passes;
  }

  /** Tells how often each positive value occurs, in order. */
  private void sayQuantities(Tally tally) {
    double[] positive =
        Arrays.stream(days)
            .flatMapToDouble(d -> Arrays.stream(d.units()))
            .filter(u -> u > 0)
            .sorted()
            .toArray();
    int from = 0;
    for (int k = 1; k <= positive.length; k++) {
      if (k == positive.length || positive[k] != positive[from]) {
        tally.tell(positive[from], k - from);
        from = k;
      }
    }
  }

  /** The quantum, and with it the offsets. */
  private void hearQuantities(Tally all) {
    double quantum = quantum(all);
    state.setRegion(RegionField.QUANTUM, quantum);
    float[] offset = state.series().of(SeriesField.OFFSET);
    for (int i = 0; i < size; i++) {
      double mean = mean(i);
      state.series().of(SeriesField.MEAN)[i] = (float) mean;
      offset[i] = state.known(i) ? (float) Math.max(quantum, OFFSET_SHARE * mean) : 0;
      for (int t = 0; t < days.length; t++) {
        log[t][i] = days[t].teaches(i) ? DayView.log(units(t, i), offset[i]) : 0;
      }
    }
  }

  /** A low quantile of the positive units, 1 if there are none. */
  private static double quantum(Tally all) {
    double count = all.told().stream().mapToDouble(row -> row[1]).sum();
    double before = 0;
    for (double[] row : all.told()) {
      before += row[1];
      if (before > (int) (count * QUANTUM_SHARE)) {
        return row[0];
      }
    }
    return 1;
  }

  /** What a cell teaches: one with more returns than sales, that nothing was sold. */
  private double units(int t, int i) {
    return Math.max(0, days[t].units()[i]);
  }

  private double mean(int i) {
    double sum = 0;
    int n = 0;
    for (int t = 0; t < days.length; t++) {
      if (days[t].teaches(i)) {
        sum += units(t, i);
        n++;
      }
    }
    state.series().of(SeriesField.AGE)[i] = n;
    return n == 0 ? 0 : sum / n;
  }

  private void sayMeans(Tally tally) {
    double[] count = tally.line(Line.SERIES, state.layout().stores().size());
    double[] offset = tally.line(Line.SERIES_OFFSET, count.length);
    double[] units = tally.line(Line.SERIES_UNITS, count.length);
    for (int i = 0; i < size; i++) {
      int s = state.layout().storeOf(i);
      count[s] += state.known(i) ? 1 : 0;
      offset[s] += state.series().of(SeriesField.OFFSET)[i];
      units[s] += state.series().of(SeriesField.MEAN)[i];
    }
  }

  /** Typical offset and units. */
  private void hearMeans(Tally all) {
    double quantum = state.region(RegionField.QUANTUM);
    double known = all.sum(Line.SERIES);
    state.setRegion(RegionField.OFFSET, known == 0 ? quantum : all.sum(Line.SERIES_OFFSET) / known);
    state.setRegion(
        RegionField.UNITS,
        known == 0 ? quantum : Math.max(quantum, all.sum(Line.SERIES_UNITS) / known));
  }

  /** What the region shows on a day of the warm-up; before the first, the levels are fitted. */
  private void sayDay(int t, Tally tally) {
    if (t == 0) {
      levels();
    }
    tally.ranking(Ranking.MEDIAN, 1, size);
    for (int i = 0; i < size; i++) {
      if (days[t].teaches(i)) {
        tally.rank(0, log[t][i] - level[i] - promotion.effect(days[t], i));
      }
    }
  }

  private void hearDay(int t, Tally all) {
    regionEffect[t] = all.ranks()[0];
  }

  private void levels() {
    double[] own = new double[days.length];
    for (int i = 0; i < size; i++) {
      int n = 0;
      for (int t = 0; t < days.length; t++) {
        if (days[t].teaches(i)) {
          own[n++] = log[t][i] - regionEffect[t] - promotion.effect(days[t], i);
        }
      }
      level[i] = Ranking.MEDIAN.of(own, n);
    }
  }

  private void sayPromotions(Tally tally) {
    promotion.say(tally, days, log, regionEffect);
  }

  private void sayVariances(Tally tally) {
    double[] all = tally.line(Line.SQUARES, state.layout().stores().size());
    double[] count = tally.line(Line.DAYS, all.length);
    double[] unitSquares = tally.line(Line.UNIT_SQUARES, all.length);
    double[] unitMeans = tally.line(Line.UNIT_MEANS, all.length);
    for (int i = 0; i < size; i++) {
      int s = state.layout().storeOf(i);
      double mean = state.series().of(SeriesField.MEAN)[i];
      for (int t = 0; t < days.length; t++) {
        if (days[t].teaches(i)) {
          double rest = log[t][i] - level[i] - regionEffect[t] - promotion.effect(days[t], i);
          squares[i] += square(PooledEffects.clip(rest, CLIP));
          double units = Math.min(MOST_MEANS * mean, units(t, i));
          unitSquares[s] += square(units - mean);
          unitMeans[s] += mean;
        }
      }
      all[s] += squares[i];
      count[s] += state.series().of(SeriesField.AGE)[i];
    }
  }

  /** Variances and the dispersion, which is Σ (units − mean)² / Σ mean, clipped at four means. */
  private void hearVariances(Tally all) {
    double count = all.sum(Line.DAYS);
    double typical =
        count == 0 ? 1 : Math.max(LearnDay.LEAST_VARIANCE, all.sum(Line.SQUARES) / count);
    state.setRegion(RegionField.VARIANCE, typical);
    for (int i = 0; i < size; i++) {
      double n = state.series().of(SeriesField.AGE)[i];
      double own = (squares[i] + PRIOR_DAYS * typical) / (n + PRIOR_DAYS);
      state.series().of(SeriesField.VARIANCE)[i] = state.known(i) ? (float) own : 0;
      state.series().of(SeriesField.LEVEL)[i] = state.known(i) ? (float) level[i] : 0;
    }
    double quantum = state.region(RegionField.QUANTUM);
    double means = all.sum(Line.UNIT_MEANS);
    state.setRegion(
        RegionField.DISPERSION,
        means > 0 ? Math.max(quantum, all.sum(Line.UNIT_SQUARES) / means) : quantum);
    promotion.store(state);
    RegionDayEffect.ofLogs(state).fit(days, regionEffect);
  }

  private static double square(double x) {
    return x * x;
  }
}
