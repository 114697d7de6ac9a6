package mrs.transforms.detection.passes;

import java.util.Arrays;

/** What is asked of values once they stand in order. */
public enum Ranking {
  /** 0 of none. */
  MEDIAN {
    @Override
    double of(double[] sorted, int from, int to) {
      int n = to - from;
      int middle = from + n / 2;
      if (n == 0) {
        return 0;
      }
      return n % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
  },
  /** The mean of the middle half; 0 of none. */
  INTERQUARTILE_MEAN {
    @Override
    double of(double[] sorted, int from, int to) {
      int cut = (to - from) / 4;
      double sum = 0;
      for (int k = from + cut; k < to - cut; k++) {
        sum += sorted[k];
      }
      return to == from ? 0 : sum / (to - from - 2 * cut);
    }
  };

  /** Of the values from {@code from} up to but without {@code to}, which are in order. */
  abstract double of(double[] sorted, int from, int to);

  /** Of the first {@code n} values, which are sorted in place. */
  public double of(double[] values, int n) {
    Arrays.sort(values, 0, n);
    return of(values, 0, n);
  }
}
