package mrs.transforms.detection.judging.learning;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import mrs.transforms.detection.judging.day.DayView;
import mrs.transforms.detection.judging.day.PooledEffects;
import mrs.transforms.detection.judging.day.RegionDayEffect;
import mrs.transforms.detection.model.RegionField;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.SeriesField;
import mrs.transforms.detection.passes.Pass;
import mrs.transforms.detection.passes.Ranking;
import mrs.transforms.detection.series.DayCells;

/**
 * The first fit of a region's model, from its warm-up days: levels, the region's days and the
 * promotion effect in turn, then variances. The spread of the pooled effects follows in {@link
 * FitSpread}.
 */
public final class FitWarmUp implements Serializable {

  private static final int ROUNDS = 4; // study

  /** The offset is this share of a series' mean, so that noise is alike at all volumes. */
  static final double OFFSET_SHARE = 0.3; // study

  private static final double CLIP = 1.5; // study
  private static final double PRIOR_DAYS = 15; // study
  private static final double MOST_MEANS = 4; // chosen, not fitted

  private final RegionState state;
  private final DayCells[] days;
  private final int size;
  private final double[][] log;
  private final double[] level;

  /** Σ of squared residuals by series. */
  private final double[] squares;

  private final double[] regionEffect;
  private final PromotionEffect promotion;

  private FitWarmUp(RegionState state) {
    this.state = state;
    this.days = state.warmUp().toArray(DayCells[]::new);
    this.size = state.index().size();
    this.log = new double[days.length][size];
    this.level = new double[size];
    this.squares = new double[size];
    this.regionEffect = new double[days.length];
    this.promotion = new PromotionEffect(state.index());
  }

  /** The passes that fill the state's model from its warm-up days. */
  public static List<Pass<?>> passes(RegionState state) {
    FitWarmUp fit = new FitWarmUp(state);
    List<Pass<?>> passes = new ArrayList<>();
    passes.add(new Pass<>(SeriesMeans.class, fit::means, fit::receiveMeans));
    for (int round = 0; round < ROUNDS; round++) {
      for (int t = 0; t < fit.days.length; t++) {
        int day = t;
        passes.add(new Pass<>(DayRest.class, () -> fit.day(day), all -> fit.receiveDay(day, all)));
      }
      passes.add(new Pass<>(PromotionContrasts.class, fit::promotions, fit.promotion::receive));
    }
    passes.add(new Pass<>(WarmUpSquares.class, fit::squares, fit::receiveSquares));
    return passes;
  }

  /** Reads what the days teach; the region's quantum is known. */
  private void read() {
    double quantum = state.region(RegionField.QUANTUM);
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

  private SeriesMeans means() {
    read();
    SeriesMeans means = new SeriesMeans(state.index().stores().size());
    for (int i = 0; i < size; i++) {
      int s = state.index().storeOf(i);
      means.series().add(s, state.known(i) ? 1 : 0);
      means.offsets().add(s, state.series().of(SeriesField.OFFSET)[i]);
      means.units().add(s, state.series().of(SeriesField.MEAN)[i]);
    }
    return means;
  }

  /** Typical offset and units. */
  private void receiveMeans(SeriesMeans all) {
    double quantum = state.region(RegionField.QUANTUM);
    double known = all.series().sum();
    state.setRegion(RegionField.OFFSET, known == 0 ? quantum : all.offsets().sum() / known);
    state.setRegion(
        RegionField.UNITS, known == 0 ? quantum : Math.max(quantum, all.units().sum() / known));
  }

  /** What the region shows on a day of the warm-up; before the first, the levels are fitted. */
  private DayRest day(int t) {
    if (t == 0) {
      levels();
    }
    DayRest shows = new DayRest(size);
    for (int i = 0; i < size; i++) {
      if (days[t].teaches(i)) {
        shows.rest().add(0, log[t][i] - level[i] - promotion.effect(days[t], i));
      }
    }
    return shows;
  }

  private void receiveDay(int t, DayRest all) {
    regionEffect[t] = all.rest().of(0);
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

  private PromotionContrasts promotions() {
    return promotion.contribute(days, log, regionEffect);
  }

  private WarmUpSquares squares() {
    WarmUpSquares shows = new WarmUpSquares(state.index().stores().size());
    for (int i = 0; i < size; i++) {
      int s = state.index().storeOf(i);
      double mean = state.series().of(SeriesField.MEAN)[i];
      for (int t = 0; t < days.length; t++) {
        if (days[t].teaches(i)) {
          double rest = log[t][i] - level[i] - regionEffect[t] - promotion.effect(days[t], i);
          squares[i] += square(PooledEffects.clip(rest, CLIP));
          double units = Math.min(MOST_MEANS * mean, units(t, i));
          shows.unitSquares().add(s, square(units - mean));
          shows.unitMeans().add(s, mean);
        }
      }
      shows.squares().add(s, squares[i]);
      shows.days().add(s, state.series().of(SeriesField.AGE)[i]);
    }
    return shows;
  }

  /** Variances and the dispersion, which is Σ (units − mean)² / Σ mean, clipped at four means. */
  private void receiveSquares(WarmUpSquares all) {
    double count = all.days().sum();
    double typical =
        count == 0 ? 1 : Math.max(LearnDay.LEAST_VARIANCE, all.squares().sum() / count);
    state.setRegion(RegionField.VARIANCE, typical);
    for (int i = 0; i < size; i++) {
      double n = state.series().of(SeriesField.AGE)[i];
      double own = (squares[i] + PRIOR_DAYS * typical) / (n + PRIOR_DAYS);
      state.series().of(SeriesField.VARIANCE)[i] = state.known(i) ? (float) own : 0;
      state.series().of(SeriesField.LEVEL)[i] = state.known(i) ? (float) level[i] : 0;
    }
    double quantum = state.region(RegionField.QUANTUM);
    double means = all.unitMeans().sum();
    state.setRegion(
        RegionField.DISPERSION,
        means > 0 ? Math.max(quantum, all.unitSquares().sum() / means) : quantum);
    promotion.store(state);
    RegionDayEffect.ofLogs(state).fit(days, regionEffect);
  }

  private static double square(double x) {
    return x * x;
  }
}
