package mrs.jobs.runs.execution;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import mrs.jobs.messages.Failures;
import mrs.jobs.messages.Problem;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.FoundInputs;
import mrs.resilience.call.RetryCalls;
import mrs.transforms.Availability;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does a stage's work until it succeeds or trying again cannot help. After a failure the optional
 * inputs are probed: where one turns out to be broken inside, the work goes on without it at once.
 * Otherwise what may pass is tried again.
 *
 * @param probe how the inputs are found when they are read from end to end
 */
record TryStage(RetryCalls retry, UnaryOperator<FoundInputs> probe) {
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
    Work tried = new Work(name, work, onFound, first);
    try {
      Books books = retry.call(tried::withoutWhatIsBroken, Failed::mayPass);
      return new Outcome(tried.found, Optional.of(books), null);
    } catch (Failed e) {
      return new Outcome(tried.found, Optional.empty(), e.failure);
    }
  }

  /** That the work failed; what else fails on the way is no matter of the stage's. */
  private static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    private final Throwable failure;

    private Failed(Throwable failure) {
      super(failure);
      this.failure = failure;
    }

    private static boolean mayPass(Exception e) {
      return e instanceof Failed failed && Failures.mayPass(failed.failure);
    }
  }

  /** The work, with the inputs as it takes them now. */
  private final class Work {
    private final String name;
    private final Function<Availability, Books> work;
    private final Consumer<FoundInputs> onFound;
    private FoundInputs found;
    private int tries;

    private Work(
        String name,
        Function<Availability, Books> work,
        Consumer<FoundInputs> onFound,
        FoundInputs first) {
      this.name = name;
      this.work = work;
      this.onFound = onFound;
      this.found = first;
    }

    /** Does it, and again without each input that a failure shows to be broken. */
    private Books withoutWhatIsBroken() throws Failed {
      while (true) {
        tries++;
        try {
          return work.apply(found.availability());
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
          // Spark throws checked exceptions that its Java signatures do not declare.
          LOG.warn("{}, try {}", name, tries, e);
          FoundInputs probed = isMaybeOfAnInput(e) ? probe.apply(found) : found;
          if (probed.equals(found)) {
            throw new Failed(e);
          }
          onFound.accept(probed);
          found = probed;
        }
      }
    }
  }

  /** Whether an optional input may be what is broken. */
  private static boolean isMaybeOfAnInput(Throwable failure) {
    return !(failure instanceof Problem || failure instanceof Error);
  }
}
