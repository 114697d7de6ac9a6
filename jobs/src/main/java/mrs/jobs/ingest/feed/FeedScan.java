package mrs.jobs.ingest.feed;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What lies in a feed folder.
 *
 * @param files deliveries, table by table in the order of the catalogue, then by name
 * @param ignored names of what was left out (hidden, of an unknown place or ending), sorted; a
 *     folder ends in /
 * @param closed names of sub-folders that may not be listed, sorted
 * @param modified when each of the files was last modified, in nanoseconds since 1970, as finely as
 *     its file system keeps it
 * @param addresses where those files lie of which a copy is read
 * @param beside what else there is to say
 */
public record FeedScan(
    List<FeedFile> files,
    List<String> ignored,
    List<String> closed,
    Map<FeedFile, Long> modified,
    Map<FeedFile, String> addresses,
    Beside beside) {
  /** So long after its last change a file is at rest; more than any file system's grain of time. */
  public static final Duration AT_REST = Duration.ofMinutes(2);

  /** Keeps copies. */
  public FeedScan {
    files = List.copyOf(files);
    ignored = List.copyOf(ignored);
    closed = List.copyOf(closed);
    modified = Map.copyOf(modified);
    addresses = Map.copyOf(addresses);
  }

  /** Of files that are read where they lie. */
  public FeedScan(
      List<FeedFile> files,
      List<String> ignored,
      List<String> closed,
      Map<FeedFile, Long> modified) {
    this(files, ignored, closed, modified, Map.of(), Beside.NOTHING);
  }

  /**
   * What there is to say of a feed beside its files.
   *
   * @param left names of deliveries that cannot be had now, each with why
   * @param notes what needs a look, a line each
   * @param hints what people should know though nothing needs a look, a line each
   */
  public record Beside(Map<String, String> left, List<String> notes, List<String> hints) {
    /** All is well. */
    public static final Beside NOTHING = new Beside(Map.of(), List.of(), List.of());

    /** Keeps copies. */
    public Beside {
      left = Map.copyOf(left);
      notes = List.copyOf(notes);
      hints = List.copyOf(hints);
    }
  }

  /** Where {@code file} lies for those who delivered it, as a URI. */
  public String address(FeedFile file) {
    return addresses.getOrDefault(file, file.uri());
  }

  /** When {@code file} was last modified, in nanoseconds since 1970. */
  public long modifiedNanos(FeedFile file) {
    return Objects.requireNonNull(modified.get(file));
  }
}
