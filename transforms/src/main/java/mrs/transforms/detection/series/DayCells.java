package mrs.transforms.detection.series;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.function.IntPredicate;

/**
 * The cells of a region on one day, in the order of the grid's series.
 *
 * @param day the day, as days since 1970-01-01
 * @param units what was sold; only where {@code states} says {@link #SOLD}, else NaN
 * @param states {@link #ABSENT}, {@link #SOLD}, {@link #NOT_REPORTED} or {@link #NOT_RANGED}
 * @param flags any of {@link #PROMOTION}, {@link #STOCK_OUT}, {@link #CONFIRMED}, known on that
 *     day, and {@link #SILENT_STOCK_OUT}
 */
public record DayCells(long day, double[] units, byte[] states, byte[] flags)
    implements Serializable {

  /** There is no such cell. */
  public static final byte ABSENT = 0;

  /** Sales were reported, zero among them. */
  public static final byte SOLD = 1;

  /** Sales are expected and none was reported. */
  public static final byte NOT_REPORTED = 2;

  /** The SKU is not in the store's range, or the store is closed: nothing is expected. */
  public static final byte NOT_RANGED = 3;

  /** The cell was on promotion. */
  public static final byte PROMOTION = 1;

  /** The cell was out of stock. */
  public static final byte STOCK_OUT = 2;

  /** People confirmed the cell as an anomaly: it must not teach the baseline. */
  public static final byte CONFIRMED = 4;

  /** The cell sold nothing and is taken for out of stock, though nobody said so. */
  public static final byte SILENT_STOCK_OUT = 8;

  /** Sales were reported, zero among them. */
  public boolean sold(int series) {
    return states[series] == SOLD;
  }

  /** The cells at {@code places} of this day; -1 gives no cell. */
  public DayCells rearranged(int[] places) {
    double[] movedUnits = new double[places.length];
    byte[] movedStates = new byte[places.length];
    byte[] movedFlags = new byte[places.length];
    for (int i = 0; i < places.length; i++) {
      boolean there = places[i] >= 0;
      movedUnits[i] = there ? units[places[i]] : Double.NaN;
      movedStates[i] = there ? states[places[i]] : ABSENT;
      movedFlags[i] = there ? flags[places[i]] : 0;
    }
    return new DayCells(day, movedUnits, movedStates, movedFlags);
  }

  /** The same day, on which nothing is expected of some of the cells. */
  public DayCells without(IntPredicate leftOut) {
    double[] leftUnits = units.clone();
    byte[] leftStates = states.clone();
    for (int i = 0; i < leftStates.length; i++) {
      if (leftStates[i] != ABSENT && leftOut.test(i)) {
        leftUnits[i] = Double.NaN;
        leftStates[i] = NOT_RANGED;
      }
    }
    return new DayCells(day, leftUnits, leftStates, flags);
  }

  /** Takes over all cells of another day, to {@code places} of this one. */
  public void take(DayCells other, int[] places) {
    for (int i = 0; i < places.length; i++) {
      units[places[i]] = other.units[i];
      states[places[i]] = other.states[i];
      flags[places[i]] = other.flags[i];
    }
  }

  /**
   * What was sold says something about demand: the cell was reported, and not out of stock. That
   * there was nothing to sell does not explain returns.
   */
  public boolean comparable(int series) {
    return sold(series)
        && ((!flagged(series, STOCK_OUT) && !flagged(series, SILENT_STOCK_OUT))
            || returned(series));
  }

  /**
   * What was sold may teach what is usual: the cell was reported, not out of stock, and people did
   * not confirm it as an anomaly.
   */
  public boolean teaches(int series) {
    return sold(series)
        && !flagged(series, STOCK_OUT)
        && !flagged(series, SILENT_STOCK_OUT)
        && !flagged(series, CONFIRMED);
  }

  /** More was returned than sold. */
  public boolean returned(int series) {
    return sold(series) && units[series] < 0;
  }

  /** Whether a cell has one of the flags. */
  public boolean flagged(int series, byte flag) {
    return (flags[series] & flag) != 0;
  }

  /** Writes the stored form. */
  public void write(DataOutput out) throws IOException {
    out.writeLong(day);
    for (double sold : units) {
      out.writeDouble(sold);
    }
    out.write(states);
    out.write(flags);
  }

  /** Reads what {@link #write} wrote, of so many series. */
  public static DayCells read(int series, DataInput in) throws IOException {
    long day = in.readLong();
    double[] units = new double[series];
    for (int i = 0; i < series; i++) {
      units[i] = in.readDouble();
    }
    byte[] states = new byte[series];
    byte[] flags = new byte[series];
    in.readFully(states);
    in.readFully(flags);
    return new DayCells(day, units, states, flags);
  }
}
