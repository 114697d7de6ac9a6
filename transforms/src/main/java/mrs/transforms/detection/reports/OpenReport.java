package mrs.transforms.detection.reports;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/**
 * One anomaly of one series in one direction, as far as it is known.
 *
 * @param first its first day
 * @param last its last day so far
 * @param cause the rarest finding that speaks of it, with the highest priority of all
 * @param sums units from {@code first} to {@code last}
 * @param after units of the days since {@code last}, in case a later finding reaches back over them
 * @param notBefore the day after the previous report of the series in this direction
 * @param run first day of the last run of days that was found in it; {@link #NO_RUN} if none was
 */
public record OpenReport(
    long first, long last, CellFinding cause, Sums sums, Sums after, long notBefore, long run)
    implements Serializable {

  static final long NO_RUN = Long.MIN_VALUE;

  /** A report that starts with a finding made on {@code day}. */
  public static OpenReport starting(CellFinding finding, long day, long notBefore) {
    long first = Math.max(notBefore, finding.start());
    return new OpenReport(
        first, day, finding, finding.sums(), Sums.NONE, notBefore, run(finding, NO_RUN));
  }

  /**
   * A report that starts with a finding of {@code day} that is of another anomaly than this one,
   * whose days are not its own; {@code today} is that day.
   */
  public OpenReport followedBy(CellFinding finding, long day, Sums today) {
    OpenReport next = starting(finding, day, last + 1);
    return finding.start() > last
        ? next
        : new OpenReport(
            next.first, day, finding, after.plus(today), Sums.NONE, next.notBefore, next.run);
  }

  private static long run(CellFinding finding, long otherwise) {
    return finding.ofRun() ? finding.start() : otherwise;
  }

  /**
   * Whether a finding is of the same anomaly: it follows this report, or reaches into it. One that
   * is not rare enough to be shown prolongs a report that is only where it fades, found by the same
   * test together with the same, or as zeros that began in it.
   */
  public boolean joins(CellFinding finding) {
    long latest = outshines(finding) ? (finding.ofZeros() ? last : NO_RUN) : last + 1;
    return finding.start() <= latest;
  }

  /**
   * Whether a finding that does not join it is of a run of days that began in this report: that
   * waits until it is clear, or over.
   */
  public boolean mayProveTo(CellFinding finding) {
    return outshines(finding) && finding.start() <= last;
  }

  /** Whether this report is shown, and the finding is not and is of something else. */
  private boolean outshines(CellFinding finding) {
    boolean same = cause.group().key().equals(finding.group().key());
    return cause.shown() && !finding.shown() && !same;
  }

  /** Whether the finding is shown and this report is not yet. */
  public boolean rises(CellFinding finding) {
    return !cause.shown() && finding.shown();
  }

  /** This report and a finding of {@code day} that belongs to it; {@code today} is that day. */
  public OpenReport joined(CellFinding finding, long day, Sums today) {
    boolean reachesBack = finding.start() <= first && finding.start() >= notBefore;
    Sums total = reachesBack ? finding.sums() : sums.plus(after).plus(today);
    return new OpenReport(
        reachesBack ? finding.start() : first,
        day,
        cause.orRarer(finding),
        total,
        Sums.NONE,
        notBefore,
        run(finding, rises(finding) ? NO_RUN : run));
  }

  /** This report and a day of which nothing was found. */
  public OpenReport withDayAfter(Sums day) {
    return new OpenReport(first, last, cause, sums, after.plus(day), notBefore, run);
  }

  /** Writes the stored form. */
  public void write(DataOutput out) throws IOException {
    out.writeLong(first);
    out.writeLong(last);
    cause.write(out);
    sums.write(out);
    after.write(out);
    out.writeLong(notBefore);
    out.writeLong(run);
  }

  /** Reads what {@link #write} wrote. */
  public static OpenReport read(DataInput in) throws IOException {
    return new OpenReport(
        in.readLong(),
        in.readLong(),
        CellFinding.read(in),
        Sums.read(in),
        Sums.read(in),
        in.readLong(),
        in.readLong());
  }
}
