package mrs.transforms.detection.reports;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/**
 * What a test found out about one series on one day.
 *
 * @param group what it was found together with
 * @param severity the cell's share of the group's severity
 * @param start first day of the series' own deviation, at most the day of the finding
 * @param sums units from {@code start} to the day of the finding
 * @param ofRun whether it is, or takes in, a run of days that began on {@code start} and may go on
 */
public record CellFinding(Group group, double severity, long start, Sums sums, boolean ofRun)
    implements Serializable {

  /** A finding of the group's own test. */
  public CellFinding(Group group, double severity, long start, Sums sums) {
    this(group, severity, start, sums, group.ofRun());
  }

  /** Deterministic: severity, then the test, then the group. */
  public boolean outranks(CellFinding other) {
    if (severity != other.severity) {
      return severity > other.severity;
    }
    int byTest = group.test().compareTo(other.group.test());
    return byTest < 0 || (byTest == 0 && group.key().compareTo(other.group.key()) < 0);
  }

  /** The stronger of two findings of a day, over the longer window of both. */
  CellFinding and(CellFinding other) {
    CellFinding winner = outranks(other) ? this : other;
    CellFinding longer = start < other.start ? this : other;
    return new CellFinding(
        winner.group, winner.severity, longer.start, longer.sums, ofRun || other.ofRun);
  }

  /** Writes the stored form. */
  void write(DataOutput out) throws IOException {
    group.write(out);
    out.writeDouble(severity);
    out.writeLong(start);
    sums.write(out);
    out.writeBoolean(ofRun);
  }

  /** Reads what {@link #write} wrote. */
  static CellFinding read(DataInput in) throws IOException {
    return new CellFinding(
        Group.read(in), in.readDouble(), in.readLong(), Sums.read(in), in.readBoolean());
  }
}
