package mrs.transforms.detection;

import java.util.Arrays;

/**
 * The day's effects of stores and of SKUs on summed units: d = ln((Σ units + c) / (Σ expected +
 * c)). Where most cells sell nothing or one, the sum says more than the mean of logarithms.
 * Expected is the series' arithmetic mean, with its promotion and the region's day; c and the
 * standard error √(c / (Σ expected + c)) come from the dispersion of single cells. Units are
 * capped, so that no single cell speaks for all.
 */
final class PooledVolumes {

  /** A cell counts at most this many times its mean, plus as many c. */
  private static final double MOST_MEANS = 5;

  private static final double MOST_DISPERSIONS = 2;

  final Effects stores;
  final Effects skus;

  final RegionDayEffect regionDay;

  private final DayView view;
  private final double[] units;
  private final double[] expected;
  private final double[] scratch;
  private final double[] sizes;

  PooledVolumes(DayView view) {
    this.view = view;
    regionDay = RegionDayEffect.ofVolumes(view.state);
    sizes = new double[view.state.layout.stores.size()];
    stores = new Effects(view.state.layout.stores.size());
    skus = new Effects(view.state.layout.skus.size());
    units = new double[view.size];
    expected = new double[view.size];
    scratch = new double[view.state.layout.stores.size()];
  }

  /** Computes the effects of the day that the view shows. */
  void compute() {
    float[] mean = view.state.series.of(SeriesField.MEAN);
    double dispersion = view.state.region(RegionField.DISPERSION);
    for (int i = 0; i < view.size; i++) {
      if (view.usable[i]) {
        expected[i] = mean[i] * StrictMath.exp(view.promotion(i));
        units[i] =
            Math.min(
                Math.max(0, view.observed(i)),
                MOST_MEANS * expected[i] + MOST_DISPERSIONS * dispersion);
      }
    }
    pool(view.state.layout.seriesOfStore, stores, 1);
    double day = regionDay();
    pool(view.state.layout.seriesOfStore, stores, StrictMath.exp(day));
    pool(view.state.layout.seriesOfSku, skus, StrictMath.exp(day));
    settle(stores, view.state.storeVolumes, RegionField.STORE_VOLUME_TAU2);
    settle(skus, view.state.skuVolumes, RegionField.SKU_VOLUME_TAU2);
    for (int p = 0; p < skus.cells.length; p++) {
      if (skus.cells[p] < PooledEffects.LEAST_STORES) {
        skus.drop(p);
      }
    }
  }

  private double regionDay() {
    double sold = view.state.region(RegionField.DISPERSION);
    double wanted = sold;
    Arrays.fill(sizes, 0);
    for (int i = 0; i < view.size; i++) {
      if (view.usable[i]) {
        sizes[view.state.layout.storeOf[i]] += expected[i];
        sold += units[i];
        wanted += expected[i];
      }
    }
    int n = 0;
    for (int s = 0; s < stores.cells.length; s++) {
      if (stores.cells[s] > 0) {
        scratch[n++] = stores.raw[s];
      }
    }
    double median = DayView.median(scratch, n);
    return regionDay.of(view.cells().day(), median, StrictMath.log(sold / wanted), sizes);
  }

  private void pool(int[][] members, Effects effects, double day) {
    double dispersion = view.state.region(RegionField.DISPERSION);
    Arrays.fill(effects.cells, 0);
    for (int k = 0; k < members.length; k++) {
      double sum = dispersion;
      double wanted = dispersion;
      for (int i : members[k]) {
        if (view.usable[i]) {
          sum += units[i];
          wanted += expected[i] * day;
          effects.cells[k]++;
        }
      }
      effects.raw[k] = StrictMath.log(sum / wanted);
      effects.error2[k] = dispersion / wanted;
    }
  }

  private void settle(Effects effects, Columns<PoolField> columns, RegionField typical) {
    float[] slow = columns.of(PoolField.SLOW);
    float[] tau2 = columns.of(PoolField.TAU2);
    for (int k = 0; k < slow.length; k++) {
      effects.set(k, effects.raw[k] - slow[k], tau2[k] > 0 ? tau2[k] : view.state.region(typical));
    }
  }
}
