package mrs.transforms.detection.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import mrs.transforms.detection.passes.Totals;
import org.apache.commons.math3.special.Gamma;

/**
 * How single cells are spread around their means, by how large the mean is. A cell is taken as
 * gamma distributed with its mean m and the variance φ m, φ being what cells of this size show:
 * counts that vary more than Poisson's, and whole ones as well as weighed ones.
 */
public final class CellSpread implements Serializable {

  /** How many sizes are told apart; those of {@link ZeroRates}. */
  public static final int BINS = ZeroRates.BINS;

  private static final double FADING = 0.98; // chosen, not fitted

  /** Weight, in cells, of the belief that cells vary as those of the whole region do. */
  private static final double PRIOR_CELLS = 50; // chosen, not fitted

  /** No cell counts as further off than so many standard deviations. */
  private static final double MOST_DEVIATIONS = 5; // chosen, not fitted

  /** Nearer than so many standard deviations a cell is as usual as any. */
  private static final double USUAL_DEVIATIONS = 1; // chosen, not fitted

  /** The least probability that is told from 0. */
  private static final double LEAST_PROBABILITY = 1e-300; // of a double

  private final float[] squares = new float[BINS];
  private final float[] means = new float[BINS];

  /** φ of a cell of this size where cells of the region have {@code usual}. */
  public double dispersion(int bin, double mean, double usual) {
    double prior = PRIOR_CELLS * mean;
    return (squares[bin] + prior * usual) / (means[bin] + prior);
  }

  /** How far a cell of this mean is off, squared, as far as it counts. */
  public static double square(double units, double mean, double dispersion) {
    double most = MOST_DEVIATIONS * MOST_DEVIATIONS * dispersion * mean;
    return Math.min(most, (units - mean) * (units - mean));
  }

  /** A day has passed: what was added before counts less. */
  public void fade() {
    for (int k = 0; k < BINS; k++) {
      squares[k] *= (float) FADING;
      means[k] *= (float) FADING;
    }
  }

  /** Adds the squares of cells of each size, and their means. */
  public void add(Totals moreSquares, Totals moreMeans) {
    for (int k = 0; k < BINS; k++) {
      squares[k] += (float) moreSquares.of(k);
      means[k] += (float) moreMeans.of(k);
    }
  }

  /**
   * −log10 of the probability that a cell has {@code units} or is further off on the same side; 0
   * where it is near its mean. Less than nothing counts as nothing.
   *
   * @param step in which units are sold
   */
  public static double rarity(double units, double mean, double dispersion, double step) {
    double usual = USUAL_DEVIATIONS * Math.sqrt(dispersion * mean);
    if (!(mean > 0) || Math.abs(units - mean) <= usual) {
      return 0;
    }
    double shape = mean / dispersion;
    double probability =
        units > mean
            ? Gamma.regularizedGammaQ(shape, (units - step / 2) / dispersion)
            : Gamma.regularizedGammaP(shape, (Math.max(0, units) + step / 2) / dispersion);
    return -StrictMath.log10(Math.max(LEAST_PROBABILITY, probability));
  }

  /** Writes the stored form. */
  void write(DataOutput out) throws IOException {
    for (int k = 0; k < BINS; k++) {
      out.writeFloat(squares[k]);
      out.writeFloat(means[k]);
    }
  }

  /** Reads what {@link #write} wrote. */
  static CellSpread read(DataInput in) throws IOException {
    CellSpread spread = new CellSpread();
    for (int k = 0; k < BINS; k++) {
      spread.squares[k] = in.readFloat();
      spread.means[k] = in.readFloat();
    }
    return spread;
  }

  CellSpread copy() {
    CellSpread copy = new CellSpread();
    System.arraycopy(squares, 0, copy.squares, 0, BINS);
    System.arraycopy(means, 0, copy.means, 0, BINS);
    return copy;
  }
}
