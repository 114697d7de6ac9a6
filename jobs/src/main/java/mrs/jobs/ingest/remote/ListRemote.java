package mrs.jobs.ingest.remote;

import java.io.IOException;
import java.util.Optional;
import mrs.jobs.ingest.feed.FeedFolder;
import mrs.jobs.ingest.feed.FeedScan;
import mrs.jobs.messages.Problem;
import org.apache.hadoop.conf.Configuration;

/** Lists a feed folder that lies elsewhere. */
record ListRemote(RemoteFolder folder, RemoteCalls calls, Configuration hadoop) {

  /**
   * What came of it.
   *
   * @param scan the listing
   * @param problem what people are told where there is none
   * @param why the same, in a few words
   */
  record Listed(Optional<FeedScan> scan, Optional<Problem> problem, String why) {
    private static Listed failed(Problem problem, String why) {
      return new Listed(Optional.empty(), Optional.of(problem), why);
    }
  }

  /** The listing, or why there is none. */
  Listed apply() {
    try {
      FeedScan scan =
          calls.tried(() -> calls.timed(seen -> FeedFolder.list(folder.address(), hadoop, seen)));
      return new Listed(Optional.of(scan), Optional.empty(), "");
    } catch (Problem e) {
      return Listed.failed(e, "the feed folder has no deliveries");
    } catch (LeftAlone e) {
      return Listed.failed(
          Problem.failed(
              Reason.of(e) + ", and no copy of a pending delivery is in the cache",
              "ingest again then, or see 'mrs breakers'",
              e),
          Reason.of(e));
    } catch (IOException | IllegalArgumentException e) {
      boolean isAway = e instanceof IOException io && RemoteCalls.isFailure(io);
      return Listed.failed(
          isAway
              ? Problem.failed(
                  "the feed folder "
                      + folder.address()
                      + " cannot be reached, and no copy of a pending delivery is in the cache: "
                      + Reason.of(e),
                  "ingest again when it is back",
                  e)
              : FeedFolder.unlisted(folder.address(), e),
          isAway ? "it cannot be reached (" + Reason.of(e) + ")" : "the feed folder is not there");
    }
  }

  /** The listing. */
  FeedScan orRefuse() {
    Listed listed = apply();
    return listed.scan().orElseThrow(listed.problem()::orElseThrow);
  }
}
