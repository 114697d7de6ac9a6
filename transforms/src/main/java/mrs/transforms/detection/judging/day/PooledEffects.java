package mrs.transforms.detection.judging.day;

import java.io.Serializable;
import java.util.Arrays;
import mrs.transforms.detection.model.PoolField;
import mrs.transforms.detection.model.RegionField;
import mrs.transforms.detection.passes.Line;
import mrs.transforms.detection.passes.Ranking;
import mrs.transforms.detection.passes.Tally;
import mrs.transforms.detection.series.Layout;

/**
 * The day's effects of stores over their SKUs and of SKUs over their stores. An effect is the
 * pooled residual d with standard error se; it is shrunk to d τ²/(τ² + se²), τ² being its natural
 * variance, and its test statistic is z = d/√(se² + τ²). Two store passes around one SKU pass keep
 * the two kinds apart.
 */
public final class PooledEffects implements Serializable {

  /** A SKU-day needs this many stores. */
  static final int LEAST_STORES = 3;

  /** The variance of an interquartile mean, against that of a mean. */
  private static final double TRIMMED_VARIANCE = 1.2;

  private static final double CLIP = 3;

  private final Effects stores;
  private final Effects skus;
  private final DayView view;

  /** Pools what the view shows. */
  PooledEffects(DayView view) {
    this.view = view;
    stores = new Effects(view.state().layout().stores().size());
    skus = new Effects(view.state().layout().skus().size());
  }

  /** The day's effects of stores. */
  public Effects stores() {
    return stores;
  }

  /** The day's effects of SKUs; one that too few stores sell has none. */
  public Effects skus() {
    return skus;
  }

  /** The residual of a cell that neither its store's nor its SKU's day explains. */
  public double remainder(int i) {
    Layout layout = view.state().layout();
    return view.residual(i) - stores.shrunk[layout.storeOf(i)] - skus.shrunk[layout.skuOf(i)];
  }

  /** Begins with the day that the view shows. */
  void begin() {
    Arrays.fill(skus.shrunk, 0);
  }

  /** A pass over stores: what their cells show that their SKUs, as far as known, do not. */
  void sayStores(Tally tally) {
    Layout layout = view.state().layout();
    double[] effect = tally.line(Line.EFFECT_OF_STORE, layout.stores().size());
    double[] error2 = tally.line(Line.ERROR2_OF_STORE, layout.stores().size());
    for (int s = 0; s < effect.length; s++) {
      double sum = 0;
      double weights = 0;
      for (int i : layout.seriesOfStore(s)) {
        if (view.usable(i)) {
          double limit = CLIP * view.sigma(i);
          double own = view.residual(i) - skus.shrunk[layout.skuOf(i)];
          sum += view.weight(i) * clip(own, limit);
          weights += view.weight(i);
        }
      }
      if (weights > 0) {
        effect[s] += sum / weights;
        error2[s] += 1 / weights;
      }
    }
  }

  /** Takes what all stores show. */
  void hearStores(Tally all) {
    double[] effect = all.of(Line.EFFECT_OF_STORE);
    double[] error2 = all.of(Line.ERROR2_OF_STORE);
    double[] present = new double[effect.length];
    int count = 0;
    for (int s = 0; s < effect.length; s++) {
      stores.cells[s] = (int) view.stores().cells()[s];
      stores.error2[s] = error2[s];
      if (stores.cells[s] > 0) {
        present[count++] = effect[s];
      }
    }
    double centre =
        count < LEAST_STORES ? 0 : view.regionDay().belief() * Ranking.MEDIAN.of(present, count);
    for (int s = 0; s < effect.length; s++) {
      stores.set(s, effect[s] - centre, storeTau2(s));
    }
  }

  /** The pass over SKUs: what their cells show that their stores do not. */
  void saySkus(Tally tally) {
    Layout layout = view.state().layout();
    double[] weights = tally.line(Line.WEIGHT_OF_SKU, layout.skus().size());
    tally.ranking(Ranking.INTERQUARTILE_MEAN, layout.skus().size(), view.size());
    for (int i = 0; i < view.size(); i++) {
      if (view.usable(i)) {
        int p = layout.skuOf(i);
        tally.rank(p, view.residual(i) - stores.shrunk[layout.storeOf(i)]);
        weights[p] += Tally.exact(view.weight(i));
      }
    }
  }

  /** Takes what all cells of SKUs show. */
  void hearSkus(Tally all) {
    double[] weights = all.of(Line.WEIGHT_OF_SKU);
    for (int p = 0; p < weights.length; p++) {
      int count = (int) view.skus().cells()[p];
      skus.cells[p] = count < LEAST_STORES ? 0 : count;
      skus.error2[p] = count == 0 ? 0 : TRIMMED_VARIANCE / weights[p];
      skus.set(p, count < LEAST_STORES ? 0 : all.ranks()[p], skuTau2(p));
    }
  }

  private double storeTau2(int s) {
    double own = view.state().stores().of(PoolField.TAU2)[s];
    return own > 0 ? own : view.state().region(RegionField.STORE_TAU2);
  }

  private double skuTau2(int p) {
    double own = view.state().skus().of(PoolField.TAU2)[p];
    return own > 0 ? own : view.state().region(RegionField.SKU_TAU2);
  }

  /** {@code value}, but within {@code limit} of zero. */
  public static double clip(double value, double limit) {
    return Math.max(-limit, Math.min(limit, value));
  }
}
