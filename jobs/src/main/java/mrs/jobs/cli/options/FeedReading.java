package mrs.jobs.cli.options;

import java.io.IOException;
import java.util.Optional;
import mrs.jobs.breakers.Breakers;
import mrs.jobs.cache.CacheFolders;
import mrs.jobs.cache.LocalCache;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.ingest.remote.RemoteFeeds;
import mrs.jobs.messages.FailureLine;
import mrs.jobs.runs.execution.Pause;
import mrs.jobs.warehouse.Warehouse;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * How a command reaches feed folders: through the cache and under breakers, whose states are
 * entered when it is closed. The command holds the writer's lock.
 */
public final class FeedReading implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(FeedReading.class);

  private final CommonOptions options;
  private final Breakers breakers;
  private final RemoteFeeds feeds;

  /** Opens the way; the cache is opened by the first feed that needs it. */
  public FeedReading(CommonOptions options, MrsConfig config, Warehouse warehouse) {
    this.options = options;
    this.breakers = Breakers.of(warehouse, options.clock());
    this.feeds =
        new RemoteFeeds(
            config,
            () -> open(options, config, warehouse),
            new RemoteFeeds.Surroundings(
                options.clock(), breakers::around, Pause::sleep, options.progress()::say));
  }

  /** The feed folders. */
  public RemoteFeeds feeds() {
    return feeds;
  }

  /** On a cluster copies on this machine's disk would be of no use to the tasks that read. */
  private static Optional<LocalCache> open(
      CommonOptions options, MrsConfig config, Warehouse warehouse) throws IOException {
    if (!warehouse.spark().sparkContext().isLocal()) {
      LOG.info("on a cluster feeds are read where they lie");
      return Optional.empty();
    }
    return Optional.of(
        LocalCache.open(
            CacheFolders.of(config.cache(), options.warehouseFolder()),
            config.cache(),
            surroundings(options)));
  }

  /** What a cache works in. */
  public static LocalCache.Surroundings surroundings(CommonOptions options) {
    return new LocalCache.Surroundings(System.getenv(), options.clock(), options.progress()::say);
  }

  /** That the states cannot be entered costs the next process a few tries, this one nothing. */
  @Override
  public void close() {
    feeds.close();
    try {
      breakers.enter(Optional.empty());
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      LOG.warn("what the breakers know cannot be entered", e);
      options
          .progress()
          .say("warning: what the breakers know cannot be entered: " + FailureLine.of(e));
    }
  }
}
