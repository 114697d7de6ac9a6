package mrs.jobs.stages;

import mrs.contracts.Stage;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.RunInputs;

/** Takes one stage of one run from its inputs to its logs: dead letters first, rows second. */
public interface StageJob {
  /** The stage. */
  Stage stage();

  /**
   * Reads, applies the stage's transform, appends.
   *
   * @return the stage's books, in its unit; entered into the ledger by the caller, last
   */
  Books run(RunInputs inputs, MrsConfig config);
}
