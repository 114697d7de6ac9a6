package mrs.transforms.detection.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is remembered of a region whatever series it has.
 *
 * @param region of the region as a whole; a single row
 * @param tails the recent distribution of every test statistic
 * @param zeroRates how often cells are zero
 */
record RegionWide(Columns<RegionField> region, Map<TailName, Tail> tails, ZeroRates zeroRates)
    implements Serializable {

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

  /** Writes the stored form. */
  void write(DataOutput out) throws IOException {
    region.write(out);
    for (Tail tail : tails.values()) {
      tail.write(out);
    }
    zeroRates.write(out);
  }

  /** Reads what {@link #write} wrote. */
  static RegionWide read(DataInput in) throws IOException {
    Columns<RegionField> region = Columns.read(RegionField.class, 1, in);
    Map<TailName, Tail> tails = new EnumMap<>(TailName.class);
    for (TailName name : TailName.values()) {
      tails.put(name, name.read(in));
    }
    return new RegionWide(region, tails, ZeroRates.read(in));
  }
}
