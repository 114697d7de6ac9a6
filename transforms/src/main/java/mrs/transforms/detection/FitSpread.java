package mrs.transforms.detection;

import java.util.List;

/** Measures over the warm-up days how much stores and SKUs vary by nature from day to day. */
final class FitSpread {

  private static final double PRIOR_DAYS = 20;
  private static final double LEAST_SHARE = 0.1;
  private static final double LEAST_TAU2 = 1e-3;
  private static final double CLIP = 4;

  private FitSpread() {}

  /** Sets τ² of the region, of its stores and of its SKUs; none may be set before. */
  static void fit(RegionState state, DayView view, PooledEffects effects, PooledVolumes volumes) {
    Spread stores = new Spread(state.layout.stores.size());
    Spread skus = new Spread(state.layout.skus.size());
    Spread storeVolumes = new Spread(state.layout.stores.size());
    Spread skuVolumes = new Spread(state.layout.skus.size());
    List<RegionDay> days = List.copyOf(state.warmUp);
    fitWeekdays(days, view, volumes);
    for (RegionDay day : days) {
      view.load(day);
      effects.compute();
      stores.add(effects.stores);
      skus.add(effects.skus);
      volumes.compute();
      storeVolumes.add(volumes.stores);
      skuVolumes.add(volumes.skus);
    }
    state.setRegion(RegionField.STORE_VOLUME_TAU2, storeVolumes.typical());
    state.setRegion(RegionField.SKU_VOLUME_TAU2, skuVolumes.typical());
    storeVolumes.store(state.storeVolumes.of(PoolField.TAU2));
    skuVolumes.store(state.skuVolumes.of(PoolField.TAU2));
    state.setRegion(RegionField.STORE_TAU2, stores.typical());
    state.setRegion(RegionField.SKU_TAU2, skus.typical());
    stores.store(state.stores.of(PoolField.TAU2));
    skus.store(state.skus.of(PoolField.TAU2));
  }

  private static void fitWeekdays(List<RegionDay> days, DayView view, PooledVolumes volumes) {
    double[] seen = new double[days.size()];
    for (int t = 0; t < seen.length; t++) {
      view.load(days.get(t));
      volumes.compute();
      seen[t] = volumes.regionDay.seen();
    }
    volumes.regionDay.fit(days, seen);
  }

  static double least(double typical) {
    return LEAST_SHARE * typical;
  }

  private static final class Spread {

    private final double[] sums;
    private final int[] days;

    private Spread(int size) {
      sums = new double[size];
      days = new int[size];
    }

    private void add(Effects effects) {
      for (int k = 0; k < sums.length; k++) {
        if (effects.cells[k] > 0) {
          double limit = CLIP * CLIP * (effects.error2[k] + 0.02);
          double square = effects.raw[k] * effects.raw[k];
          sums[k] += Math.min(square, limit) - effects.error2[k];
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
