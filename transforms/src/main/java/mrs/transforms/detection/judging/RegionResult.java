package mrs.transforms.detection.judging;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import mrs.transforms.detection.reports.Report;

/**
 * What judging a region, or some of its stores, gave.
 *
 * @param reports those that could still change on the first judged day, and all later ones
 * @param snapshots what was known after a day, by day
 * @param cells what became of the cells of the judged days
 */
public record RegionResult(
    List<Report> reports, SortedMap<Long, Snapshot> snapshots, Map<CellAccount.Fate, Long> cells) {

  /** What was known after a day, encoded, of so many series and after so many days. */
  public record Snapshot(int series, int daysSeen, byte[] payload) implements Serializable {}
}
