package mrs.jobs.runs.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunContext;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.runs.RunLedger;
import mrs.jobs.runs.RunRequest;
import mrs.jobs.runs.StageRun;

/**
 * Takes a run through its stages, time series to hydration. A stage that fails fails nothing
 * downstream: the next ones go on with what the logs have. The configuration is the one that the
 * run was frozen with; hydration, which shows the present, works under that of today.
 */
public final class NightlyRun {
  private final RunContext context;
  private final Map<Stage, BiFunction<RunInputs, MrsConfig, Books>> jobs;

  /** {@code jobs} says what to do for each stage, in the order of the map. */
  public NightlyRun(RunContext context, Map<Stage, BiFunction<RunInputs, MrsConfig, Books>> jobs) {
    this.context = context;
    this.jobs = jobs;
  }

  /** A run and how its stages ended this time. */
  public record Result(RunConfig run, List<StageRun> stages) {
    /** Whether a critical stage failed. */
    public boolean failed() {
      return stages.stream()
          .anyMatch(s -> s.error().isPresent() && s.stage().rank() == Stage.Rank.CRITICAL);
    }

    /** Whether something failed, was missing, or does not add up. */
    public boolean degraded() {
      return stages.stream()
          .anyMatch(
              s ->
                  s.error().isPresent()
                      || !s.reasons().isEmpty()
                      || s.books().map(b -> b.deadLetters() > 0 || !b.balanced()).orElse(false));
    }
  }

  /** Goes on with runs that were interrupted, oldest first, then does what is asked for. */
  public List<Result> run(RunRequest request, MrsConfig config) {
    RunLedger ledger = context.ledger();
    List<Result> results = new ArrayList<>();
    RunConfig asked = request.resolve(context, config);
    for (RunConfig unfinished : ledger.unfinished(RunKind.NIGHTLY)) {
      if (!unfinished.runId().equals(asked.runId())) {
        RunRequest.checkLogic(unfinished);
        context.progress().say("resuming run " + unfinished.runId());
        results.add(rest(unfinished, config));
      }
    }
    if (ledger.run(asked.runId()).isEmpty()) {
      ledger.create(asked);
    }
    context.progress().say("run " + asked.runId() + ", logical time " + asked.logicalTime());
    results.add(ledger.finished(asked) ? again(asked, config) : rest(asked, config));
    return results;
  }

  /** Takes a run through the stages that have not come to an end. */
  private Result rest(RunConfig run, MrsConfig today) {
    StageRunner frozen = new StageRunner(context, run);
    List<StageRun> done = new ArrayList<>();
    for (Stage stage : jobs.keySet()) {
      StageRunner runner = stage == Stage.HYDRATION ? frozen.under(today) : frozen;
      done.add(
          last(run, stage).orElseGet(() -> runner.runBeforeAnother(stage, work(stage, runner))));
    }
    context.ledger().enterHeld();
    return new Result(run, done);
  }

  /**
   * A finished run once more. What is committed is computed again and compared; nothing is
   * appended, and the hydrated tables, which show the present, are left as they are. What failed is
   * tried again while the run is the newest: later ones rest on its absence.
   */
  private Result again(RunConfig run, MrsConfig today) {
    boolean newest =
        context.ledger().newest(RunKind.NIGHTLY).equals(Optional.of(run.logicalTime()));
    StageRunner frozen = new StageRunner(context, run);
    List<StageRun> done = new ArrayList<>();
    boolean added = false;
    for (Stage stage : jobs.keySet()) {
      boolean committed = context.ledger().committed(run.runId(), stage);
      if (committed && stage != Stage.HYDRATION) {
        done.add(frozen.compare(stage, work(stage, frozen)));
      } else if (newest && (added || !committed)) {
        StageRunner runner = stage == Stage.HYDRATION ? frozen.under(today) : frozen;
        done.add(runner.runBeforeAnother(stage, work(stage, runner)));
        added = true;
      } else {
        tellLeft(stage, committed);
        last(run, stage).ifPresent(done::add);
      }
    }
    context.ledger().enterHeld();
    return new Result(run, done);
  }

  private void tellLeft(Stage stage, boolean committed) {
    context
        .progress()
        .say(
            committed
                ? "  " + stage.word() + ": the hydrated tables are left as they are"
                : "  "
                    + stage.word()
                    + " failed and is left so: later runs went on without it; start a new run to"
                    + " judge its days again");
  }

  private Optional<StageRun> last(RunConfig run, Stage stage) {
    return context.ledger().attempts(run.runId(), stage).stream().reduce((a, b) -> b);
  }

  private Function<RunInputs, Books> work(Stage stage, StageRunner runner) {
    BiFunction<RunInputs, MrsConfig, Books> job = Objects.requireNonNull(jobs.get(stage));
    return inputs -> job.apply(inputs, runner.config());
  }
}
