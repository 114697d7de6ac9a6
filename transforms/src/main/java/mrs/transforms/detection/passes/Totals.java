package mrs.transforms.detection.passes;

import java.io.Serializable;
import java.util.Arrays;

/** A sum for each store, SKU, supply or bin, to be added to. */
public final class Totals implements Serializable {

  /** Exact sums have this many binary digits behind the point; chosen, not fitted. */
  private static final double STEPS = 1 << 20;

  private final double[] values;

  /** So many sums, 0 at first. */
  public Totals(int size) {
    this(new double[size]);
  }

  private Totals(double[] values) {
    this.values = values;
  }

  /**
   * The nearest value of so few digits that any number of them add up exactly, in whatever order,
   * as long as the sum is less than 2³³.
   */
  public static double exact(double value) {
    return Math.rint(value * STEPS) / STEPS;
  }

  /** Adds to one of the sums. */
  public void add(int k, double value) {
    values[k] += value;
  }

  /** One of the sums. */
  public double of(int k) {
    return values[k];
  }

  /** How many sums there are. */
  public int size() {
    return values.length;
  }

  /** All of them, added up. */
  public double sum() {
    return Arrays.stream(values).sum();
  }

  /** Adds other sums, one by one. */
  public void merge(Totals other) {
    for (int k = 0; k < values.length; k++) {
      values[k] += other.values[k];
    }
  }

  /** The same, to be changed by themselves. */
  public Totals copy() {
    return new Totals(values.clone());
  }

  /** The sums at {@code places} of these; -1 gives 0. */
  public Totals rearranged(int[] places) {
    return new Totals(Arrays.stream(places).mapToDouble(p -> p < 0 ? 0 : values[p]).toArray());
  }
}
