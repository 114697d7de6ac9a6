package mrs.jobs.runs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mrs.contracts.Stage;
import mrs.jobs.FailureLine;
import mrs.jobs.Problem;
import mrs.jobs.Progress;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.StageRun.Books;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Availability;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Runs one stage of one run to its end in the ledger, whatever happens: tries again where that may help, does
 * without an optional input that turns out to be broken inside, and contains what fails all the same.
 */
public final class StageRunner {
  private static final Logger LOG = LogManager.getLogger(StageRunner.class);

  private final Warehouse warehouse;
  private final RunLedger ledger;
  private final Clock clock;
  private final Progress progress;

  /** Enters attempts into {@code ledger}, with times of {@code clock}. */
  public StageRunner(Warehouse warehouse, RunLedger ledger, Clock clock, Progress progress) {
    this.warehouse = warehouse;
    this.ledger = ledger;
    this.clock = clock;
    this.progress = progress;
  }

  /** Runs {@code work} as {@code stage} of {@code run}; gives the attempt that the ledger has now. */
  public StageRun run(
      RunConfig run, Stage stage, MrsConfig config, Function<RunInputs, Books> work) {
    InputMatrix matrix =
        new InputMatrix(
            warehouse, ledger, Deliveries.load(warehouse, ledger, run.inputSeqs()), config);
    Instant started = clock.instant();
    Availability found = matrix.look(stage, run.logicalTime());
    Outcome outcome = attempt(run, stage, config.retry(), work, matrix, found);
    StageRun attempt =
        new StageRun(
            run.runId(),
            stage,
            ledger.nextAttempt(run.runId(), stage),
            run.logicalTime(),
            outcome.books(),
            outcome.found().codes(stage),
            matrix.rows(stage, outcome.found()),
            started,
            clock.instant(),
            outcome.error());
    ledger.enter(attempt);
    progress.done(stage.word(), figures(attempt), Duration.between(started, attempt.finishedAt()));
    return attempt;
  }

  private record Outcome(Availability found, Optional<Books> books, Optional<String> error) {}

  private Outcome attempt(
      RunConfig run,
      Stage stage,
      MrsConfig.Retry retry,
      Function<RunInputs, Books> work,
      InputMatrix matrix,
      Availability found) {
    Availability available = found;
    for (int tried = 1; ; tried++) {
      try {
        Books books = work.apply(new RunInputs(warehouse, ledger, run, available));
        return new Outcome(available, Optional.of(books), Optional.empty());
      } catch (Exception e) {
        // Spark throws checked exceptions that its Java signatures do not declare.
        LOG.warn("stage {} of run {}, try {}", stage.word(), run.runId(), tried, e);
        Availability probed = e instanceof Problem ? available : matrix.probe(stage, available);
        boolean another = !probed.equals(available) || (Transient.is(e) && tried < retry.attempts());
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
    String reasons = attempt.reasons().isEmpty() ? "" : "  without " + String.join(", ", attempt.reasons());
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
