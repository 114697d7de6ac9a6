package mrs.transforms.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mrs.transforms.detection.judging.HeuristicJudge;
import mrs.transforms.detection.judging.ModelJudge;
import mrs.transforms.detection.judging.ModelJudge.Span;
import mrs.transforms.detection.judging.RegionResult;
import mrs.transforms.detection.reports.Report;
import mrs.transforms.detection.series.RegionGrid;
import mrs.transforms.detection.series.Roster;
import mrs.transforms.detection.series.SeriesKey;

/** Runs the model, or the heuristic that stands in for it, over grids, without Spark. */
public final class RunDetector {
  /** What was reported; days are days since 1970-01-01. */
  public record Found(SeriesKey series, long first, long last, double priority) {}

  private RunDetector() {}

  /** The model, learnt from the grid's first day on. */
  public static List<Found> model(RegionGrid grid) {
    return found(judged(grid));
  }

  /** The model's reports as they are. */
  public static List<Report> reports(RegionGrid grid) {
    return judged(grid).reports();
  }

  private static RegionResult judged(RegionGrid grid) {
    Span span = new Span(grid.lastDay(), grid.lastDay(), day -> false);
    return ModelJudge.judge(grid, Optional.empty(), span);
  }

  /** The heuristic, from {@code from} on. */
  public static List<Found> heuristic(RegionGrid grid, long from) {
    HeuristicJudge heuristic =
        HeuristicJudge.of(grid, Roster.of(grid.series()), from, grid.lastDay());
    heuristic.alone();
    return found(heuristic.result());
  }

  private static List<Found> found(RegionResult result) {
    List<Found> found = new ArrayList<>();
    result
        .reports()
        .forEach(r -> found.add(new Found(r.series(), r.first(), r.last(), r.priority())));
    return found;
  }
}
