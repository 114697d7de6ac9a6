package mrs.jobs.stages;

import mrs.contracts.Stage;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.hydration.Hydration;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.RunInputs;

/** Logs to current state, the weeks that changed. */
public final class HydrationJob implements StageJob {
  @Override
  public Stage stage() {
    return Stage.HYDRATION;
  }

  @Override
  public Books run(RunInputs inputs, MrsConfig config) {
    return Hydration.run(inputs, false);
  }
}
