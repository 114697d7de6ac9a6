package mrs.serving.runs;

import mrs.contracts.Stage;
import mrs.contracts.StageState;

/**
 * An entry of the ledger in short: where a stage of a run stands.
 *
 * @param attempt 1 for the first attempt of the stage
 * @param entry its place in the ledger, from 1
 */
public record Standing(String runId, Stage stage, int attempt, long entry, StageState state) {}
