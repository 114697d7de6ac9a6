package mrs.jobs.ingest.feed;

import java.util.List;

/**
 * What lies in a feed folder.
 *
 * @param files deliveries, table by table in the order of the catalogue, then by name
 * @param ignored names of what was left out (hidden, of an unknown place or ending), sorted; a
 *     folder ends in /
 */
public record FeedScan(List<FeedFile> files, List<String> ignored) {
  /** Keeps copies. */
  public FeedScan {
    files = List.copyOf(files);
    ignored = List.copyOf(ignored);
  }
}
