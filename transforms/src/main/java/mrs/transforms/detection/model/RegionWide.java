package mrs.transforms.detection.model;

import java.util.EnumMap;
import java.util.Map;

/**
 * What is remembered of a region whatever series it has.
 *
 * @param region of the region as a whole; a single row
 * @param tails the recent distribution of every test statistic
 * @param zeroRates how often cells are zero
 */
record RegionWide(Columns<RegionField> region, Map<TailName, Tail> tails, ZeroRates zeroRates) {

  static RegionWide empty() {
    Map<TailName, Tail> tails = new EnumMap<>(TailName.class);
    for (TailName name : TailName.values()) {
      tails.put(name, name.empty());
    }
    return new RegionWide(new Columns<>(RegionField.class, 1), tails, new ZeroRates());
  }

  /** The same, to be changed by itself. */
  RegionWide copy() {
    Map<TailName, Tail> copies = new EnumMap<>(TailName.class);
    tails.forEach((name, tail) -> copies.put(name, tail.copy()));
    return new RegionWide(region.rearranged(new int[] {0}), copies, zeroRates.copy());
  }
}
