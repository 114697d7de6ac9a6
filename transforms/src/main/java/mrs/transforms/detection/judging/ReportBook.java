package mrs.transforms.detection.judging;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import mrs.contracts.Direction;
import mrs.contracts.Method;
import mrs.contracts.TestKind;
import mrs.transforms.detection.judging.day.DayView;
import mrs.transforms.detection.judging.rules.GoingRuns;
import mrs.transforms.detection.judging.rules.RegionDays;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.reports.CellFinding;
import mrs.transforms.detection.reports.DayFindings;
import mrs.transforms.detection.reports.OpenReport;
import mrs.transforms.detection.reports.Parts;
import mrs.transforms.detection.reports.Report;
import mrs.transforms.detection.reports.Sums;
import org.jspecify.annotations.Nullable;

/**
 * Merges the findings of each day into reports: at most one open report a series and direction,
 * which findings on consecutive days extend. A report that rests on a run of days stays open while
 * the run goes on, however long nothing is found or nothing reported. Any other is remembered for
 * as long as a finding may reach back to it, so that no two reports have a day in common. A day on
 * which the whole region sells nothing is a report by itself, and ends no other one.
 */
final class ReportBook implements Serializable {

  static final Comparator<Report> ORDER =
      Comparator.comparing(Report::series)
          .thenComparing(Report::direction)
          .thenComparingLong(Report::first);

  private final RegionState state;
  private final GoingRuns runs;
  private final RegionDays regionDays;
  private final List<Report> closed = new ArrayList<>();

  ReportBook(RegionState state, RegionDays regionDays) {
    this.state = state;
    this.regionDays = regionDays;
    this.runs = new GoingRuns(state.series());
  }

  /** Takes the findings of the day that the view shows. */
  void advance(DayFindings findings, DayView view) {
    for (Direction direction : Direction.values()) {
      OpenReport[] open = state.reports(direction);
      for (int i = 0; i < open.length; i++) {
        CellFinding finding = findings.of(i, direction);
        if (finding != null || open[i] != null) {
          open[i] =
              finding == null
                  ? lapsed(i, direction, open[i], view)
                  : next(i, open[i], finding, view);
        }
      }
    }
  }

  private OpenReport next(int i, @Nullable OpenReport open, CellFinding finding, DayView view) {
    long day = view.cells().day();
    if (open == null) {
      return OpenReport.starting(finding, day, Long.MIN_VALUE);
    }
    Sums today = units(i, finding.group().direction(), view);
    if (together(i, open, finding)) {
      return open.joined(finding, day, today);
    }
    if (open.mayProveTo(finding)) {
      return open.withDayAfter(today);
    }
    closed.add(report(i, open));
    return open.followedBy(finding, day, today);
  }

  private boolean together(int i, OpenReport open, CellFinding finding) {
    boolean goesOn =
        !open.rises(finding) && runs.goesOn(i, finding.group().direction(), open.run());
    return isOfRegionDay(open.cause()) == isOfRegionDay(finding)
        && (open.joins(finding) || goesOn || regionDays.fill(open.last() + 1, finding.start() - 1));
  }

  private static boolean isOfRegionDay(CellFinding finding) {
    return finding.group().test() == TestKind.REGION_DAY;
  }

  private @Nullable OpenReport lapsed(
      int i, Direction direction, @Nullable OpenReport open, DayView view) {
    if (open == null) {
      return null;
    }
    if (regionDays.pause(open.last())) {
      return open.withDayAfter(unitsOfPause(i, view));
    }
    if (runs.reach(i, direction, open.last() + 1)) {
      return open.withDayAfter(units(i, direction, view));
    }
    closed.add(report(i, open));
    return null;
  }

  /** What a day adds to a report; one of which nothing was reported adds nothing to compare. */
  private static Sums units(int i, Direction direction, DayView view) {
    return direction == Direction.MISSING || view.cells().sold(i) ? view.sums(i) : Sums.NONE;
  }

  /** What is sold counts, if less than nothing; nothing is expected. */
  private static Sums unitsOfPause(int i, DayView view) {
    return new Sums(view.observed(i), Parts.NONE, 0, 0);
  }

  /** Closes the reports of a series that is about to be forgotten. */
  void close(int i) {
    for (Direction direction : Direction.values()) {
      OpenReport[] row = state.reports(direction);
      if (row[i] != null) {
        closed.add(report(i, row[i]));
        row[i] = null;
      }
    }
  }

  private Report report(int i, OpenReport report) {
    return new Report(
        state.index().series().get(i),
        report.first(),
        report.last(),
        report.sums(),
        report.cause(),
        Method.BASELINE_MODEL);
  }

  /** All reports that were open at some time since the book was, in order. */
  List<Report> reports() {
    List<Report> all = new ArrayList<>(closed);
    for (Direction direction : Direction.values()) {
      OpenReport[] row = state.reports(direction);
      for (int i = 0; i < row.length; i++) {
        if (row[i] != null) {
          all.add(report(i, row[i]));
        }
      }
    }
    all.sort(ORDER);
    return List.copyOf(all);
  }
}
