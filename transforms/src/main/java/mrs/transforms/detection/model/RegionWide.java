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
 * @param cellSpread how cells are spread around their means
 * @param groupRates how often events of groups come how far
 * @param seriesRates how often those of single series do
 */
public record RegionWide(
    Columns<RegionField> region,
    Map<TailName, Tail> tails,
    ZeroRates zeroRates,
    CellSpread cellSpread,
    AlarmRates groupRates,
    AlarmRates seriesRates)
    implements Serializable {

  /** True events of groups come every other day, and begin where a tenth of the false ones do. */
  private static final int GROUP_LEVELS = 15; // chosen, not fitted

  /** Those of single series are rare, and single cells are spread wider than any distribution. */
  private static final int SERIES_LEVELS = 40; // chosen, not fitted

  static RegionWide empty() {
    Map<TailName, Tail> tails = new EnumMap<>(TailName.class);
    for (TailName name : TailName.values()) {
      tails.put(name, name.empty());
    }
    return new RegionWide(
        new Columns<>(RegionField.class, 1),
        tails,
        new ZeroRates(),
        new CellSpread(),
        new AlarmRates(GROUP_LEVELS),
        new AlarmRates(SERIES_LEVELS));
  }

  /** The same, to be changed by itself. */
  RegionWide copy() {
    Map<TailName, Tail> copies = new EnumMap<>(TailName.class);
    tails.forEach((name, tail) -> copies.put(name, tail.copy()));
    return new RegionWide(
        region.rearranged(new int[] {0}),
        copies,
        zeroRates.copy(),
        cellSpread.copy(),
        groupRates.copy(),
        seriesRates.copy());
  }

  /** Writes the stored form. */
  void write(DataOutput out) throws IOException {
    region.write(out);
    for (Tail tail : tails.values()) {
      tail.write(out);
    }
    zeroRates.write(out);
    cellSpread.write(out);
    groupRates.write(out);
    seriesRates.write(out);
  }

  /** Reads what {@link #write} wrote. */
  static RegionWide read(DataInput in) throws IOException {
    Columns<RegionField> region = Columns.read(RegionField.class, 1, in);
    Map<TailName, Tail> tails = new EnumMap<>(TailName.class);
    for (TailName name : TailName.values()) {
      tails.put(name, name.read(in));
    }
    return new RegionWide(
        region,
        tails,
        ZeroRates.read(in),
        CellSpread.read(in),
        AlarmRates.read(GROUP_LEVELS, in),
        AlarmRates.read(SERIES_LEVELS, in));
  }
}
