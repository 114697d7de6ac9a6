package mrs.transforms.detection.reports;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/**
 * What a test found out about one series on one day.
 *
 * @param group what it was found together with
 * @param severity the greatest severity of a group that it was found together with
 * @param priority the cell's share of the group's severity, with what is at stake counted in
 * @param start first day of the series' own deviation, at most the day of the finding
 * @param sums units from {@code start} to the day of the finding
 * @param ofRun whether it is, or takes in, a run of days that began on {@code start} and may go on
 */
public record CellFinding(
    Group group, double severity, double priority, long start, Sums sums, boolean ofRun)
    implements Serializable {

  /** A finding of the group's own test. */
  public CellFinding(Group group, double priority, long start, Sums sums) {
    this(group, group.severity(), priority, start, sums, group.ofRun());
  }

  /** Deterministic: priority, then the test, then the group. */
  private boolean outranks(CellFinding other) {
    if (priority != other.priority) {
      return priority > other.priority;
    }
    int byTest = group.test().compareTo(other.group.test());
    return byTest < 0 || (byTest == 0 && group.key().compareTo(other.group.key()) < 0);
  }

  /** The stronger of two findings of a series, with the greater severity of both. */
  public CellFinding orStronger(CellFinding other) {
    CellFinding winner = other.outranks(this) ? other : this;
    return new CellFinding(
        winner.group,
        Math.max(severity, other.severity),
        winner.priority,
        winner.start,
        winner.sums,
        winner.ofRun);
  }

  /** The stronger of two findings of a day, over the longer window of both. */
  CellFinding and(CellFinding other) {
    CellFinding winner = other.orStronger(this);
    CellFinding longer = start < other.start ? this : other;
    return new CellFinding(
        winner.group,
        winner.severity,
        winner.priority,
        longer.start,
        longer.sums,
        ofRun || other.ofRun);
  }

  /** Writes the stored form. */
  void write(DataOutput out) throws IOException {
    group.write(out);
    out.writeDouble(severity);
    out.writeDouble(priority);
    out.writeLong(start);
    sums.write(out);
    out.writeBoolean(ofRun);
  }

  /** Reads what {@link #write} wrote. */
  static CellFinding read(DataInput in) throws IOException {
    return new CellFinding(
        Group.read(in),
        in.readDouble(),
        in.readDouble(),
        in.readLong(),
        Sums.read(in),
        in.readBoolean());
  }
}
