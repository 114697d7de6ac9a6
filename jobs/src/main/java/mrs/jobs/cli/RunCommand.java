package mrs.jobs.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mrs.jobs.cli.options.CommonOptions;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.cli.options.IntakeOptions;
import mrs.jobs.cli.options.QueueOption;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.RunConfig.Window;
import mrs.jobs.runs.RunContext;
import mrs.jobs.runs.RunRequest;
import mrs.jobs.runs.StageRun;
import mrs.jobs.runs.execution.NightlyRun;
import mrs.jobs.stages.Pipeline;
import mrs.jobs.warehouse.Warehouse;
import mrs.jobs.warehouse.WriterLock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code mrs run}: judges what came in, or runs a known run again. */
@Command(
    name = "run",
    description = "Judges what came in since the last run, or runs a known run again.")
final class RunCommand implements Callable<Integer> {
  @ParentCommand private MrsCommand mrs;

  @Mixin private QueueOption queue = new QueueOption();

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description = "The run to create, or to run again (default: named after its logical time).")
  private @Nullable String runId;

  @Option(names = "--from", paramLabel = "DATE", description = "First day to judge again.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "Last day to judge.")
  private @Nullable LocalDate to;

  @Option(
      names = "--logical-time",
      paramLabel = "T",
      description =
          "What 'now' is for the run, such as 2024-06-26T02:00:00Z (default: the present).")
  private @Nullable Instant logicalTime;

  @Mixin private IntakeOptions intakes = new IntakeOptions();

  @Override
  public Integer call() {
    CommonOptions options = mrs.options();
    MrsConfig config = options.config();
    RunRequest request =
        new RunRequest(
            Optional.ofNullable(runId),
            Optional.ofNullable(logicalTime),
            new Window(Optional.ofNullable(from), Optional.ofNullable(to)),
            options.settings());
    Warehouse warehouse = options.existing();
    try (WriterLock lock = options.lock("mrs run")) {
      List<NightlyRun.Result> results =
          new NightlyRun(
                  RunContext.open(warehouse, options.clock(), options.progress()),
                  Pipeline.stages())
              .run(request, config);
      results.forEach(r -> options.figures().add(r.stages()));
      results.forEach(r -> tell(options, r));
      IntakeNotes.enter(options, warehouse, intakes.folder(options), lastRun(results));
      boolean failed = results.stream().anyMatch(NightlyRun.Result::failed);
      boolean degraded = results.stream().anyMatch(NightlyRun.Result::degraded);
      return failed ? ExitCodes.FAILED : degraded ? ExitCodes.DEGRADED : ExitCodes.DONE;
    }
  }

  private static Optional<String> lastRun(List<NightlyRun.Result> results) {
    return results.stream().reduce((a, b) -> b).map(last -> last.run().runId());
  }

  private static void tell(CommonOptions options, NightlyRun.Result result) {
    for (StageRun stage : result.stages()) {
      stage
          .error()
          .ifPresent(e -> options.progress().say("  " + stage.stage().word() + " failed: " + e));
      if (!stage.found().codes().isEmpty()) {
        options
            .progress()
            .say(
                "  "
                    + stage.stage().word()
                    + " went without: "
                    + String.join(", ", stage.found().codes()));
      }
    }
  }
}
