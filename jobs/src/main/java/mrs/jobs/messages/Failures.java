package mrs.jobs.messages;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskKilledException;
import org.apache.spark.memory.SparkOutOfMemoryError;
import org.jspecify.annotations.Nullable;

/**
 * Tells what kind of failure a throwable is, wherever in its chain of causes that shows. The type
 * of an exception decides; where the operating system or Spark has no type for it, its text does,
 * and such texts stand here and nowhere else.
 */
public final class Failures {
  private static final String FULL_DISK = "No space left on device";

  /** Spark's, about a dataset that it kept on executors of which one is gone. */
  private static final String LOST_CHECKPOINT = "Checkpoint block";

  /** What the operating system and Spark say of the surroundings of a piece of work. */
  private static final List<String> OF_SURROUNDINGS =
      List.of(
          FULL_DISK,
          "Disk quota exceeded",
          "Read-only file system",
          "Too many open files",
          "Stale file handle",
          "Transport endpoint is not connected",
          "Host is down",
          "Connection refused",
          "Connection reset",
          "connection was aborted",
          "SparkContext was shut down",
          "stopped SparkContext",
          "ExecutorLostFailure",
          "blockmgr-",
          "Failed to create local dir");

  private Failures() {}

  /**
   * Whether the same work may succeed when it is tried again: reads and writes that failed, but not
   * a full disk or a missing file. The first cause that tells decides.
   */
  public static boolean mayPass(Throwable failure) {
    for (Throwable cause : causes(failure)) {
      if (cause instanceof FileNotFoundException || cause instanceof FileSystemException) {
        return false;
      }
      if (says(cause, LOST_CHECKPOINT)) {
        return true;
      }
      if (cause instanceof IOException) {
        return !isFullDisk(cause);
      }
    }
    return false;
  }

  /**
   * Whether it lies in the surroundings, such as a full disk, a lost network or the end of this
   * process, and not in the file that was worked on. Nothing may be held against a file then.
   */
  public static boolean isOutage(Throwable failure) {
    return causes(failure).stream()
        .anyMatch(c -> isOfSurroundings(c) || OF_SURROUNDINGS.stream().anyMatch(s -> says(c, s)));
  }

  /** Whether memory ran out, here or in a task; not where Spark itself merely has to spill. */
  public static boolean isOutOfMemory(Throwable failure) {
    return causes(failure).stream()
        .anyMatch(c -> c instanceof OutOfMemoryError && !(c instanceof SparkOutOfMemoryError));
  }

  /**
   * Whether a query raised {@code sign} by {@code raise_error}, for which Spark has no exception
   * but the plainest.
   */
  public static boolean isRaised(Throwable failure, String sign) {
    return causes(failure).stream().anyMatch(c -> says(c, sign));
  }

  /** Whether {@code cause} itself is that a disk is full. */
  static boolean isFullDisk(Throwable cause) {
    return says(cause, FULL_DISK);
  }

  /** The failure and what caused it, outermost first. */
  static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (@Nullable Throwable t = failure; t != null && !causes.contains(t); t = t.getCause()) {
      causes.add(t);
    }
    return causes;
  }

  /** A socket that timed out is an InterruptedIOException. */
  private static boolean isOfSurroundings(Throwable cause) {
    return cause instanceof SocketException
        || cause instanceof UnknownHostException
        || cause instanceof InterruptedIOException
        || cause instanceof InterruptedException
        || cause instanceof ClosedByInterruptException
        || cause instanceof TaskKilledException
        || cause instanceof OutOfMemoryError;
  }

  private static boolean says(Throwable cause, String text) {
    return String.valueOf(cause.getMessage()).contains(text);
  }
}
