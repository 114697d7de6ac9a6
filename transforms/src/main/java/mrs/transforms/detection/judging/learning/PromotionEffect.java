package mrs.transforms.detection.judging.learning;

import java.io.Serializable;
import mrs.transforms.detection.judging.day.PooledEffects;
import mrs.transforms.detection.model.PoolField;
import mrs.transforms.detection.model.RegionField;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.passes.Totals;
import mrs.transforms.detection.series.DayCells;
import mrs.transforms.detection.series.SeriesIndex;

/**
 * What a promotion does to ln(units + a): one effect of the region, and what each SKU adds to it,
 * shrunk. Measured as the contrast within a series between its promoted and its other days.
 */
final class PromotionEffect implements Serializable {

  private static final double CLIP = 2; // study

  /** Contrast weight at which a SKU's own effect counts half. */
  private static final double PRIOR_WEIGHT = 20; // chosen, not fitted

  private final SeriesIndex index;
  private final double[] ofSku;
  private double ofRegion;

  PromotionEffect(SeriesIndex index) {
    this.index = index;
    this.ofSku = new double[index.skus().size()];
  }

  double effect(DayCells day, int i) {
    return day.flagged(i, DayCells.PROMOTION) ? ofRegion + ofSku[index.skuOf(i)] : 0;
  }

  /** What series show; {@code log} and {@code regionEffect} are by day. */
  PromotionContrasts contribute(DayCells[] days, double[][] log, double[] regionEffect) {
    PromotionContrasts shows = new PromotionContrasts(index.stores().size(), ofSku.length);
    for (int i = 0; i < index.size(); i++) {
      Contrast contrast = Contrast.of(i, days, log, regionEffect);
      double weighted = Totals.exact(contrast.weight * contrast.effect);
      double weight = Totals.exact(contrast.weight);
      shows.contrastOfStore().add(index.storeOf(i), weighted);
      shows.weightOfStore().add(index.storeOf(i), weight);
      shows.contrastOfSku().add(index.skuOf(i), weighted);
      shows.weightOfSku().add(index.skuOf(i), weight);
    }
    return shows;
  }

  /** Measures the effects by what all series show. */
  void receive(PromotionContrasts all) {
    double weights = all.weightOfStore().sum();
    ofRegion = weights == 0 ? 0 : all.contrastOfStore().sum() / (weights + PRIOR_WEIGHT);
    for (int p = 0; p < ofSku.length; p++) {
      double weight = all.weightOfSku().of(p);
      ofSku[p] = (all.contrastOfSku().of(p) - weight * ofRegion) / (weight + PRIOR_WEIGHT);
    }
  }

  /** What a series' promoted days show that its other days do not. */
  private record Contrast(double effect, double weight) {

    private static Contrast of(int i, DayCells[] days, double[][] log, double[] regionEffect) {
      double with = 0;
      double without = 0;
      int daysWith = 0;
      int daysWithout = 0;
      for (int t = 0; t < days.length; t++) {
        if (!days[t].teaches(i)) {
          continue;
        }
        if (days[t].flagged(i, DayCells.PROMOTION)) {
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
