package mrs.jobs.chaos.night;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.hydration.HydrationRun;
import mrs.jobs.ingest.IngestJob;
import mrs.jobs.ingest.IngestReport;
import mrs.jobs.ingest.IngestRequest;
import mrs.jobs.messages.FailureLine;
import mrs.jobs.messages.Progress;
import mrs.jobs.runs.RunConfig.Window;
import mrs.jobs.runs.RunContext;
import mrs.jobs.runs.RunRequest;
import mrs.jobs.runs.StageRun;
import mrs.jobs.runs.execution.NightlyRun;
import mrs.jobs.stages.Pipeline;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.SparkSession;

/**
 * The commands of a night, each as a new process would give it: with the books read anew, at a time
 * of its own. What they throw is told, not thrown.
 *
 * @param warehouse the scratch copy
 */
record NightCommands(SparkSession spark, Path warehouse, Path feed, MrsConfig config) {

  NightCommands with(MrsConfig other) {
    return new NightCommands(spark, warehouse, feed, other);
  }

  RunContext open(Instant now) {
    Progress quiet =
        new Progress(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), true);
    return RunContext.open(
        Warehouse.open(spark, warehouse), Clock.fixed(now, ZoneOffset.UTC), quiet);
  }

  PlayedStep ingest(Instant now) {
    return told(
        () -> {
          IngestReport report =
              new IngestJob(open(now), config).run(IngestRequest.of(feed.toString()));
          List<StageRun> stages =
              report.ingests().stream().map(IngestReport.Ingest::attempt).toList();
          return of(stages);
        });
  }

  /** Resumes what is unfinished, and judges what came in. */
  PlayedStep judge(Instant logicalTime) {
    return told(
        () -> {
          RunRequest request =
              new RunRequest(Optional.empty(), Optional.of(logicalTime), Window.OPEN);
          List<NightlyRun.Result> results =
              new NightlyRun(open(logicalTime), Pipeline.stages()).run(request, config);
          return of(results.get(results.size() - 1).stages());
        });
  }

  PlayedStep hydrateAll(Instant now) {
    return told(() -> of(List.of(new HydrationRun(true).run(open(now), config))));
  }

  private static PlayedStep of(List<StageRun> stages) {
    return new PlayedStep(
        stages.stream().map(StageRun::runId).findFirst(),
        stages,
        stages.stream()
            .flatMap(s -> s.error().stream().map(e -> s.stage().word() + ": " + e))
            .findFirst());
  }

  private static PlayedStep told(Supplier<PlayedStep> command) {
    try {
      return command.get();
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      return PlayedStep.failed(FailureLine.of(e));
    }
  }
}
