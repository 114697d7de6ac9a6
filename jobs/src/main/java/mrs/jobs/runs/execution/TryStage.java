package mrs.jobs.runs.execution;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.messages.Failures;
import mrs.jobs.messages.Problem;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.FoundInputs;
import mrs.transforms.Availability;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does a stage's work until it succeeds or trying again cannot help. After a failure the optional
 * inputs are probed: where one turns out to be broken inside, the work goes on without it at once.
 * Otherwise what may pass is tried again, as often as is configured, after a delay that doubles.
 *
 * @param probe how the inputs are found when they are read from end to end
 */
record TryStage(MrsConfig.Retry retry, UnaryOperator<FoundInputs> probe, Pause pause) {
  private static final Logger LOG = LogManager.getLogger(TryStage.class);

  /**
   * How it ended.
   *
   * @param found the inputs as the last try took them
   * @param books empty if it failed
   * @param failure that of the last try; null if it succeeded
   */
  record Outcome(FoundInputs found, Optional<Books> books, @Nullable Throwable failure) {}

  /**
   * Does {@code work}.
   *
   * @param name of the stage and the run, for the log
   * @param first how the inputs were found when the stage began
   * @param onFound told of inputs that were found otherwise, before they are taken so
   */
  Outcome run(
      String name,
      Function<Availability, Books> work,
      FoundInputs first,
      Consumer<FoundInputs> onFound) {
    FoundInputs found = first;
    for (int tried = 1; ; tried++) {
      try {
        return new Outcome(found, Optional.of(work.apply(found.availability())), null);
      } catch (Exception | StackOverflowError | OutOfMemoryError e) {
        // Spark throws checked exceptions that its Java signatures do not declare.
        LOG.warn("{}, try {}", name, tried, e);
        FoundInputs probed = isMaybeOfAnInput(e) ? probe.apply(found) : found;
        boolean changed = !probed.equals(found);
        if (!changed && !(Failures.mayPass(e) && tried < retry.attempts())) {
          return new Outcome(found, Optional.empty(), e);
        }
        if (changed) {
          onFound.accept(probed);
        } else {
          pause.of(retry.delay().multipliedBy(1L << (tried - 1)));
        }
        found = probed;
      }
    }
  }

  /** Whether an optional input may be what is broken. */
  private static boolean isMaybeOfAnInput(Throwable failure) {
    return !(failure instanceof Problem || failure instanceof Error);
  }
}
