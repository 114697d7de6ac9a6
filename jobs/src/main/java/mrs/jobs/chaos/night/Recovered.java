package mrs.jobs.chaos.night;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mrs.contracts.Stage;
import mrs.jobs.warehouse.PinnedTables;

/**
 * How the scratch copy stands once the fault is over and one run, or hydration, has been played
 * without it.
 *
 * @param took how long that was at work
 */
record Recovered(RehearsedNight night, PlayedStep ingest, PlayedStep played, Duration took) {

  List<String> broken(UnderFault under) {
    List<String> broken = new ArrayList<>();
    ingest.failure().or(played::failure).ifPresent(f -> broken.add("recovery failed: " + f));
    if (!broken.isEmpty()) {
      return broken;
    }
    for (Stage stage : night.stages()) {
      Optional<List<String>> found = played.codes(stage);
      if (!found.equals(Optional.ofNullable(night.foretold().steady().get(stage)))) {
        broken.add(
            "after recovery the codes of "
                + stage.word()
                + " are "
                + found.map(Object::toString).orElse("not there"));
      }
    }
    Set<String> runs = new HashSet<>(under.runs());
    played.runId().ifPresent(runs::add);
    long bare = rows(Optional.empty()).reportsNotHydrated(runs);
    if (bare > 0) {
      broken.add(bare + " detected reports have no hydrated row");
    }
    return broken;
  }

  /** Rows that are missing; what they are of, and what is there twice, is added to {@code told}. */
  long lost(PinnedTables before, List<String> told) {
    KeptRows rows = rows(Optional.of(before));
    long lost = 0;
    for (Map.Entry<String, Long> table : rows.missing().entrySet()) {
      told.add(table.getValue() + " rows of " + table.getKey() + " are lost");
      lost += table.getValue();
    }
    long more = rows.sold(night.feed()) - night.feed().cells();
    if (more < 0) {
      told.add(-more + " of " + night.feed().cells() + " delivered rows of sales are lost");
      lost -= more;
    } else if (more > 0) {
      told.add(more + " delivered rows of sales are there twice");
    }
    return lost;
  }

  private KeptRows rows(Optional<PinnedTables> before) {
    return new KeptRows(before.orElseGet(() -> PinnedTables.onSight(night.copy())), night.copy());
  }
}
