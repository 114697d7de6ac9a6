package mrs.transforms.detection.judging.learning;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import mrs.transforms.detection.judging.day.Effects;
import mrs.transforms.detection.judging.day.ObserveDay;
import mrs.transforms.detection.model.PoolField;
import mrs.transforms.detection.model.RegionField;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.passes.Pass;
import mrs.transforms.detection.series.DayCells;

/** Measures over the warm-up days how much stores and SKUs vary by nature from day to day. */
public final class FitSpread implements Serializable {

  private static final double PRIOR_DAYS = 20; // study
  private static final double LEAST_SHARE = 0.1; // study: .3; changed since, not recorded why
  private static final double LEAST_TAU2 = 1e-3; // chosen, not fitted

  /** Natural variance of an effect, as far as it is not measured yet. */
  private static final double USUAL_TAU2 = 0.02; // chosen, not fitted

  private static final double CLIP = 4; // chosen, not fitted

  private final RegionState state;
  private final ObserveDay look;
  private final DayCells[] days;
  private final double[] seen;
  private final Spread stores;
  private final Spread skus;
  private final Spread storeVolumes;
  private final Spread skuVolumes;

  private FitSpread(RegionState state, ObserveDay look) {
    this.state = state;
    this.look = look;
    days = state.warmUp().toArray(DayCells[]::new);
    seen = new double[days.length];
    stores = new Spread(state.index().stores().size());
    skus = new Spread(state.index().skus().size());
    storeVolumes = new Spread(state.index().stores().size());
    skuVolumes = new Spread(state.index().skus().size());
  }

  /**
   * The passes that set what weekdays usually sell and then τ² of the region, of its stores and of
   * its SKUs; none may be set before.
   */
  public static List<Pass<?>> passes(RegionState state, ObserveDay look) {
    FitSpread fit = new FitSpread(state, look);
    List<Pass<?>> passes = new ArrayList<>();
    for (int t = 0; t < fit.days.length; t++) {
      int day = t;
      passes.add(look.region(fit.days[t]).then(all -> fit.see(day)));
    }
    for (int t = 0; t < fit.days.length; t++) {
      boolean last = t == fit.days.length - 1;
      passes.add(look.region(fit.days[t]));
      passes.add(look.stores());
      passes.add(look.skus());
      passes.add(look.stores().then(all -> fit.add(last)));
    }
    return passes;
  }

  /** Sees what the region sold on a day; after the last one, what weekdays usually sell. */
  private void see(int t) {
    seen[t] = look.volumes().regionDay().seen();
    if (t == days.length - 1) {
      look.volumes().regionDay().fit(days, seen);
    }
  }

  /** Adds the effects of a day; after the last one, τ². */
  private void add(boolean last) {
    stores.add(look.effects().stores());
    skus.add(look.effects().skus());
    storeVolumes.add(look.volumes().stores());
    skuVolumes.add(look.volumes().skus());
    if (last) {
      finish();
    }
  }

  private void finish() {
    state.setRegion(RegionField.STORE_VOLUME_TAU2, storeVolumes.typical());
    state.setRegion(RegionField.SKU_VOLUME_TAU2, skuVolumes.typical());
    storeVolumes.store(state.storeVolumes().of(PoolField.TAU2));
    skuVolumes.store(state.skuVolumes().of(PoolField.TAU2));
    state.setRegion(RegionField.STORE_TAU2, stores.typical());
    state.setRegion(RegionField.SKU_TAU2, skus.typical());
    stores.store(state.stores().of(PoolField.TAU2));
    skus.store(state.skus().of(PoolField.TAU2));
  }

  static double least(double typical) {
    return LEAST_SHARE * typical;
  }

  private static final class Spread implements Serializable {

    private final double[] sums;
    private final int[] days;

    private Spread(int size) {
      sums = new double[size];
      days = new int[size];
    }

    private void add(Effects effects) {
      for (int k = 0; k < sums.length; k++) {
        if (effects.cells(k) > 0) {
          double limit = CLIP * CLIP * (effects.error2(k) + USUAL_TAU2);
          double square = effects.raw(k) * effects.raw(k);
          sums[k] += Math.min(square, limit) - effects.error2(k);
          days[k]++;
        }
      }
    }

    private double typical() {
      double sum = 0;
      int n = 0;
      for (int k = 0; k < sums.length; k++) {
        sum += sums[k];
        n += days[k];
      }
      return n == 0 ? LEAST_TAU2 : Math.max(LEAST_TAU2, sum / n);
    }

    private void store(float[] tau2) {
      double typical = typical();
      for (int k = 0; k < sums.length; k++) {
        double own = (sums[k] + PRIOR_DAYS * typical) / (days[k] + PRIOR_DAYS);
        tau2[k] = days[k] == 0 ? 0 : (float) Math.max(least(typical), own);
      }
    }
  }
}
