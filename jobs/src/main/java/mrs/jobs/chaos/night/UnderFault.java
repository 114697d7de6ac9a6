package mrs.jobs.chaos.night;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What was played under the fault.
 *
 * @param brokenLines lines of the delivery that are broken
 * @param played the run, or the hydration of everything; empty where it was not come to, or killed
 * @param killed whether the run was killed while it was at work
 */
record UnderFault(int brokenLines, PlayedStep ingest, Optional<PlayedStep> played, boolean killed) {

  /** The first failure of all that was played. */
  Optional<String> failure() {
    return ingest.failure().or(() -> played.flatMap(PlayedStep::failure));
  }

  /** The runs that were played and are known. */
  Set<String> runs() {
    Set<String> runs = new HashSet<>();
    ingest.runId().ifPresent(runs::add);
    played.flatMap(PlayedStep::runId).ifPresent(runs::add);
    return runs;
  }
}
