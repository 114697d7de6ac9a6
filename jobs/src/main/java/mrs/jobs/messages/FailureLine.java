package mrs.jobs.messages;

import org.apache.hadoop.fs.ChecksumException;

/** Puts a failure into one line for people. */
public final class FailureLine {
  private static final int MOST_CHARS = 2_000;

  private FailureLine() {}

  /**
   * The message of a {@link Problem}; of anything else, the innermost message that says something.
   */
  public static String of(Throwable failure) {
    Throwable innermost = failure;
    for (Throwable t : Failures.causes(failure)) {
      if (t instanceof Problem) {
        return cut(String.valueOf(t.getMessage()));
      }
      if (Failures.isFullDisk(t)) {
        return "the disk is full ("
            + firstLine(t)
            + "); free some space and start the command again";
      }
      if (t instanceof ChecksumException) {
        return "a file is not what was written, the disk or a copy has changed it ("
            + firstLine(t)
            + "); restore this file, with the hidden checksum beside it, from a backup";
      }
      innermost = t.getMessage() == null ? innermost : t;
    }
    return cut(innermost.getClass().getSimpleName() + ": " + firstLine(innermost));
  }

  private static String firstLine(Throwable t) {
    return String.valueOf(t.getMessage()).lines().findFirst().orElse("");
  }

  private static String cut(String text) {
    return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS) + "…";
  }
}
