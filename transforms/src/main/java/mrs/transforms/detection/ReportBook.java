package mrs.transforms.detection;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import mrs.contracts.Direction;
import mrs.contracts.Method;
import org.jspecify.annotations.Nullable;

/**
 * Merges the findings of each day into reports: at most one open report a series and direction,
 * which findings on consecutive days extend. A closed report is remembered for as long as a finding
 * may reach back to it.
 */
final class ReportBook implements Serializable {

  static final Comparator<Report> ORDER =
      Comparator.comparing(Report::series)
          .thenComparing(Report::direction)
          .thenComparingLong(Report::first);

  private final RegionState state;
  private final List<Report> closed = new ArrayList<>();

  ReportBook(RegionState state) {
    this.state = state;
  }

  /** Takes the findings of the day that the view shows. */
  void advance(DayFindings findings, DayView view) {
    for (Direction direction : Direction.values()) {
      OpenReport[] open = state.reports[direction.ordinal()];
      for (int i = 0; i < open.length; i++) {
        Finding finding = findings.of(i, direction);
        if (finding != null || open[i] != null) {
          open[i] = next(i, open[i], finding, view);
        }
      }
    }
  }

  private @Nullable OpenReport next(
      int i, @Nullable OpenReport open, @Nullable Finding finding, DayView view) {
    long day = view.cells().day();
    if (finding == null) {
      return lapsed(i, open, view);
    }
    if (open == null) {
      return OpenReport.starting(finding, day, Long.MIN_VALUE);
    }
    if (open.joins(finding)) {
      return open.joined(finding, day, view.sums(i));
    }
    closed.add(report(i, open));
    return OpenReport.starting(finding, day, open.last() + 1);
  }

  private @Nullable OpenReport lapsed(int i, @Nullable OpenReport open, DayView view) {
    if (open == null || view.cells().day() - open.last() < JudgeLevelShifts.LONGEST) {
      return open == null ? null : open.withDayAfter(view.sums(i));
    }
    closed.add(report(i, open));
    return null;
  }

  private Report report(int i, OpenReport report) {
    return new Report(
        state.layout.series.get(i),
        report.first(),
        report.last(),
        report.sums(),
        report.cause(),
        Method.BASELINE_MODEL);
  }

  /** All reports that were open at some time since the book was, in order. */
  List<Report> reports() {
    List<Report> all = new ArrayList<>(closed);
    for (OpenReport[] row : state.reports) {
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
