package mrs.transforms.detection.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import mrs.transforms.detection.passes.Totals;

/** How often a cell is zero without a known stock-out, by how much was expected of it. */
public final class ZeroRates implements Serializable {

  /** How many sizes of expectation are told apart. */
  public static final int BINS = 32; // 16 octaves

  /** Expected units are binned by half octaves, from 2⁻⁶ times the typical cell. */
  private static final double BINS_PER_OCTAVE = 2; // chosen, not fitted

  private static final double LOWEST_OCTAVE = -6; // chosen, not fitted
  private static final double FADING = 0.98; // chosen, not fitted
  private static final double LN_2 = 0.6931471805599453;

  /** Weight, in days, of the prior belief that a rate is one half. */
  private static final double PRIOR_DAYS = 2; // chosen, not fitted

  private final float[] zeros = new float[BINS];
  private final float[] days = new float[BINS];

  /** The share of zeros where so much was expected, {@code typical} being a usual cell. */
  public double rate(double expected, double typical) {
    int bin = bin(expected, typical);
    return (zeros[bin] + PRIOR_DAYS / 2) / (days[bin] + PRIOR_DAYS);
  }

  /** A day has passed: what was added before counts less. */
  public void fade() {
    for (int i = 0; i < BINS; i++) {
      zeros[i] *= (float) FADING;
      days[i] *= (float) FADING;
    }
  }

  /** Adds so many days, and so many zeros among them, of each bin. */
  public void add(Totals moreDays, Totals moreZeros) {
    for (int i = 0; i < BINS; i++) {
      days[i] += (float) moreDays.of(i);
      zeros[i] += (float) moreZeros.of(i);
    }
  }

  /** Where a cell is counted of which so much was expected. */
  public static int bin(double expected, double typical) {
    double ratio = expected / Math.max(typical, 1e-9);
    if (!(ratio > 0)) {
      return 0;
    }
    double octave = StrictMath.log(ratio) / LN_2 - LOWEST_OCTAVE;
    return (int) Math.max(0, Math.min(BINS - 1, octave * BINS_PER_OCTAVE));
  }

  /** Writes the stored form. */
  void write(DataOutput out) throws IOException {
    for (int i = 0; i < BINS; i++) {
      out.writeFloat(zeros[i]);
      out.writeFloat(days[i]);
    }
  }

  /** Reads what {@link #write} wrote. */
  static ZeroRates read(DataInput in) throws IOException {
    ZeroRates rates = new ZeroRates();
    for (int i = 0; i < BINS; i++) {
      rates.zeros[i] = in.readFloat();
      rates.days[i] = in.readFloat();
    }
    return rates;
  }

  ZeroRates copy() {
    ZeroRates copy = new ZeroRates();
    System.arraycopy(zeros, 0, copy.zeros, 0, BINS);
    System.arraycopy(days, 0, copy.days, 0, BINS);
    return copy;
  }
}
