package mrs.jobs.night;

import java.util.List;
import java.util.function.Supplier;
import mrs.jobs.ingest.IngestReport;
import mrs.jobs.runs.execution.NightlyRun;

/**
 * An ingest and the runs after it, in one process: what the first has read and compiled the others
 * find. An ingest that failed ends the night, as nothing should be judged without what it was to
 * bring in; one that needs a look does not.
 *
 * @param runs none where the ingest failed
 */
public record Night(IngestReport ingest, List<NightlyRun.Result> runs) {
  /** Keeps a copy. */
  public Night {
    runs = List.copyOf(runs);
  }

  /** Brings in, then judges. What {@code ingest} throws, a refusal, ends the night, too. */
  public static Night of(Supplier<IngestReport> ingest, Supplier<List<NightlyRun.Result>> judge) {
    IngestReport report = ingest.get();
    return new Night(report, report.failed() ? List.of() : judge.get());
  }

  /** Whether the ingest or a critical stage failed. */
  public boolean failed() {
    return ingest.failed() || runs.stream().anyMatch(NightlyRun.Result::failed);
  }

  /** Whether the ingest or a run needs a look. */
  public boolean degraded() {
    return ingest.degraded() || runs.stream().anyMatch(NightlyRun.Result::degraded);
  }
}
