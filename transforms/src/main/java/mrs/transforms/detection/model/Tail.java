package mrs.transforms.detection.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import mrs.transforms.detection.passes.Totals;

/**
 * The recent distribution of one test statistic, and from it how rare a value is. All tests are
 * made comparable by this: beyond the 95 % quantile the excess is taken as exponential, its mean
 * fitted with the largest three tenths of the excesses censored, so that past anomalies do not hide
 * the next one.
 */
public final class Tail implements Serializable {

  /** How many values of a statistic are told apart. */
  public static final int BINS = 320; // up to 16 deviations

  private static final double WIDTH = 0.05; // the least difference that matters

  /** What is remembered of a day after one more day; about the last sixty days count. */
  private static final double FADING = 0.97; // study: a window of 60 days

  private static final double TAIL_SHARE = 0.05; // study
  private static final double CENSORED_SHARE = 0.3; // study: .2; changed since, not recorded why

  /** So many values have to be beyond the threshold before their mean is believed. */
  private static final double LEAST_BEYOND = 5; // chosen, not fitted

  /** −log10 of {@link #TAIL_SHARE}. */
  private static final double TAIL_LOG = 1.30103;

  private static final double LN_10 = 2.302585092994046;

  private final float[] counts;
  private final double leastThreshold;
  private final double leastMean;

  /** −log10 of the share of values that fall into a bin or beyond it. */
  private final double[] commonness;

  private double threshold;
  private double meanExcess;

  /** A tail that never starts below {@code leastThreshold} nor falls off faster than its mean. */
  public Tail(double leastThreshold, double leastMean) {
    this.counts = new float[BINS];
    this.commonness = new double[BINS];
    this.leastThreshold = leastThreshold;
    this.leastMean = leastMean;
    fit();
  }

  /** A day has passed: what was added before counts less. */
  public void fade() {
    for (int i = 0; i < BINS; i++) {
      counts[i] *= (float) FADING;
    }
  }

  /** Where a statistic is counted; below zero it counts as zero. */
  public static int bin(double statistic) {
    return (int) Math.min(BINS - 1, Math.max(0, statistic) / WIDTH);
  }

  /** Adds a statistic; {@link #fit} takes it into account. */
  public void add(double statistic) {
    counts[bin(statistic)]++;
  }

  /** Adds so many statistics of each bin. */
  public void add(Totals bins) {
    for (int i = 0; i < BINS; i++) {
      counts[i] += (float) bins.of(i);
    }
  }

  /** −log10 of the share of past values at least as large. */
  public double rarity(double statistic) {
    return statistic <= threshold
        ? Math.min(TAIL_LOG, commonness[bin(statistic)])
        : TAIL_LOG + (statistic - threshold) / (LN_10 * meanExcess);
  }

  /** −log10 of the share of values at least as large, however far out; one more is counted. */
  public double seen(double statistic) {
    return commonness[bin(statistic)];
  }

  /** −log10 of how often a day, lately, a value was at least as large; one more is counted. */
  public double record(double statistic) {
    double above = 1;
    for (int i = bin(statistic); i < BINS; i++) {
      above += counts[i];
    }
    return -StrictMath.log10(above * (1 - FADING));
  }

  /** Takes what was added into account. */
  public void fit() {
    double total = 0;
    for (float count : counts) {
      total += count;
    }
    threshold = Math.max(leastThreshold, quantile(total * TAIL_SHARE));
    double above = 0;
    for (int i = BINS - 1; i >= 0; i--) {
      above += counts[i];
      commonness[i] = -StrictMath.log10((above + 1) / (total + 1));
    }
    double beyond = 0;
    int from = (int) (threshold / WIDTH) + 1;
    for (int i = from; i < BINS; i++) {
      beyond += counts[i];
    }
    meanExcess =
        Math.max(leastMean, beyond < LEAST_BEYOND ? leastMean : censoredMean(from, beyond));
  }

  /** Exponential mean of the excesses when those beyond the censoring point are only counted. */
  private double censoredMean(int from, double beyond) {
    double censor = Math.max(quantile(beyond * CENSORED_SHARE), threshold + WIDTH);
    double sum = 0;
    double exact = 0;
    for (int i = from; i < BINS; i++) {
      double excess = (i + 0.5) * WIDTH - threshold;
      sum += counts[i] * Math.min(excess, censor - threshold);
      exact += excess < censor - threshold ? counts[i] : 0;
    }
    return exact > 0 ? sum / exact : leastMean;
  }

  /** The value that a weight of {@code above} lies beyond. */
  private double quantile(double above) {
    double seen = 0;
    for (int i = BINS - 1; i >= 0; i--) {
      if (seen + counts[i] >= above && counts[i] > 0) {
        return (i + 1 - (above - seen) / counts[i]) * WIDTH;
      }
      seen += counts[i];
    }
    return 0;
  }

  /** Writes the stored form. */
  void write(DataOutput out) throws IOException {
    for (float count : counts) {
      out.writeFloat(count);
    }
  }

  /** Reads what {@link #write} wrote of a tail with these bounds. */
  static Tail read(double leastThreshold, double leastMean, DataInput in) throws IOException {
    Tail tail = new Tail(leastThreshold, leastMean);
    for (int i = 0; i < BINS; i++) {
      tail.counts[i] = in.readFloat();
    }
    tail.fit();
    return tail;
  }

  Tail copy() {
    Tail copy = new Tail(leastThreshold, leastMean);
    System.arraycopy(counts, 0, copy.counts, 0, BINS);
    copy.fit();
    return copy;
  }
}
