package mrs.transforms.detection.judging.day;

import java.io.Serializable;
import mrs.transforms.detection.passes.Totals;

/**
 * How many cells with sales have an even number of units, by store. Units are counted in ones, or
 * in tenths, hundredths and so on where the region sells such quantities; what is no whole number
 * of them is neither even nor odd.
 *
 * @param even cells with an even number
 * @param odd cells with an odd number
 * @param broken cells with neither
 */
public record EvenUnits(Totals even, Totals odd, Totals broken) implements Serializable {

  /** How far a whole number may be off. */
  private static final double TOLERANCE = 1e-3; // of decimals as doubles

  /** Nothing yet, of so many stores. */
  EvenUnits(int stores) {
    this(new Totals(stores), new Totals(stores), new Totals(stores));
  }

  /** What units are counted in where the least usual quantity is {@code quantum}. */
  static double step(double quantum) {
    return Math.min(1, StrictMath.pow(10, Math.floor(StrictMath.log10(quantum) + TOLERANCE)));
  }

  /** Counts a cell. */
  void count(int store, double units, double step) {
    if (units > 0) {
      Totals alike = whole(units / step) ? odd : broken;
      (whole(units / (2 * step)) ? even : alike).add(store, 1);
    }
  }

  /** Cells of a store with a whole number. */
  public double whole(int store) {
    return even.of(store) + odd.of(store);
  }

  private static boolean whole(double number) {
    return Math.abs(number - Math.rint(number)) < TOLERANCE;
  }

  void merge(EvenUnits other) {
    even.merge(other.even);
    odd.merge(other.odd);
    broken.merge(other.broken);
  }
}
