package mrs.jobs.hydration;

import java.util.Map;
import java.util.Optional;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.messages.Problem;
import mrs.jobs.runs.NewRun;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunContext;
import mrs.jobs.runs.StageRun;
import mrs.jobs.runs.execution.StageRunner;

/**
 * A hydration by itself: a run of a kind of its own, with a time of its own, so that it takes no
 * other run's place.
 *
 * @param everything all weeks, whether they changed or not
 */
public record HydrationRun(boolean everything) {

  /**
   * Hydrates under {@code config}; gives the attempt that the ledger has now.
   *
   * @throws Problem if no run was ever made
   */
  public StageRun run(RunContext context, MrsConfig config) {
    if (context.ledger().runs(RunKind.NIGHTLY).isEmpty()) {
      throw Problem.refused("there is nothing to hydrate yet", "start 'mrs run' first");
    }
    RunConfig run = NewRun.now(context, RunKind.HYDRATION, config, Map.of(), Optional.empty());
    context.ledger().create(run);
    return new StageRunner(context, run, config)
        .run(Stage.HYDRATION, inputs -> Hydration.run(inputs, everything));
  }
}
