package mrs.transforms.detection.reports;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;

/**
 * What a test found together on a day, such as all SKUs of a store.
 *
 * @param key names it, such as {@code store_day|S1|up}
 * @param start its first day
 * @param severity −log10 of the false alarms expected per region and day
 * @param statistic the test's own, in deviations and signed; NaN where it has none
 * @param others how many other stores, or SKUs, it was compared with; {@link #NOT_COMPARED} where
 *     it is not one store or SKU among others
 */
public record Group(
    TestKind test,
    Direction direction,
    String key,
    long start,
    double severity,
    double statistic,
    int others)
    implements Serializable {

  /** No number of others. */
  static final int NOT_COMPARED = -1;

  /** A group that is not one store or SKU among others. */
  public Group(
      TestKind test,
      Direction direction,
      String key,
      long start,
      double severity,
      double statistic) {
    this(test, direction, key, start, severity, statistic, NOT_COMPARED);
  }

  /** Whether its test follows a series over a run of days, and may speak again of all of them. */
  boolean ofRun() {
    return test == TestKind.ZERO_RUN || test == TestKind.LEVEL_SHIFT;
  }

  /** Writes the stored form. */
  void write(DataOutput out) throws IOException {
    out.writeByte(test.ordinal());
    out.writeByte(direction.ordinal());
    out.writeUTF(key);
    out.writeLong(start);
    out.writeDouble(severity);
    out.writeDouble(statistic);
    out.writeInt(others);
  }

  /** Reads what {@link #write} wrote. */
  static Group read(DataInput in) throws IOException {
    return new Group(
        TestKind.values()[in.readByte()],
        Direction.values()[in.readByte()],
        in.readUTF(),
        in.readLong(),
        in.readDouble(),
        in.readDouble(),
        in.readInt());
  }
}
