package mrs.jobs.cli;

import java.util.Comparator;
import java.util.concurrent.Callable;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.jobs.Problem;
import mrs.jobs.hydration.Hydration;
import mrs.jobs.runs.Edge;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.StageRun;
import mrs.jobs.runs.StageRunner;
import mrs.jobs.warehouse.Warehouse;
import mrs.jobs.warehouse.WriterLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/**
 * {@code mrs hydrate}: computes the hydrated tables from the logs. It enters the ledger as an
 * attempt of the newest run's hydration.
 */
@Command(
    name = "hydrate",
    description = "Computes the hydrated tables anew: the weeks that changed, or all of them.")
final class HydrateCommand implements Callable<Integer> {
  @ParentCommand private MrsCommand mrs;

  @Option(names = "--full", description = "All weeks, whether they changed or not.")
  private boolean full;

  @Override
  public Integer call() {
    Shared shared = mrs.shared();
    Warehouse warehouse = shared.existing();
    try (WriterLock lock = shared.lock("mrs hydrate")) {
      Edge edge = Edge.open(warehouse, shared.clock(), shared.progress());
      RunConfig newest =
          edge.ledger().runs(RunKind.NIGHTLY).stream()
              .max(Comparator.comparing(RunConfig::logicalTime))
              .orElseThrow(
                  () ->
                      Problem.refused("there is nothing to hydrate yet", "start 'mrs run' first"));
      StageRun attempt =
          new StageRunner(edge, newest).run(Stage.HYDRATION, inputs -> Hydration.run(inputs, full));
      if (attempt.error().isPresent()) {
        return ExitCodes.FAILED;
      }
      return attempt.reasons().isEmpty() ? ExitCodes.DONE : ExitCodes.DEGRADED;
    }
  }
}
