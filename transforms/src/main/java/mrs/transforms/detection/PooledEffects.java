package mrs.transforms.detection;

/**
 * The day's effects of stores over their SKUs and of SKUs over their stores. An effect is the
 * pooled residual d with standard error se; it is shrunk to d τ²/(τ² + se²), τ² being its natural
 * variance, and its test statistic is z = d/√(se² + τ²). Two store passes around one SKU pass keep
 * the two kinds apart.
 */
final class PooledEffects {

  /** A SKU-day needs this many stores. */
  static final int LEAST_STORES = 3;

  /** The variance of an interquartile mean, against that of a mean. */
  private static final double TRIMMED_VARIANCE = 1.2;

  private static final double CLIP = 3;

  final Effects stores;
  final Effects skus;

  private final DayView view;
  private final double[] scratch;

  PooledEffects(DayView view) {
    this.view = view;
    stores = new Effects(view.state.layout.stores.size());
    skus = new Effects(view.state.layout.skus.size());
    scratch = new double[view.size];
  }

  /** The residual of a cell that neither its store's nor its SKU's day explains. */
  double remainder(int i) {
    Layout layout = view.state.layout;
    return view.residual[i] - stores.shrunk[layout.storeOf[i]] - skus.shrunk[layout.skuOf[i]];
  }

  /** Computes the effects of the day that the view shows. */
  void compute() {
    java.util.Arrays.fill(skus.shrunk, 0);
    storePass();
    skuPass();
    storePass();
  }

  private void storePass() {
    Layout layout = view.state.layout;
    int present = 0;
    for (int s = 0; s < layout.stores.size(); s++) {
      poolStore(s, layout.seriesOfStore[s]);
      if (stores.cells[s] > 0) {
        scratch[present++] = stores.raw[s];
      }
    }
    double centre =
        present < LEAST_STORES ? 0 : view.regionDay.belief() * DayView.median(scratch, present);
    for (int s = 0; s < layout.stores.size(); s++) {
      stores.set(s, stores.raw[s] - centre, storeTau2(s));
    }
  }

  private void poolStore(int s, int[] members) {
    double sum = 0;
    double weights = 0;
    int count = 0;
    for (int i : members) {
      if (view.usable[i]) {
        double limit = CLIP * view.sigma[i];
        double own = view.residual[i] - skus.shrunk[view.state.layout.skuOf[i]];
        sum += view.weight[i] * clip(own, limit);
        weights += view.weight[i];
        count++;
      }
    }
    stores.cells[s] = count;
    stores.raw[s] = count == 0 ? 0 : sum / weights;
    stores.error2[s] = count == 0 ? 0 : 1 / weights;
  }

  private void skuPass() {
    Layout layout = view.state.layout;
    for (int p = 0; p < layout.skus.size(); p++) {
      double weights = 0;
      int count = 0;
      for (int i : layout.seriesOfSku[p]) {
        if (view.usable[i]) {
          scratch[count++] = view.residual[i] - stores.shrunk[layout.storeOf[i]];
          weights += view.weight[i];
        }
      }
      skus.cells[p] = count < LEAST_STORES ? 0 : count;
      skus.error2[p] = count == 0 ? 0 : TRIMMED_VARIANCE / weights;
      skus.set(p, count < LEAST_STORES ? 0 : interquartileMean(count), skuTau2(p));
    }
  }

  private double interquartileMean(int count) {
    java.util.Arrays.sort(scratch, 0, count);
    int cut = count / 4;
    double sum = 0;
    for (int k = cut; k < count - cut; k++) {
      sum += scratch[k];
    }
    return sum / (count - 2 * cut);
  }

  double storeTau2(int s) {
    double own = view.state.stores.of(PoolField.TAU2)[s];
    return own > 0 ? own : view.state.region(RegionField.STORE_TAU2);
  }

  double skuTau2(int p) {
    double own = view.state.skus.of(PoolField.TAU2)[p];
    return own > 0 ? own : view.state.region(RegionField.SKU_TAU2);
  }

  static double clip(double value, double limit) {
    return Math.max(-limit, Math.min(limit, value));
  }
}
