package mrs.jobs.runs;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import mrs.jobs.messages.Problem;
import org.apache.spark.memory.SparkOutOfMemoryError;
import org.jspecify.annotations.Nullable;

/** Tells failures that may go away by themselves from those that will not. */
final class Transient {
  private Transient() {}

  /**
   * Whether trying again may help: reads and writes that failed, but not a full disk or a missing
   * file.
   */
  static boolean is(Throwable failure) {
    for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof java.io.FileNotFoundException || t instanceof FileSystemException) {
        return false;
      }
      if (String.valueOf(t.getMessage()).contains("Checkpoint block")) {
        return true;
      }
      if (t instanceof IOException) {
        return !String.valueOf(t.getMessage()).contains("No space left");
      }
    }
    return false;
  }

  /** Whether memory ran out, here or in a task. */
  static boolean isOutOfMemory(Throwable failure) {
    for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof OutOfMemoryError && !(t instanceof SparkOutOfMemoryError)) {
        return true;
      }
    }
    return false;
  }

  static void waitFor(Duration delay) {
    try {
      Thread.sleep(delay.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.failed("interrupted while waiting to try again", "start the command again", e);
    }
  }
}
