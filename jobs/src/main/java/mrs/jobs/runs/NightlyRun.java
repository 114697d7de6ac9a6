package mrs.jobs.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import mrs.contracts.RunKind;
import mrs.contracts.Stage;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.StageRun.Books;

/**
 * Takes a run through its stages, time series to hydration. A stage that fails fails nothing
 * downstream: the next ones go on with what the logs have. The configuration is the one that the
 * run was frozen with.
 */
public final class NightlyRun {
  private final Edge edge;
  private final Map<Stage, BiFunction<RunInputs, MrsConfig, Books>> jobs;

  /** {@code jobs} says what to do for each stage, in the order of the map. */
  public NightlyRun(Edge edge, Map<Stage, BiFunction<RunInputs, MrsConfig, Books>> jobs) {
    this.edge = edge;
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
    RunLedger ledger = edge.ledger();
    List<Result> results = new ArrayList<>();
    Deliveries deliveries = Deliveries.load(edge.warehouse(), ledger, Map.of());
    RunConfig asked = request.resolve(ledger, config, deliveries, edge.clock().instant());
    for (RunConfig unfinished : ledger.unfinished(RunKind.NIGHTLY, Stage.HYDRATION)) {
      if (!unfinished.runId().equals(asked.runId())) {
        edge.progress().say("resuming run " + unfinished.runId());
        results.add(stages(unfinished));
      }
    }
    if (ledger.run(asked.runId()).isEmpty()) {
      ledger.create(asked);
    }
    edge.progress().say("run " + asked.runId() + ", logical time " + asked.logicalTime());
    results.add(stages(asked));
    return results;
  }

  private Result stages(RunConfig run) {
    StageRunner runner = new StageRunner(edge, run);
    List<StageRun> done = new ArrayList<>();
    jobs.forEach(
        (stage, job) -> done.add(runner.run(stage, inputs -> job.apply(inputs, runner.config()))));
    return new Result(run, done);
  }
}
