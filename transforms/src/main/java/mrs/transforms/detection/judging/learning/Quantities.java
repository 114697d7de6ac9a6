package mrs.transforms.detection.judging.learning;

import java.io.Serializable;
import java.util.Arrays;

/** How often each positive quantity was sold in the warm-up. */
final class Quantities implements Serializable {

  /** Different, and in order. */
  private double[] quantities;

  private double[] counts;

  private Quantities(double[] quantities, double[] counts) {
    this.quantities = quantities;
    this.counts = counts;
  }

  /** Of some quantities; {@code positive} is sorted in place. */
  static Quantities of(double[] positive) {
    Arrays.sort(positive);
    double[] counts = new double[positive.length];
    Arrays.fill(counts, 1);
    return counted(positive, counts);
  }

  /** Equal quantities, which stand together, are counted as one. */
  private static Quantities counted(double[] sorted, double[] counts) {
    double[] different = new double[sorted.length];
    double[] totals = new double[sorted.length];
    int size = 0;
    for (int k = 0; k < sorted.length; k++) {
      if (size == 0 || sorted[k] != different[size - 1]) {
        different[size++] = sorted[k];
      }
      totals[size - 1] += counts[k];
    }
    return new Quantities(Arrays.copyOf(different, size), Arrays.copyOf(totals, size));
  }

  void merge(Quantities other) {
    double[] both = new double[quantities.length + other.quantities.length];
    double[] of = new double[both.length];
    int mine = 0;
    int theirs = 0;
    for (int k = 0; k < both.length; k++) {
      boolean next =
          theirs == other.quantities.length
              || (mine < quantities.length && quantities[mine] <= other.quantities[theirs]);
      both[k] = next ? quantities[mine] : other.quantities[theirs];
      of[k] = next ? counts[mine++] : other.counts[theirs++];
    }
    Quantities all = counted(both, of);
    quantities = all.quantities;
    counts = all.counts;
  }

  /** The quantity that is beyond this share of all, counted from the least; 1 if there is none. */
  double quantile(double share) {
    double count = Arrays.stream(counts).sum();
    double before = 0;
    for (int k = 0; k < counts.length; k++) {
      before += counts[k];
      if (before > (int) (count * share)) {
        return quantities[k];
      }
    }
    return 1;
  }
}
