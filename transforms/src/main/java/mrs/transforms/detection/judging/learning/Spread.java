package mrs.transforms.detection.judging.learning;

import java.io.Serializable;
import mrs.transforms.detection.judging.day.Effects;

/** How much stores, or SKUs, vary by nature from day to day: the mean of d² − se² of each. */
final class Spread implements Serializable {

  static final double LEAST_TAU2 = 1e-3; // chosen, not fitted

  private static final double PRIOR_DAYS = 20; // study
  private static final double LEAST_SHARE = 0.1; // study: .3; changed since, not recorded why

  /** Natural variance of an effect, as far as it is not measured yet. */
  private static final double USUAL_TAU2 = 0.02; // chosen, not fitted

  private static final double CLIP = 4; // chosen, not fitted

  private final double[] sums;
  private final int[] days;

  /** Nothing yet, of so many stores or SKUs. */
  Spread(int size) {
    sums = new double[size];
    days = new int[size];
  }

  /** The least τ² of one where {@code typical} is that of the region. */
  static double least(double typical) {
    return LEAST_SHARE * typical;
  }

  /** d², but no more than is left to chance. */
  static double square(double effect, double error2) {
    return Math.min(effect * effect, CLIP * CLIP * (error2 + USUAL_TAU2));
  }

  /** Adds the effects of a day. */
  void add(Effects effects) {
    for (int k = 0; k < sums.length; k++) {
      if (effects.cells(k) > 0) {
        add(k, effects.raw(k), effects.error2(k), 0);
      }
    }
  }

  /**
   * Adds an effect of one.
   *
   * @param leverage the share of it that is in what was taken from it
   */
  void add(int k, double effect, double error2, double leverage) {
    sums[k] += square(effect, error2) / (1 - leverage) - error2;
    days[k]++;
  }

  /** τ² of the region. */
  double typical() {
    double sum = 0;
    int n = 0;
    for (int k = 0; k < sums.length; k++) {
      sum += sums[k];
      n += days[k];
    }
    return n == 0 ? LEAST_TAU2 : Math.max(LEAST_TAU2, sum / n);
  }

  /** Sets τ² of each; 0 of one without days. */
  void store(float[] tau2) {
    double typical = typical();
    for (int k = 0; k < sums.length; k++) {
      double own = (sums[k] + PRIOR_DAYS * typical) / (days[k] + PRIOR_DAYS);
      tau2[k] = days[k] == 0 ? 0 : (float) Math.max(least(typical), own);
    }
  }
}
