package mrs.jobs.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mrs.contracts.Stage;
import mrs.jobs.FailureLine;
import mrs.jobs.Problem;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.StageRun.Books;
import mrs.transforms.Availability;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Runs one stage of one run to its end in the ledger, whatever happens: tries again where that may
 * help, does without an optional input that turns out to be broken inside, and contains what fails
 * all the same.
 */
public final class StageRunner {
  private static final Logger LOG = LogManager.getLogger(StageRunner.class);

  private final Edge edge;
  private final RunConfig run;
  private final MrsConfig config;
  private final InputMatrix matrix;
  private final RunInputs inputs;

  /** Runs stages of {@code run} under the configuration that it was frozen with. */
  public StageRunner(Edge edge, RunConfig run) {
    this.edge = edge;
    this.run = run;
    this.inputs = RunInputs.of(edge, run);
    this.config = ConfigFile.fromJson(run.config().json());
    this.matrix =
        new InputMatrix(
            edge, Deliveries.load(edge.warehouse(), edge.ledger(), run.inputSeqs()), config);
  }

  /** The configuration that the run was frozen with. */
  public MrsConfig config() {
    return config;
  }

  /** Runs {@code work} as {@code stage}; gives the attempt that the ledger has now. */
  public StageRun run(Stage stage, Function<RunInputs, Books> work) {
    Instant started = edge.clock().instant();
    Outcome outcome = attempt(stage, work, matrix.look(stage, run.logicalTime()));
    StageRun attempt =
        new StageRun(
            run.runId(),
            stage,
            edge.ledger().nextAttempt(run.runId(), stage),
            run.logicalTime(),
            outcome.books(),
            outcome.found().codes(stage),
            matrix.rows(stage, outcome.found()),
            started,
            edge.clock().instant(),
            outcome.error());
    edge.ledger().enter(attempt);
    edge.progress()
        .done(stage.word(), figures(attempt), Duration.between(started, edge.clock().instant()));
    return attempt;
  }

  private record Outcome(Availability found, Optional<Books> books, Optional<String> error) {}

  private Outcome attempt(Stage stage, Function<RunInputs, Books> work, Availability found) {
    MrsConfig.Retry retry = config.retry();
    Availability available = found;
    for (int tried = 1; ; tried++) {
      try {
        Books books = work.apply(inputs.with(available));
        return new Outcome(available, Optional.of(books), Optional.empty());
      } catch (Exception e) {
        // Spark throws checked exceptions that its Java signatures do not declare.
        LOG.warn("stage {} of run {}, try {}", stage.word(), run.runId(), tried, e);
        Availability probed = e instanceof Problem ? available : matrix.probe(stage, available);
        boolean another =
            !probed.equals(available) || (Transient.is(e) && tried < retry.attempts());
        if (!another) {
          return new Outcome(available, Optional.empty(), Optional.of(FailureLine.of(e)));
        }
        if (probed.equals(available)) {
          Transient.waitFor(retry.delay().multipliedBy(1L << (tried - 1)));
        }
        available = probed;
      }
    }
  }

  private static String figures(StageRun attempt) {
    String reasons =
        attempt.reasons().isEmpty() ? "" : "  without " + String.join(", ", attempt.reasons());
    return attempt
            .books()
            .map(b -> b.in() + " in, " + b.out() + " out, " + b.added() + " added" + rejected(b))
            .orElseGet(() -> "FAILED: " + attempt.error().orElse(""))
        + reasons;
  }

  private static String rejected(Books books) {
    List<String> parts = new java.util.ArrayList<>();
    if (books.deadLetters() > 0) {
      parts.add(books.deadLetters() + " dead letters");
    }
    books.dropped().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(e -> parts.add(e.getValue() + " " + e.getKey()));
    if (!books.balanced()) {
      parts.add("THE BOOKS DO NOT BALANCE");
    }
    return parts.isEmpty() ? "" : ", " + String.join(", ", parts);
  }
}
