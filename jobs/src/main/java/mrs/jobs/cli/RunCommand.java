package mrs.jobs.cli;

import java.util.List;
import java.util.concurrent.Callable;
import mrs.jobs.cli.options.CommonOptions;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.cli.options.IntakeOptions;
import mrs.jobs.cli.options.QueueOption;
import mrs.jobs.cli.options.RunOptions;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.RunContext;
import mrs.jobs.runs.RunRequest;
import mrs.jobs.runs.execution.NightlyRun;
import mrs.jobs.warehouse.Warehouse;
import mrs.jobs.warehouse.WriterLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code mrs run}: judges what came in, or runs a known run again. */
@Command(
    name = "run",
    description = "Judges what came in since the last run, or runs a known run again.")
final class RunCommand implements Callable<Integer> {
  @ParentCommand private MrsCommand mrs;

  @Mixin private RunOptions run = new RunOptions();

  @Mixin private QueueOption queue = new QueueOption();

  @Mixin private IntakeOptions intakes = new IntakeOptions();

  @Override
  public Integer call() {
    CommonOptions options = mrs.options();
    MrsConfig config = options.config();
    RunRequest request = run.request(options);
    Warehouse warehouse = options.existing();
    try (WriterLock lock = options.lock("mrs run")) {
      List<NightlyRun.Result> results =
          RunOptions.judge(
              request,
              options,
              config,
              RunContext.open(warehouse, options.clock(), options.progress()));
      IntakeNotes.enter(options, warehouse, intakes.folder(options), RunOptions.last(results));
      return ExitCodes.of(
          results.stream().anyMatch(NightlyRun.Result::failed),
          results.stream().anyMatch(NightlyRun.Result::degraded));
    }
  }
}
