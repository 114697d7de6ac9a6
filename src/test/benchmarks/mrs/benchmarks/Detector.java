package mrs.benchmarks;

import java.util.List;
import mrs.transforms.detection.RunDetector;
import mrs.transforms.detection.series.RegionGrid;

/**
 * Something that ranks what it does not believe.
 *
 * @param name what it is called in the table
 * @param detect its reports of a feed, in any order
 */
record Detector(String name, Detect detect) {

  /** How it works. */
  @FunctionalInterface
  interface Detect {
    /** Its reports of {@code feed}, whose grids are made already. */
    List<RunDetector.Found> of(SalesFeed feed, List<RegionGrid> grids) throws Exception;
  }

  /** All that are compared. */
  static List<Detector> all() {
    return List.of(
        new Detector(
            "baseline model (ours)",
            (feed, grids) -> grids.stream().flatMap(g -> RunDetector.model(g).stream()).toList()),
        new Detector(
            "deviation heuristic (ours)",
            (feed, grids) ->
                grids.stream()
                    .flatMap(g -> RunDetector.heuristic(g, feed.judgedFrom()).stream())
                    .toList()),
        new Detector("random cut forest 4.4.0", (feed, grids) -> Forest.reports(feed)),
        new Detector("EGADS 0.4.4", (feed, grids) -> Egads.reports(feed)));
  }
}
