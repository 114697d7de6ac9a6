package mrs.transforms.detection.reports;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import mrs.contracts.DetectionLog;

/**
 * What a test found out about one series on one day.
 *
 * @param group the rarest that it was found together with
 * @param priority the most that it has as a part of any group, with what is at stake counted in
 * @param start first day of the series' own deviation, at most the day of the finding
 * @param sums units from {@code start} to the day of the finding
 * @param ofRun whether it is, or takes in, a run of days that began on {@code start} and may go on
 */
public record CellFinding(Group group, double priority, long start, Sums sums, boolean ofRun)
    implements Serializable {

  /** A finding of the group's own test. */
  public CellFinding(Group group, double priority, long start, Sums sums) {
    this(group, priority, start, sums, group.ofRun());
  }

  /** Deterministic: severity, then priority, then the test, then the group. */
  private boolean outranks(CellFinding other) {
    if (group.severity() != other.group.severity()) {
      return group.severity() > other.group.severity();
    }
    if (priority != other.priority) {
      return priority > other.priority;
    }
    int byTest = group.test().compareTo(other.group.test());
    return byTest < 0 || (byTest == 0 && group.key().compareTo(other.group.key()) < 0);
  }

  /** The rarer of two findings of a series, with the higher priority of both. */
  public CellFinding orRarer(CellFinding other) {
    CellFinding winner = other.outranks(this) ? other : this;
    double most = Math.max(priority, other.priority);
    return new CellFinding(winner.group, most, winner.start, winner.sums, winner.ofRun);
  }

  /**
   * The rarer of two findings of a day, over the longer window of both; but one that is not rare
   * enough to be shown does not stretch the window of one that is.
   */
  CellFinding and(CellFinding other) {
    CellFinding winner = other.outranks(this) ? other : this;
    CellFinding loser = winner == this ? other : this;
    CellFinding window = loser.stretches(winner) ? loser : winner;
    return new CellFinding(
        winner.group,
        Math.max(priority, other.priority),
        window.start,
        window.sums,
        ofRun || other.ofRun);
  }

  /** Whether it is rare enough to be shown when nothing else is asked. */
  boolean shown() {
    return group.severity() >= DetectionLog.SHOWN_SEVERITY;
  }

  /** Whether it is, or takes in, a run of zeros. */
  boolean ofZeros() {
    return ofRun && sums.observed() == 0;
  }

  private boolean stretches(CellFinding rarer) {
    return start < rarer.start && (shown() || !rarer.shown());
  }

  /** Writes the stored form. */
  void write(DataOutput out) throws IOException {
    group.write(out);
    out.writeDouble(priority);
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
