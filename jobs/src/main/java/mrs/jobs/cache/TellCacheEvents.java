package mrs.jobs.cache;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import mrs.resilience.cache.CacheEvent;
import mrs.resilience.cache.CacheEvent.Damaged;
import mrs.resilience.cache.CacheEvent.Evicted;
import mrs.resilience.cache.CacheEvent.FailedOver;
import mrs.resilience.cache.CacheEvent.Hydrated;
import mrs.resilience.cache.CacheEvent.Origin;
import mrs.resilience.cache.CacheEvent.ResyncRequired;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Passes the events of a cache on to the log, those that people should know of also to them. */
final class TellCacheEvents implements Consumer<CacheEvent> {
  private static final Logger LOG = LogManager.getLogger(TellCacheEvents.class);

  private final InstantSource clock;
  private final Consumer<String> people;
  private Optional<Instant> away = Optional.empty();

  /**
   * @param people is given a line for each warning
   */
  TellCacheEvents(InstantSource clock, Consumer<String> people) {
    this.clock = clock;
    this.people = people;
  }

  @Override
  public void accept(CacheEvent event) {
    if (event instanceof FailedOver over) {
      away = Optional.of(away.orElseGet(clock::instant));
      LOG.warn("{}", over);
      people.accept(
          "warning: the cache is kept in memory, and gone with this process: " + over.reason());
    } else if (event instanceof Damaged damaged) {
      LOG.warn("{}", damaged);
      people.accept(
          "warning: what was damaged in the cache is gone and is fetched anew: "
              + damaged.reason());
    } else if (event instanceof Hydrated hydrated) {
      if (hydrated.from() == Origin.BACKEND) {
        away = Optional.empty();
      }
      LOG.info("{}", hydrated);
    } else if (event instanceof ResyncRequired resync) {
      LOG.info("{}", resync);
    } else if (event instanceof Evicted evicted) {
      LOG.debug("{}", evicted);
    }
  }

  /** Since when the cache is kept in memory; empty while it is not. */
  Optional<Instant> away() {
    return away;
  }
}
