package mrs.jobs.cli;

import java.util.List;
import java.util.concurrent.Callable;
import mrs.jobs.cli.options.CommonOptions;
import mrs.jobs.cli.options.ExitCodes;
import mrs.jobs.cli.options.QueueOption;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.hydration.HydrationRun;
import mrs.jobs.runs.RunContext;
import mrs.jobs.runs.StageRun;
import mrs.jobs.warehouse.Warehouse;
import mrs.jobs.warehouse.WriterLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code mrs hydrate}: computes the hydrated tables from the logs, under today's configuration. */
@Command(
    name = "hydrate",
    description = "Computes the hydrated tables anew: the weeks that changed, or all of them.")
final class HydrateCommand implements Callable<Integer> {
  @ParentCommand private MrsCommand mrs;

  @Mixin private QueueOption queue = new QueueOption();

  @Option(names = "--full", description = "All weeks, whether they changed or not.")
  private boolean full;

  @Override
  public Integer call() {
    CommonOptions options = mrs.options();
    MrsConfig config = options.config();
    Warehouse warehouse = options.existing();
    try (WriterLock lock = options.lock("mrs hydrate")) {
      RunContext context = RunContext.open(warehouse, options.clock(), options.progress());
      StageRun attempt = new HydrationRun(full).run(context, config);
      options.figures().add(List.of(attempt));
      if (attempt.error().isPresent()) {
        return ExitCodes.FAILED;
      }
      return attempt.reasons().isEmpty() ? ExitCodes.DONE : ExitCodes.DEGRADED;
    }
  }
}
