package mrs.transforms.detection.passes;

import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Why a region could not be judged. Only what judging itself throws is one. What may be over when
 * it is tried again, or concerns more than this region, is thrown on: failed reads, anything of
 * Spark's, interruptions, and errors of the machine but for a stack that judging used up.
 */
public record Fault(String message) implements Serializable {

  private static final int MOST_CAUSES = 20; // chosen, not fitted
  private static final String SPARK = "org.apache.spark.";

  /** What a piece of judging gave, or why it gave nothing. */
  public record Judged<T>(@Nullable T value, Optional<Fault> fault) {}

  /** Does a piece of judging. */
  public static <T> Judged<T> guarded(Supplier<T> judging) {
    try {
      return new Judged<>(judging.get(), Optional.empty());
    } catch (StackOverflowError e) {
      return new Judged<>(null, Optional.of(of(e)));
    } catch (RuntimeException e) {
      if (concernsMore(e)) {
        throw e;
      }
      return new Judged<>(null, Optional.of(of(e)));
    }
  }

  private static boolean concernsMore(RuntimeException thrown) {
    Throwable cause = thrown;
    for (int k = 0; k < MOST_CAUSES && cause != null; k++) {
      if (cause instanceof IOException
          || cause instanceof InterruptedException
          || cause instanceof TimeoutException
          || (cause instanceof Error && !(cause instanceof StackOverflowError))
          || cause.getClass().getName().startsWith(SPARK)) {
        return true;
      }
      cause = cause.getCause();
    }
    return Thread.currentThread().isInterrupted();
  }

  /** What was thrown and where, on one line. */
  private static Fault of(Throwable thrown) {
    String what = thrown.toString().lines().findFirst().orElse("");
    StackTraceElement[] trace = thrown.getStackTrace();
    return new Fault(what + (trace.length == 0 ? "" : " at " + trace[0]));
  }
}
