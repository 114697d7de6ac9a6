package mrs.transforms.detection.judging.learning;

import java.io.Serializable;
import mrs.transforms.detection.judging.day.ComparableCells;
import mrs.transforms.detection.judging.day.DayView;
import mrs.transforms.detection.judging.day.Effects;
import mrs.transforms.detection.judging.day.PooledEffects;
import mrs.transforms.detection.judging.day.PooledVolumes;
import mrs.transforms.detection.model.Columns;
import mrs.transforms.detection.model.PoolField;
import mrs.transforms.detection.model.RegionField;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.SeriesField;
import mrs.transforms.detection.series.DayCells;

/**
 * Lets a day teach the model, after it was judged. Every step is clipped, so that one bad day
 * cannot move a level by more than about an eighth of its standard deviation.
 */
public final class LearnDay implements Serializable {

  static final double LEAST_VARIANCE = 1e-3; // chosen, not fitted

  private static final double LEVEL_STEP = 0.05; // study: .06; changed since, not recorded why
  private static final double VARIANCE_STEP = 0.02; // study
  private static final double TAU_STEP = 0.03; // study: .02; changed since, not recorded why
  private static final double STORE_STEP = 0.08; // study
  private static final double SKU_STEP = 0.12; // study
  private static final double PROMOTION_STEP = 0.03; // chosen, not fitted
  private static final double REGION_STEP = 0.02; // chosen, not fitted

  /** A clipped square is that much too small on average. */
  private static final double CLIPPED_VARIANCE = 1.05; // study

  private static final double CLIP = 2; // study
  private static final double SLOW_CLIP = 1.5; // study
  private static final double TAU_CLIP = 9; // study

  /** A SKU's day this far out teaches its series less. */
  private static final double DOUBTFUL_Z = 4; // study

  private static final double DOUBTFUL_SHARE = 0.3; // study
  private static final int LEAST_PROMOTED = 10; // chosen, not fitted
  private static final double MOST_MEANS = 3; // chosen, not fitted

  private final RegionState state;
  private final DayView view;
  private final PooledEffects effects;
  private final PooledVolumes volumes;

  /** Teaches {@code state} what the view and the pooled effects of a day show. */
  public LearnDay(RegionState state, DayView view, PooledEffects effects, PooledVolumes volumes) {
    this.volumes = volumes;
    this.state = state;
    this.view = view;
    this.effects = effects;
  }

  /** Learns what the day shows of series, stores and SKUs; gives what it shows of the region. */
  public TeachingSums contribute() {
    TeachingSums teaches = new TeachingSums(state.index().stores().size());
    learnSeries(teaches);
    learnEffects(
        state.stores(),
        new Pooled(STORE_STEP, effects.stores(), RegionField.STORE_TAU2),
        view.stores());
    learnEffects(
        state.skus(), new Pooled(SKU_STEP, effects.skus(), RegionField.SKU_TAU2), view.skus());
    learnEffects(
        state.storeVolumes(),
        new Pooled(STORE_STEP, volumes.stores(), RegionField.STORE_VOLUME_TAU2),
        view.stores());
    learnEffects(
        state.skuVolumes(),
        new Pooled(SKU_STEP, volumes.skus(), RegionField.SKU_VOLUME_TAU2),
        view.skus());
    addTypical(teaches);
    view.regionDay().learn(view.cells().day());
    volumes.regionDay().learn(view.cells().day());
    return teaches;
  }

  /** Learns what the day shows of the weekdays of stores. */
  public void learnProfiles() {
    long day = view.cells().day();
    view.profiles().learn(day, effects.stores(), view.stores());
    volumes.profiles().learn(day, volumes.stores(), view.stores());
  }

  private void learnSeries(TeachingSums teaches) {
    float[] age = state.series().of(SeriesField.AGE);
    for (int i = 0; i < view.size(); i++) {
      if (!view.cells().teaches(i)) {
        continue;
      }
      if (age[i] < RegionState.COLD_DAYS) {
        learnYoung(i);
      } else if (view.usable(i)) {
        double step = learnKnown(i);
        if (view.cells().flagged(i, DayCells.PROMOTION)) {
          teaches.promoted().add(state.index().storeOf(i), 1);
          teaches.promotedRest().add(state.index().storeOf(i), step);
        }
      }
    }
  }

  /** Learns what the day shows of the region. */
  public void receive(TeachingSums all) {
    double promotions = all.promoted().sum();
    if (promotions >= LEAST_PROMOTED) {
      double effect = state.region(RegionField.PROMOTION);
      double rest = all.promotedRest().sum() / promotions;
      state.setRegion(RegionField.PROMOTION, effect + PROMOTION_STEP * rest);
    }
    double n = all.series().sum();
    if (n > 0) {
      double units = all.units().sum() / n;
      approach(RegionField.UNITS, Math.max(state.region(RegionField.QUANTUM), units));
      approach(RegionField.VARIANCE, all.variances().sum() / n);
      approach(RegionField.OFFSET, all.offsets().sum() / n);
    }
  }

  private double learnKnown(int i) {
    double rest = PooledEffects.clip(effects.remainder(i), CLIP * view.sigma(i));
    double z = effects.skus().statistic(state.index().skuOf(i));
    double share = Math.abs(z) > DOUBTFUL_Z ? DOUBTFUL_SHARE : 1;
    state.series().of(SeriesField.LEVEL)[i] += (float) (LEVEL_STEP * share * rest);
    float[] variance = state.series().of(SeriesField.VARIANCE);
    learnMean(i);
    double moved = variance[i] + VARIANCE_STEP * (CLIPPED_VARIANCE * rest * rest - variance[i]);
    variance[i] = (float) Math.max(LEAST_VARIANCE, moved);
    return rest;
  }

  private void learnMean(int i) {
    float[] mean = state.series().of(SeriesField.MEAN);
    double usual =
        view.promotion(i)
            + view.regionEffect()
            + volumes.profiles().today(state.index().storeOf(i));
    double units = Math.max(0, view.observed(i)) * StrictMath.exp(-usual);
    double limit = MOST_MEANS * mean[i] + state.region(RegionField.DISPERSION);
    mean[i] += (float) (LEVEL_STEP * (Math.min(units, limit) - mean[i]));
  }

  /**
   * Running means, until there are {@link RegionState#COLD_DAYS}; returns teach that nothing was
   * sold.
   */
  private void learnYoung(int i) {
    double units = Math.max(0, view.cells().units()[i]);
    float[] age = state.series().of(SeriesField.AGE);
    float[] mean = state.series().of(SeriesField.MEAN);
    float[] level = state.series().of(SeriesField.LEVEL);
    float[] offset = state.series().of(SeriesField.OFFSET);
    mean[i] += (float) ((units - mean[i]) / (age[i] + 1));
    double log = view.returned(i) ? DayView.log(units, offset[i]) : view.log(i);
    double seen = log - view.promotion(i) - view.effects(i) - view.regionEffect();
    level[i] += (float) ((seen - level[i]) / (age[i] + 1));
    age[i]++;
    if (age[i] >= RegionState.COLD_DAYS) {
      double own = Math.max(state.region(RegionField.QUANTUM), FitWarmUp.OFFSET_SHARE * mean[i]);
      double units0 = Math.max(0, StrictMath.exp(level[i]) - offset[i]);
      level[i] = (float) StrictMath.log(units0 + own);
      offset[i] = (float) own;
    }
  }

  private record Pooled(double step, Effects effects, RegionField typical) {}

  private void learnEffects(Columns<PoolField> columns, Pooled pooled, ComparableCells cells) {
    Effects day = pooled.effects();
    double typical = state.region(pooled.typical());
    float[] slow = columns.of(PoolField.SLOW);
    float[] tau2 = columns.of(PoolField.TAU2);
    float[] last = columns.of(PoolField.LAST_Z);
    for (int k = 0; k < slow.length; k++) {
      last[k] = (float) day.statistic(k);
      if (day.cells(k) == 0 || !cells.teaches(k)) {
        continue;
      }
      double spread = tau2[k] > 0 ? tau2[k] : typical;
      double square = Math.min(day.raw(k) * day.raw(k), TAU_CLIP * (spread + day.error2(k)));
      double moved = spread + TAU_STEP * (square - day.error2(k) - spread);
      double limit = SLOW_CLIP * Math.sqrt(spread);
      slow[k] += (float) (pooled.step() * PooledEffects.clip(day.shrunk(k), limit));
      tau2[k] = (float) Math.max(Spread.least(typical), moved);
    }
  }

  private void addTypical(TeachingSums teaches) {
    for (int i = 0; i < view.size(); i++) {
      if (view.weight(i) > 0) {
        int s = state.index().storeOf(i);
        teaches.series().add(s, 1);
        teaches.units().add(s, view.expected(i));
        teaches.variances().add(s, 1 / view.weight(i));
        teaches.offsets().add(s, state.series().of(SeriesField.OFFSET)[i]);
      }
    }
  }

  private void approach(RegionField field, double seen) {
    double now = state.region(field);
    state.setRegion(field, now + REGION_STEP * (seen - now));
  }
}
