package mrs.jobs.ingest;

import java.util.List;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.StageRun;

/**
 * What ingesting a feed folder did.
 *
 * @param ingests interrupted ones that went on, then the new one, if anything was pending
 * @param knownDeliveries files that were in already
 * @param ignored names in the folder that are no deliveries
 */
public record IngestReport(List<Ingest> ingests, long knownDeliveries, List<String> ignored) {
  /** Keeps copies. */
  public IngestReport {
    ingests = List.copyOf(ingests);
    ignored = List.copyOf(ignored);
  }

  /**
   * One ingest.
   *
   * @param attempt its entry in the ledger
   * @param reasons why it needs a look, a line each; empty if it does not
   */
  public record Ingest(RunConfig run, StageRun attempt, List<String> reasons) {}

  /** Whether an ingest failed. */
  public boolean failed() {
    return ingests.stream().anyMatch(i -> i.attempt().error().isPresent());
  }

  /** Whether there are dead letters, suspect deliveries, drift, or books that do not balance. */
  public boolean degraded() {
    return ingests.stream()
        .anyMatch(
            i ->
                !i.reasons().isEmpty()
                    || i.attempt().books().map(b -> !b.balanced()).orElse(false));
  }

  /** Why it needs a look, a line each. */
  public List<String> reasons() {
    return ingests.stream().flatMap(i -> i.reasons().stream()).toList();
  }
}
