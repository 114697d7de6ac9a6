package mrs.transforms.detection.reports;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/**
 * Observed and expected units of a series over some days.
 *
 * @param observed units, summed
 * @param parts expected units, summed, by where they come from
 * @param scale Σ (expected + offset), in which the model's errors are relative
 * @param variance Σ ((expected + offset)² × variance of the log)
 */
public record Sums(double observed, Parts parts, double scale, double variance)
    implements Serializable {

  /** Of no days. */
  public static final Sums NONE = new Sums(0, Parts.NONE, 0, 0);

  /** Bounds are two standard deviations away. */
  private static final double BOUND = 2; // by custom

  /** The sums of both windows. */
  public Sums plus(Sums other) {
    return new Sums(
        observed + other.observed,
        parts.plus(other.parts),
        scale + other.scale,
        variance + other.variance);
  }

  /**
   * The sums of a longer window of which only the totals are known: these parts and errors are
   * taken as typical of it.
   */
  public Sums stretched(double totalObserved, double totalExpected) {
    double own = parts.sum();
    double factor = own > 0 ? totalExpected / own : 1;
    return new Sums(totalObserved, parts.times(factor), scale * factor, variance * factor);
  }

  /** Units that are too many or too few. */
  public double excess() {
    return Math.abs(observed - parts.sum());
  }

  /** The least units that would be usual. */
  public double lower() {
    return Math.max(0, bound(-BOUND));
  }

  /** The most units that would be usual. */
  public double upper() {
    return bound(BOUND);
  }

  private double bound(double deviations) {
    double expected = parts.sum();
    if (!(scale > 0)) {
      return expected;
    }
    double relative = Math.sqrt(variance) / scale;
    return expected + scale * (StrictMath.exp(deviations * relative) - 1);
  }

  /** Writes the stored form. */
  void write(DataOutput out) throws IOException {
    out.writeDouble(observed);
    parts.write(out);
    out.writeDouble(scale);
    out.writeDouble(variance);
  }

  /** Reads what {@link #write} wrote. */
  static Sums read(DataInput in) throws IOException {
    return new Sums(in.readDouble(), Parts.read(in), in.readDouble(), in.readDouble());
  }
}
