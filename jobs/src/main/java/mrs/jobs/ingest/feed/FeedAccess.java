package mrs.jobs.ingest.feed;

import java.util.Collection;
import java.util.function.BiPredicate;
import org.apache.hadoop.conf.Configuration;

/** How a feed folder is listed, and where its files are read. */
public interface FeedAccess {
  /** Files are read where they lie. */
  FeedAccess DIRECT = (folder, hadoop, isIn) -> FeedFolder.scan(folder, hadoop);

  /**
   * Lists the deliveries in {@code folder}, each as it can be read.
   *
   * @param isIn whether a file is known to be in by address, size and time, so that nobody is going
   *     to read it
   * @throws mrs.jobs.messages.Problem if it is no feed, or cannot be reached
   */
  FeedScan scan(String folder, Configuration hadoop, BiPredicate<FeedScan, FeedFile> isIn);

  /** The content of these is in for good: no copy of them is needed any more. */
  default void landed(Collection<FeedFile> files) {}
}
