package mrs.resilience.cache;

import java.util.List;

/** Counts what a cache does. Guarded by the cache. */
final class CacheCounters {
  private long hits;
  private long misses;
  private long evictions;
  private long expired;
  private long damaged;
  private long failovers;

  void got(boolean hit) {
    if (hit) {
      hits++;
    } else {
      misses++;
    }
  }

  void count(List<CacheEvent> events) {
    events.forEach(this::count);
  }

  private void count(CacheEvent event) {
    if (event instanceof CacheEvent.Evicted evicted) {
      switch (evicted.cause()) {
        case WATERMARK -> evictions++;
        case EXPIRED -> expired++;
        case REQUESTED -> {}
      }
    } else if (event instanceof CacheEvent.Damaged) {
      damaged++;
    } else if (event instanceof CacheEvent.FailedOver) {
      failovers++;
    }
  }

  CacheStats snapshot(long bytes, long entries) {
    return new CacheStats(hits, misses, evictions, expired, damaged, bytes, entries, failovers);
  }
}
