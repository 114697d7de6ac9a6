package mrs.transforms.detection.judging;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import mrs.contracts.Direction;
import mrs.contracts.Method;
import mrs.transforms.detection.reports.CellFinding;
import mrs.transforms.detection.reports.Group;
import mrs.transforms.detection.reports.Report;
import mrs.transforms.detection.reports.Sums;
import mrs.transforms.detection.series.SeriesKey;

/** Joins what the heuristic finds on consecutive days into reports. */
final class HeuristicReports implements Serializable {

  private final List<SeriesKey> series;
  private final List<Report> closed = new ArrayList<>();
  private final Report[][] open;

  HeuristicReports(List<SeriesKey> series) {
    this.series = series;
    this.open = new Report[Direction.values().length][series.size()];
  }

  /** Takes a finding; days have to come in order. */
  void add(int i, long day, Group group, Sums sums) {
    Report[] row = open[group.direction().ordinal()];
    Report before = row[i];
    CellFinding finding = new CellFinding(group, group.severity(), day, sums);
    if (before != null && before.last() == day - 1) {
      CellFinding cause = before.cause().orRarer(finding);
      row[i] = report(i, before.first(), day, before.sums().plus(sums), cause);
      return;
    }
    if (before != null) {
      closed.add(before);
    }
    row[i] = report(i, day, day, sums, finding);
  }

  private Report report(int i, long first, long last, Sums sums, CellFinding cause) {
    return new Report(series.get(i), first, last, sums, cause, Method.DEVIATION_HEURISTIC);
  }

  /** All of them, in order. */
  List<Report> all() {
    List<Report> all = new ArrayList<>(closed);
    for (Report[] row : open) {
      for (Report report : row) {
        if (report != null) {
          all.add(report);
        }
      }
    }
    all.sort(ReportBook.ORDER);
    return List.copyOf(all);
  }
}
