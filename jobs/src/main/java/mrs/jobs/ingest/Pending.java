package mrs.jobs.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mrs.jobs.ingest.feed.Content;
import mrs.jobs.ingest.feed.Delivery;
import mrs.jobs.ingest.feed.FeedFile;

/**
 * What of a feed is not in yet.
 *
 * @param deliveries the first file of each content, and empty ones that came anew, numbered in the
 *     feed's order
 * @param known how many files hold what is in or is going to be
 * @param leftAlone how many files hold what failed and is not tried now
 */
record Pending(List<Delivery> deliveries, int known, int leftAlone) {
  private static final int SHOWN_NAMES = 10;

  /**
   * Looks which files of {@code feed} are pending.
   *
   * @param asked contents that are brought in even if they are in
   * @param leftAlone contents that are not
   */
  static Pending of(
      IdentifiedFeed feed, KnownDeliveries deliveries, Set<Content> asked, Set<Content> leftAlone) {
    List<FeedFile> hashed = feed.hashed();
    Set<Content> seen = deliveries.among(hashed.stream().map(feed::content).toList());
    seen.removeAll(asked);
    Set<FeedFile> emptyAgain = EmptyDeliveries.anew(deliveries.context(), feed, seen);
    Set<Content> taken = new HashSet<>(seen);
    List<Delivery> pending = new ArrayList<>();
    long last = deliveries.lastSeq();
    int left = 0;
    for (FeedFile file : hashed) {
      Content content = feed.content(file);
      if (leftAlone.contains(content)) {
        left++;
      } else if (taken.add(content) || emptyAgain.contains(file)) {
        pending.add(new Delivery(++last, file, feed.identity(file)));
      }
    }
    return new Pending(pending, feed.files().size() - pending.size() - left, left);
  }

  /** What was found, for people. */
  String line(IdentifiedFeed feed) {
    List<String> ignored = feed.scan().ignored();
    String first = String.join(", ", ignored.stream().limit(SHOWN_NAMES).toList());
    String more =
        ignored.size() > SHOWN_NAMES ? " and " + (ignored.size() - SHOWN_NAMES) + " more" : "";
    return "feed "
        + feed.folder()
        + ": "
        + feed.files().size()
        + " deliveries, "
        + known
        + " of them known"
        + (leftAlone == 0 ? "" : ", " + leftAlone + " left alone")
        + "; "
        + feed.identities().size()
        + " files read to tell"
        + (ignored.isEmpty() ? "" : "; not taken: " + first + more);
  }
}
