package mrs.jobs.ingest.feed;

import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import org.apache.spark.TaskKilledException;
import org.jspecify.annotations.Nullable;

/**
 * Tells failures of the surroundings, such as a full disk, a lost network or the end of this
 * process, from those of a file. Nothing may be held against a file while there is an outage.
 */
public final class Outage {
  /** What the operating system and Spark say, where no type of exception does. */
  private static final List<String> SAYINGS =
      List.of(
          "No space left on device",
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

  private Outage() {}

  /** Whether {@code failure}, or what caused it, lies outside the file that was worked on. */
  public static boolean is(Throwable failure) {
    for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
      String message = String.valueOf(t.getMessage());
      if (isOne(t) || SAYINGS.stream().anyMatch(message::contains)) {
        return true;
      }
    }
    return false;
  }

  /** A socket that timed out is an InterruptedIOException. */
  private static boolean isOne(Throwable t) {
    return t instanceof SocketException
        || t instanceof UnknownHostException
        || t instanceof InterruptedIOException
        || t instanceof InterruptedException
        || t instanceof ClosedByInterruptException
        || t instanceof TaskKilledException
        || t instanceof OutOfMemoryError;
  }
}
