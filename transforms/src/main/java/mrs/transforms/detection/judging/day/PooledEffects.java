package mrs.transforms.detection.judging.day;

import java.io.Serializable;
import java.util.Arrays;
import mrs.transforms.detection.model.PoolField;
import mrs.transforms.detection.model.RegionField;
import mrs.transforms.detection.passes.Ranking;
import mrs.transforms.detection.passes.Totals;
import mrs.transforms.detection.series.SeriesIndex;

/**
 * The day's effects of stores over their SKUs and of SKUs over their stores. An effect is the
 * pooled residual d with standard error se; it is shrunk to d τ²/(τ² + se²), τ² being its natural
 * variance, and its test statistic is z = d/√(se² + τ²). Two store passes around one SKU pass keep
 * the two kinds apart.
 */
public final class PooledEffects implements Serializable {

  /** A SKU-day needs this many stores. */
  static final int LEAST_STORES = 3; // study

  /** The variance of an interquartile mean, against that of a mean. */
  private static final double TRIMMED_VARIANCE = 1.2; // study

  private static final double CLIP = 3; // study

  private final Effects stores;
  private final Effects skus;
  private final DayView view;

  /** Pools what the view shows. */
  PooledEffects(DayView view) {
    this.view = view;
    stores = new Effects(view.state().index().stores().size());
    skus = new Effects(view.state().index().skus().size());
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
    SeriesIndex index = view.state().index();
    return view.residual(i) - stores.shrunk[index.storeOf(i)] - skus.shrunk[index.skuOf(i)];
  }

  /** Begins with the day that the view shows. */
  void begin() {
    Arrays.fill(skus.shrunk, 0);
  }

  /** What the cells of stores show that their SKUs, as far as known, do not. */
  public StoreResiduals contributeStores() {
    SeriesIndex index = view.state().index();
    StoreResiduals shows = new StoreResiduals(stores.size());
    for (int s = 0; s < stores.size(); s++) {
      double sum = 0;
      double weights = 0;
      for (int i : index.seriesOfStore(s)) {
        if (view.usable(i)) {
          double limit = CLIP * view.sigma(i);
          double own = view.residual(i) - skus.shrunk[index.skuOf(i)];
          sum += view.weight(i) * clip(own, limit);
          weights += view.weight(i);
        }
      }
      if (weights > 0) {
        shows.effect().add(s, sum / weights);
        shows.error2().add(s, 1 / weights);
      }
    }
    return shows;
  }

  /** Takes what all stores show. */
  public void receiveStores(StoreResiduals all) {
    double[] present = new double[stores.size()];
    int count = 0;
    for (int s = 0; s < present.length; s++) {
      stores.cells[s] = view.stores().of(s);
      stores.error2[s] = all.error2().of(s);
      if (stores.cells[s] > 0) {
        present[count++] = all.effect().of(s);
      }
    }
    double centre =
        count < LEAST_STORES ? 0 : view.regionDay().belief() * Ranking.MEDIAN.of(present, count);
    for (int s = 0; s < present.length; s++) {
      stores.set(s, all.effect().of(s) - centre, storeTau2(s));
    }
  }

  /** What the cells of SKUs show that their stores do not. */
  public SkuResiduals contributeSkus() {
    SeriesIndex index = view.state().index();
    SkuResiduals shows = new SkuResiduals(skus.size(), view.size());
    for (int i = 0; i < view.size(); i++) {
      if (view.usable(i)) {
        int p = index.skuOf(i);
        shows.residuals().add(p, view.residual(i) - stores.shrunk[index.storeOf(i)]);
        shows.weights().add(p, Totals.exact(view.weight(i)));
      }
    }
    return shows;
  }

  /** Takes what all cells of SKUs show. */
  public void receiveSkus(SkuResiduals all) {
    for (int p = 0; p < skus.size(); p++) {
      int count = view.skus().of(p);
      skus.cells[p] = count < LEAST_STORES ? 0 : count;
      skus.error2[p] = count == 0 ? 0 : TRIMMED_VARIANCE / all.weights().of(p);
      skus.set(p, count < LEAST_STORES ? 0 : all.residuals().of(p), skuTau2(p));
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
