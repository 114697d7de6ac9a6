package mrs.jobs.runs;

import java.time.Instant;
import java.util.Optional;
import mrs.contracts.RunKind;
import mrs.contracts.StageState;
import mrs.jobs.messages.Problem;

/**
 * Leaves a nightly run out for good: an appended row says so, and from then on every reader leaves
 * the run's rows out, its logical time binds nobody, and what had come in for it waits for the next
 * run.
 *
 * @param why kept in the ledger
 */
public record DisregardRun(String runId, String why) {

  /**
   * Enters it, once.
   *
   * @throws Problem if there is no such nightly run, or later runs rest on it
   */
  public void apply(RunContext context) {
    RunConfig run = checked(context.ledger());
    if (context.ledger().disregarded(runId)) {
      context.progress().say("the run " + runId + " is disregarded already");
      return;
    }
    Instant now = context.clock().instant();
    StageRun.Ending ending =
        new StageRun.Ending(StageState.DISREGARDED, Optional.empty(), Optional.of(why), now, now);
    StageRun[] entries =
        run.kind().stages().stream()
            .map(s -> new StageRun.Id(runId, s, 0, run.logicalTime()))
            .map(id -> new StageRun(id, 0, FoundInputs.NONE, ending))
            .toArray(StageRun[]::new);
    context.ledger().enter(entries);
    context.progress().say("the run " + runId + " is left out; 'mrs run' judges its days again");
  }

  private RunConfig checked(RunLedger ledger) {
    RunConfig run =
        ledger
            .run(runId)
            .orElseThrow(
                () ->
                    Problem.refused("there is no run '" + runId + "'", "'mrs runs ls' lists them"));
    if (run.kind() != RunKind.NIGHTLY) {
      throw Problem.refused(
          "the run '" + runId + "' is of kind " + run.kind().word(),
          "only runs of 'mrs run' can be left out");
    }
    boolean later =
        ledger.runs(RunKind.NIGHTLY).stream()
            .anyMatch(r -> r.logicalTime().isAfter(run.logicalTime()));
    if (later) {
      throw Problem.refused(
          "later runs rest on what the run '" + runId + "' wrote",
          "leave those out first, the newest one first");
    }
    return run;
  }
}
