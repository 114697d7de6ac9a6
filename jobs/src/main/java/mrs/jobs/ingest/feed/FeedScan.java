package mrs.jobs.ingest.feed;

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
 */
public record FeedScan(
    List<FeedFile> files, List<String> ignored, List<String> closed, Map<FeedFile, Long> modified) {
  /** Keeps copies. */
  public FeedScan {
    files = List.copyOf(files);
    ignored = List.copyOf(ignored);
    closed = List.copyOf(closed);
    modified = Map.copyOf(modified);
  }

  /** When {@code file} was last modified, in nanoseconds since 1970. */
  public long modifiedNanos(FeedFile file) {
    return Objects.requireNonNull(modified.get(file));
  }
}
