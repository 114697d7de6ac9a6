package mrs.transforms.detection.judging.learning;

import java.io.Serializable;
import mrs.transforms.detection.judging.day.PooledEffects;
import mrs.transforms.detection.model.PoolField;
import mrs.transforms.detection.model.RegionField;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.passes.Line;
import mrs.transforms.detection.passes.Tally;
import mrs.transforms.detection.series.Layout;
import mrs.transforms.detection.series.RegionDay;

/**
 * What a promotion does to ln(units + a): one effect of the region, and what each SKU adds to it,
 * shrunk. Measured as the contrast within a series between its promoted and its other days.
 */
final class PromotionEffect implements Serializable {

  private static final double CLIP = 2;

  /** Contrast weight at which a SKU's own effect counts half. */
  private static final double PRIOR_WEIGHT = 20;

  private final Layout layout;
  private final double[] ofSku;
  private double ofRegion;

  PromotionEffect(Layout layout) {
    this.layout = layout;
    this.ofSku = new double[layout.skus().size()];
  }

  double effect(RegionDay day, int i) {
    return day.flagged(i, RegionDay.PROMOTION) ? ofRegion + ofSku[layout.skuOf(i)] : 0;
  }

  /** Says what series show; {@code log} and {@code regionEffect} are by day. */
  void say(Tally tally, RegionDay[] days, double[][] log, double[] regionEffect) {
    double[] contrastOfStore = tally.line(Line.CONTRAST_OF_STORE, layout.stores().size());
    double[] weightOfStore = tally.line(Line.WEIGHTS_OF_STORE, layout.stores().size());
    double[] contrastOfSku = tally.line(Line.CONTRAST_OF_SKU, ofSku.length);
    double[] weightOfSku = tally.line(Line.WEIGHTS_OF_SKU, ofSku.length);
    for (int i = 0; i < layout.size(); i++) {
      Contrast contrast = Contrast.of(i, days, log, regionEffect);
      double weighted = Tally.exact(contrast.weight * contrast.effect);
      double weight = Tally.exact(contrast.weight);
      contrastOfStore[layout.storeOf(i)] += weighted;
      weightOfStore[layout.storeOf(i)] += weight;
      contrastOfSku[layout.skuOf(i)] += weighted;
      weightOfSku[layout.skuOf(i)] += weight;
    }
  }

  /** Measures the effects by what all series show. */
  void hear(Tally all) {
    double sum = all.sum(Line.CONTRAST_OF_STORE);
    double weights = all.sum(Line.WEIGHTS_OF_STORE);
    ofRegion = weights == 0 ? 0 : sum / (weights + PRIOR_WEIGHT);
    double[] contrast = all.of(Line.CONTRAST_OF_SKU);
    double[] weight = all.of(Line.WEIGHTS_OF_SKU);
    for (int p = 0; p < ofSku.length; p++) {
      ofSku[p] = (contrast[p] - weight[p] * ofRegion) / (weight[p] + PRIOR_WEIGHT);
    }
  }

  /** What a series' promoted days show that its other days do not. */
  private record Contrast(double effect, double weight) {

    private static Contrast of(int i, RegionDay[] days, double[][] log, double[] regionEffect) {
      double with = 0;
      double without = 0;
      int daysWith = 0;
      int daysWithout = 0;
      for (int t = 0; t < days.length; t++) {
        if (!days[t].teaches(i)) {
          continue;
        }
        if (days[t].flagged(i, RegionDay.PROMOTION)) {
          with += log[t][i] - regionEffect[t];
          daysWith++;
        } else {
          without += log[t][i] - regionEffect[t];
          daysWithout++;
        }
      }
      if (daysWith == 0 || daysWithout == 0) {
        return new Contrast(0, 0);
      }
      return new Contrast(
          PooledEffects.clip(with / daysWith - without / daysWithout, CLIP),
          (double) daysWith * daysWithout / (daysWith + daysWithout));
    }
  }

  void store(RegionState state) {
    state.setRegion(RegionField.PROMOTION, ofRegion);
    float[] promotion = state.skus().of(PoolField.PROMOTION);
    for (int p = 0; p < ofSku.length; p++) {
      promotion[p] = (float) ofSku[p];
    }
  }
}
