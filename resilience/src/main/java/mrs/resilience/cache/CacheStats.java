package mrs.resilience.cache;

/**
 * What a cache has done since it was opened, and what it has now.
 *
 * @param evictions entries that went to keep within the watermarks
 * @param expired entries that went because their time was over
 * @param damaged entries, stores and snapshots that were not as written
 * @param bytes of keys and records, where it keeps them now
 * @param failovers how often it went on in memory
 */
public record CacheStats(
    long hits,
    long misses,
    long evictions,
    long expired,
    long damaged,
    long bytes,
    long entries,
    long failovers) {

  /** Hits among all gets; 0 before the first. */
  public double hitRatio() {
    long gets = hits + misses;
    return gets == 0 ? 0 : (double) hits / gets;
  }
}
