package mrs.transforms.detection;

import java.util.List;

/**
 * What a promotion does to ln(units + a): one effect of the region, and what each SKU adds to it,
 * shrunk. Measured as the contrast within a series between its promoted and its other days.
 */
final class PromotionEffect {

  private static final double CLIP = 2;

  /** Contrast weight at which a SKU's own effect counts half. */
  private static final double PRIOR_WEIGHT = 20;

  private final Layout layout;
  private final double[] ofSku;
  private double ofRegion;

  PromotionEffect(Layout layout) {
    this.layout = layout;
    this.ofSku = new double[layout.skus.size()];
  }

  double effect(RegionDay day, int i) {
    return day.flagged(i, RegionDay.PROMOTION) ? ofRegion + ofSku[layout.skuOf[i]] : 0;
  }

  /** Measures the effects; {@code log} and {@code regionEffect} are by day. */
  void fit(List<RegionDay> days, double[][] log, double[] regionEffect) {
    int n = layout.series.size();
    double[] contrast = new double[n];
    double[] weight = new double[n];
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < n; i++) {
      measure(i, days, log, regionEffect, contrast, weight);
      sum += weight[i] * contrast[i];
      weights += weight[i];
    }
    ofRegion = weights == 0 ? 0 : sum / (weights + PRIOR_WEIGHT);
    for (int p = 0; p < ofSku.length; p++) {
      double own = 0;
      double ownWeight = 0;
      for (int i : layout.seriesOfSku[p]) {
        own += weight[i] * (contrast[i] - ofRegion);
        ownWeight += weight[i];
      }
      ofSku[p] = own / (ownWeight + PRIOR_WEIGHT);
    }
  }

  private static void measure(
      int i,
      List<RegionDay> days,
      double[][] log,
      double[] effect,
      double[] contrast,
      double[] weight) {
    double with = 0;
    double without = 0;
    int daysWith = 0;
    int daysWithout = 0;
    for (int t = 0; t < days.size(); t++) {
      if (!FitWarmUp.teaches(days.get(t), i)) {
        continue;
      }
      if (days.get(t).flagged(i, RegionDay.PROMOTION)) {
        with += log[t][i] - effect[t];
        daysWith++;
      } else {
        without += log[t][i] - effect[t];
        daysWithout++;
      }
    }
    boolean both = daysWith > 0 && daysWithout > 0;
    weight[i] = both ? (double) daysWith * daysWithout / (daysWith + daysWithout) : 0;
    contrast[i] = both ? PooledEffects.clip(with / daysWith - without / daysWithout, CLIP) : 0;
  }

  void store(RegionState state) {
    state.setRegion(RegionField.PROMOTION, ofRegion);
    float[] promotion = state.skus.of(PoolField.PROMOTION);
    for (int p = 0; p < ofSku.length; p++) {
      promotion[p] = (float) ofSku[p];
    }
  }
}
