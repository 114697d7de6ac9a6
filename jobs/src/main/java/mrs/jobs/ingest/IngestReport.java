package mrs.jobs.ingest;

import java.util.List;
import java.util.stream.Stream;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.StageRun;

/**
 * What ingesting a feed folder did.
 *
 * @param ingests interrupted ones that went on, then the new one, if anything was pending
 * @param knownDeliveries files that were in already
 * @param ignored names in the folder that are no deliveries
 * @param filesRead files that had to be read to tell what they are
 * @param noticed what else needs a look, a line each: deliveries that are parked or not in yet,
 *     folders that may not be listed
 * @param said what people should know of how the feed was read though nothing needs a look
 */
public record IngestReport(
    List<Ingest> ingests,
    long knownDeliveries,
    List<String> ignored,
    long filesRead,
    List<String> noticed,
    List<String> said) {
  /** Keeps copies. */
  public IngestReport {
    ingests = List.copyOf(ingests);
    ignored = List.copyOf(ignored);
    noticed = List.copyOf(noticed);
    said = List.copyOf(said);
  }

  /**
   * One ingest.
   *
   * @param attempt its entry in the ledger
   * @param reasons why it needs a look, a line each; empty if it does not
   * @param hints what the feed's owner should know beside that, a line each
   */
  public record Ingest(RunConfig run, StageRun attempt, List<String> reasons, List<String> hints) {
    /** How many deliveries it was to bring in. */
    public long deliveries() {
      return KnownDeliveries.frozen(run).deliveries().size();
    }
  }

  /** Whether an ingest failed. */
  public boolean failed() {
    return ingests.stream().anyMatch(i -> i.attempt().error().isPresent());
  }

  /**
   * Whether there are dead letters, suspect or parked deliveries, drift, hints that need a look, or
   * books that do not balance.
   */
  public boolean degraded() {
    return !noticed.isEmpty()
        || ingests.stream()
            .anyMatch(
                i ->
                    !i.reasons().isEmpty()
                        || i.attempt().books().map(b -> !b.balanced()).orElse(false));
  }

  /** What the feed's owner should know though nothing needs a look, a line each. */
  public List<String> hints() {
    return Stream.concat(said.stream(), ingests.stream().flatMap(i -> i.hints().stream())).toList();
  }

  /** Why it needs a look, a line each. */
  public List<String> reasons() {
    return Stream.concat(ingests.stream().flatMap(i -> i.reasons().stream()), noticed.stream())
        .toList();
  }
}
