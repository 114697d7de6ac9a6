package mrs.resilience.spool.segment;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a segment's file says, and its header once more: so a damaged header costs no
 * record. Names in their own order are in the order in which the files were made.
 *
 * @param generation counts the segments of a folder. Of two that say they have a record, the later
 *     one has it: the earlier was given up when it could not be synced, and what followed the
 *     synced part was written again
 * @param firstSeq the number of its first record; all of its records have numbers from here to
 *     below the first of the next segment
 * @param salt drawn for this file and part of every checksum in it: bytes of another file, or of a
 *     payload made to look like a record, are no record of this file
 */
public record SegmentName(long generation, long firstSeq, long salt)
    implements Comparable<SegmentName> {
  private static final Pattern FORM = Pattern.compile("(\\d{12})-(\\d{19})-([0-9a-f]{16})\\.seg");

  /** What a file is called that is kept apart because something in it is broken. */
  public static final String BAD = ".bad";

  /** The name of the file. */
  public String file() {
    return String.format(Locale.ROOT, "%012d-%019d-%016x.seg", generation, firstSeq, salt);
  }

  /** What {@code file} says; empty if it is not the name of a segment. */
  public static Optional<SegmentName> of(String file) {
    Matcher m = FORM.matcher(file);
    if (!m.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new SegmentName(
              Long.parseLong(m.group(1)),
              Long.parseLong(m.group(2)),
              Long.parseUnsignedLong(m.group(3), 16)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(SegmentName other) {
    return Long.compare(generation, other.generation);
  }
}
