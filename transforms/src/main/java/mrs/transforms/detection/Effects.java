package mrs.transforms.detection;

import java.io.Serializable;

/** The pooled effects of one day, by store or by SKU. */
final class Effects implements Serializable {

  /**
   * d, its squared standard error, and the number of cells that it comes from (0: there is none).
   */
  final double[] raw;

  final double[] error2;
  final int[] cells;

  /** d τ²/(τ² + se²). */
  final double[] shrunk;

  /** d/√(se² + τ²). */
  final double[] statistic;

  Effects(int size) {
    raw = new double[size];
    error2 = new double[size];
    shrunk = new double[size];
    statistic = new double[size];
    cells = new int[size];
  }

  void set(int k, double effect, double tau2) {
    raw[k] = effect;
    shrunk[k] = cells[k] == 0 ? 0 : effect * tau2 / (tau2 + error2[k]);
    statistic[k] = cells[k] == 0 ? 0 : effect / Math.sqrt(error2[k] + tau2);
  }

  /** The statistic of two days of the same sign, the one before having had {@code before}. */
  static double twoDays(double statistic, double before) {
    return before * statistic > 0 ? (statistic + before) / Math.sqrt(2) : 0;
  }

  void drop(int k) {
    cells[k] = 0;
    set(k, 0, 0);
  }

  /** How many there are. */
  int count() {
    int count = 0;
    for (int n : cells) {
      count += n > 0 ? 1 : 0;
    }
    return count;
  }
}
