package mrs.jobs.cli.options;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.RunConfig.Window;
import mrs.jobs.runs.RunContext;
import mrs.jobs.runs.RunRequest;
import mrs.jobs.runs.StageRun;
import mrs.jobs.runs.execution.NightlyRun;
import mrs.jobs.stages.Pipeline;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is to be judged, and as of when: for commands that hold the writer's lock. */
public final class RunOptions {
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

  /** What is asked for; refused where it cannot be. */
  public RunRequest request(CommonOptions options) {
    return new RunRequest(
        Optional.ofNullable(runId),
        Optional.ofNullable(logicalTime),
        new Window(Optional.ofNullable(from), Optional.ofNullable(to)),
        options.settings());
  }

  /** Judges, and tells which stages failed or went without something. */
  public static List<NightlyRun.Result> judge(
      RunRequest request, CommonOptions options, MrsConfig config, RunContext context) {
    List<NightlyRun.Result> results =
        new NightlyRun(context, Pipeline.stages()).run(request, config);
    for (NightlyRun.Result result : results) {
      options.figures().add(result.stages());
      result.stages().forEach(stage -> tell(options, stage));
    }
    return results;
  }

  /** The run that was asked for, behind those that were resumed. */
  public static Optional<String> last(List<NightlyRun.Result> results) {
    return results.stream().reduce((a, b) -> b).map(last -> last.run().runId());
  }

  private static void tell(CommonOptions options, StageRun stage) {
    String name = "  " + stage.stage().word();
    stage.error().ifPresent(e -> options.progress().say(name + " failed: " + e));
    List<String> codes = stage.found().codes();
    if (!codes.isEmpty()) {
      options.progress().say(name + " went without: " + String.join(", ", codes));
    }
  }
}
