package mrs.transforms.detection.judging.day;

import java.io.Serializable;

/** The pooled effects of one day, by store or by SKU. */
public final class Effects implements Serializable {

  final double[] raw;
  final double[] error2;
  final int[] cells;
  final double[] shrunk;
  private final double[] statistic;

  /** None yet of so many stores or SKUs. */
  Effects(int size) {
    raw = new double[size];
    error2 = new double[size];
    shrunk = new double[size];
    statistic = new double[size];
    cells = new int[size];
  }

  /** Takes d of one whose cells and standard error are set. */
  void set(int k, double effect, double tau2) {
    raw[k] = effect;
    shrunk[k] = cells[k] == 0 ? 0 : effect * tau2 / (tau2 + error2[k]);
    statistic[k] = cells[k] == 0 ? 0 : effect / Math.sqrt(error2[k] + tau2);
  }

  /** How many stores or SKUs there are. */
  public int size() {
    return cells.length;
  }

  /** d. */
  public double raw(int k) {
    return raw[k];
  }

  /** The squared standard error of d. */
  public double error2(int k) {
    return error2[k];
  }

  /** How many cells d comes from; 0: there is none. */
  public int cells(int k) {
    return cells[k];
  }

  /** d τ²/(τ² + se²). */
  public double shrunk(int k) {
    return shrunk[k];
  }

  /** d/√(se² + τ²). */
  public double statistic(int k) {
    return statistic[k];
  }

  /** The statistic of two days of the same sign, the one before having had {@code before}. */
  public static double twoDays(double statistic, double before) {
    return before * statistic > 0 ? (statistic + before) / Math.sqrt(2) : 0;
  }

  /** Forgets one that too few cells speak of. */
  void drop(int k) {
    cells[k] = 0;
    set(k, 0, 0);
  }

  /** How many of them have an effect. */
  public int count() {
    int count = 0;
    for (int n : cells) {
      count += n > 0 ? 1 : 0;
    }
    return count;
  }
}
