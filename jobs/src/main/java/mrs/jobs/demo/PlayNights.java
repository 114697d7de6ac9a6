package mrs.jobs.demo;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.ingest.IngestJob;
import mrs.jobs.ingest.IngestReport;
import mrs.jobs.ingest.IngestRequest;
import mrs.jobs.night.Night;
import mrs.jobs.runs.RunConfig.Window;
import mrs.jobs.runs.RunContext;
import mrs.jobs.runs.RunRequest;
import mrs.jobs.runs.execution.NightlyRun;
import mrs.jobs.stages.Pipeline;

/**
 * Plays nights: delivers, ingests, judges, as a schedule would, with the time that it was then. An
 * ingest takes its time from its clock, so that clock is set to the night; a run is told its
 * logical time.
 *
 * @param folder the feed folder
 */
public record PlayNights(DemoFeed feed, Path folder, RunContext context, MrsConfig config) {
  private static final Duration BEFORE_RUN = Duration.ofHours(1);

  /** Delivers, ingests and judges night {@code n}; 0 is the whole history. */
  public Night play(int n) {
    deliver(n);
    return Night.of(() -> ingest(n), () -> judge(n));
  }

  /** Writes the delivery of night {@code n} into the feed folder. */
  public void deliver(int n) {
    if (n == 0) {
      feed.deliverHistory(folder);
    } else {
      feed.deliverNight(folder, n);
    }
  }

  /** Ingests what lies in the feed folder, an hour before night {@code n} is judged. */
  public IngestReport ingest(int n) {
    Instant then = feed.scale().logicalTime(n).minus(BEFORE_RUN);
    RunContext played =
        new RunContext(
            context.warehouse(),
            context.ledger(),
            Clock.fixed(then, ZoneOffset.UTC),
            context.progress());
    return new IngestJob(played, config).run(IngestRequest.of(folder.toString()));
  }

  /** Judges night {@code n}. */
  public List<NightlyRun.Result> judge(int n) {
    Instant then = feed.scale().logicalTime(n);
    RunRequest request = new RunRequest(Optional.empty(), Optional.of(then), Window.OPEN);
    return new NightlyRun(context, Pipeline.stages()).run(request, config);
  }
}
