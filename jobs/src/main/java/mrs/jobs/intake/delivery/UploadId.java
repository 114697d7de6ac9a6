package mrs.jobs.intake.delivery;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One attempt to send a delivery. It ends with its connection, so no process goes on with what an
 * earlier one began.
 *
 * @param process drawn anew by each process
 * @param number counts within the process
 */
public record UploadId(long process, long number) {
  private static final Pattern TEXT = Pattern.compile("([0-9a-f]{16})-([0-9]{1,18})");

  /** The id that {@link #toString} wrote as {@code text}. */
  public static Optional<UploadId> of(String text) {
    Matcher id = TEXT.matcher(text);
    return id.matches()
        ? Optional.of(
            new UploadId(Long.parseUnsignedLong(id.group(1), 16), Long.parseLong(id.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return String.format("%016x-%d", process, number);
  }
}
