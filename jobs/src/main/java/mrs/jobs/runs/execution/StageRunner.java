package mrs.jobs.runs.execution;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;
import mrs.contracts.StageState;
import mrs.jobs.breakers.Breakers;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.messages.FailureLine;
import mrs.jobs.messages.Failures;
import mrs.jobs.messages.Problem;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.Cost;
import mrs.jobs.runs.Deliveries;
import mrs.jobs.runs.FoundInputs;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunContext;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.runs.StageRun;
import mrs.jobs.runs.StageRun.Ending;
import mrs.jobs.runs.execution.TryStage.Outcome;
import mrs.jobs.warehouse.PinnedTables;
import mrs.resilience.call.RetryCalls;
import org.apache.logging.log4j.CloseableThreadContext;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Runs one stage of one run to its end in the ledger, whatever happens: tries again where that may
 * help, does without an optional input that turns out to be broken inside, and contains what fails
 * all the same.
 *
 * <p>How the stage finds its inputs is entered before it writes anything. Whoever runs the stage
 * again, after a kill or as a replay, takes them as they were found then: rows carry codes of what
 * was missing, and would not be the same otherwise. Hydration, which shows the present, looks anew.
 */
public final class StageRunner {
  private static final Logger LOG = LogManager.getLogger(StageRunner.class);

  private final RunContext context;
  private final RunConfig run;
  private final MrsConfig config;
  private final Deliveries deliveries;
  private final InputMatrix matrix;
  private final Breakers breakers;
  private final RunInputs inputs;

  /** Runs stages of {@code run} under the configuration that it was frozen with. */
  public StageRunner(RunContext context, RunConfig run) {
    this(context, run, ConfigFile.fromJson(context.ledger().configuration(run)));
  }

  /** Runs stages of {@code run} under {@code config}. */
  public StageRunner(RunContext context, RunConfig run, MrsConfig config) {
    this(context, run, config, Breakers.of(context.warehouse(), context.clock()));
  }

  private StageRunner(RunContext context, RunConfig run, MrsConfig config, Breakers breakers) {
    this.context = context;
    this.run = run;
    this.config = config;
    this.breakers = breakers;
    PinnedTables tables = PinnedTables.onSight(context.warehouse());
    this.inputs = RunInputs.of(context, run, tables);
    this.deliveries = Deliveries.load(tables, context.ledger(), run);
    this.matrix = new InputMatrix(config);
  }

  /** Runs stages of the same run under {@code other}. */
  StageRunner under(MrsConfig other) {
    return new StageRunner(context, run, other, breakers);
  }

  /** The configuration that stages run under. */
  public MrsConfig config() {
    return config;
  }

  /** Runs {@code work} as {@code stage}; gives the attempt that the ledger has now. */
  public StageRun run(Stage stage, Function<RunInputs, Books> work) {
    StageRun end = runBeforeAnother(stage, work);
    context.ledger().enterHeld();
    return end;
  }

  /** The same, where another entry is to follow: the end of this stage is entered with that. */
  StageRun runBeforeAnother(Stage stage, Function<RunInputs, Books> work) {
    try (CloseableThreadContext.Instance named = named(stage)) {
      Attempt attempt = begin(stage, inputs);
      return end(attempt, tried(attempt, work));
    }
  }

  /**
   * Runs {@code work} once more for a stage that has committed, on what the ledger called committed
   * when it did: it may append nothing, and fails if it would.
   */
  StageRun compare(Stage stage, Function<RunInputs, Books> work) {
    long committed = context.ledger().committedAttempt(run.runId(), stage).orElseThrow().entry();
    try (CloseableThreadContext.Instance named = named(stage)) {
      Attempt attempt = begin(stage, inputs.comparing(context.ledger().before(committed)));
      return end(attempt, tried(attempt, work));
    }
  }

  /** Whose lines in the log are these: JSON has both. */
  private CloseableThreadContext.Instance named(Stage stage) {
    return CloseableThreadContext.put("run_id", run.runId()).put("stage", stage.word());
  }

  /** A stage at work. */
  private record Attempt(
      StageRun.Id id,
      Instant started,
      Cost before,
      RunInputs inputs,
      FoundInputs found,
      InputTrials trials) {}

  private Attempt begin(Stage stage, RunInputs sight) {
    Instant started = context.clock().instant();
    Cost before = Cost.soFar(context.warehouse());
    RunInputs pinned = sight.pinnedAnew();
    StageRun.Id id =
        new StageRun.Id(
            run.runId(),
            stage,
            context.ledger().nextAttempt(run.runId(), stage),
            run.logicalTime());
    Optional<FoundInputs> known =
        stage == Stage.HYDRATION ? Optional.empty() : context.ledger().found(run.runId(), stage);
    InputTrials trials =
        known.isPresent() ? InputTrials.NONE : InputTrials.of(breakers, config, stage);
    FoundInputs found =
        known.orElseGet(
            () -> matrix.look(stage, stored(pinned), run.logicalTime(), trials.leftAlone()));
    Attempt attempt = new Attempt(id, started, before, pinned, found, trials);
    if (known.isEmpty() && !OptionalInput.of(stage).isEmpty()) {
      enterStart(attempt, found);
    }
    return attempt;
  }

  private InputFacts stored(RunInputs pinned) {
    return new StoredInputs(pinned.tables(), context.ledger(), deliveries, Optional.empty());
  }

  private void enterStart(Attempt attempt, FoundInputs found) {
    Instant now = context.clock().instant();
    Ending none =
        new Ending(StageState.STARTED, Optional.empty(), Optional.empty(), attempt.started(), now);
    context.ledger().enter(new StageRun(attempt.id(), 0, found, none));
  }

  private StageRun end(Attempt attempt, Outcome outcome) {
    attempt.trials().report(outcome.found());
    enterBreakers();
    Ending ending =
        new Ending(
            outcome.failure() == null ? StageState.COMMITTED : StageState.FAILED,
            outcome.books(),
            Optional.ofNullable(outcome.failure()).map(FailureLine::of),
            attempt.started(),
            context.clock().instant(),
            Optional.of(Cost.soFar(context.warehouse()).since(attempt.before())));
    StageRun entered =
        context.ledger().hold(new StageRun(attempt.id(), 0, outcome.found(), ending));
    context.progress().done(attempt.id().stage().word(), figures(entered), entered.took());
    stopWithoutMemory(outcome);
    return entered;
  }

  /** That it cannot be entered costs the next process a few tries, this one nothing. */
  private void enterBreakers() {
    try {
      breakers.enter(Optional.of(run.runId()));
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      LOG.warn("what the breakers know cannot be entered", e);
    }
  }

  /** Without memory this process can be relied on for nothing more. */
  private void stopWithoutMemory(Outcome outcome) {
    Throwable failure = outcome.failure();
    if (failure != null && Failures.isOutOfMemory(failure)) {
      context.ledger().enterHeld();
      throw Problem.failed(
          "the program ran out of memory; the ledger has the attempt",
          "start the same command again with more, such as MRS_MEMORY=4g",
          failure);
    }
  }

  private Outcome tried(Attempt attempt, Function<RunInputs, Books> work) {
    RetryCalls retry =
        new RetryCalls(config.retry().attempts(), config.retry().delay(), Pause::sleep);
    return new TryStage(retry, f -> matrix.probe(stored(attempt.inputs()), f))
        .run(
            "stage " + attempt.id().stage().word() + " of run " + run.runId(),
            availability -> work.apply(attempt.inputs().with(availability)),
            attempt.found(),
            found -> enterStart(attempt, found));
  }

  private static String figures(StageRun attempt) {
    List<String> codes = attempt.found().codes();
    String reasons = codes.isEmpty() ? "" : "  without " + String.join(", ", codes);
    return attempt
            .books()
            .map(b -> b.in() + " in, " + b.out() + " out, " + b.added() + " added" + rejected(b))
            .orElseGet(() -> "FAILED: " + attempt.error().orElse(""))
        + reasons;
  }

  private static String rejected(Books books) {
    List<String> parts = new ArrayList<>();
    if (books.deadLetters() > 0) {
      parts.add(books.deadLetters() + " dead letters");
    }
    books.dropped().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(e -> parts.add(e.getValue() + " " + e.getKey()));
    books.failed().forEach(r -> parts.add("region " + r.region() + " FAILED: " + r.error()));
    if (!books.balanced()) {
      parts.add("THE BOOKS DO NOT BALANCE");
    }
    return parts.isEmpty() ? "" : ", " + String.join(", ", parts);
  }
}
