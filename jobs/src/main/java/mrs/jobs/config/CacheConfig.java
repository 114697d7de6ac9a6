package mrs.jobs.config;

import java.time.Duration;

/**
 * The cache of files that lie elsewhere; no run is frozen with it, as no result depends on it.
 *
 * @param folder where it lies; empty = {@code cache/} in the warehouse's folder
 * @param highBytes before it would be larger, what was used least recently goes
 * @param lowBytes until it is no larger than this; also the most that one ingest keeps in it
 * @param ttl how long a copy is kept that does not come in
 * @param timeout after so long without a byte, a file system counts as away
 * @param keyFile file with the keys that it is encrypted with; empty = by the environment, or not
 *     at all
 */
public record CacheConfig(
    String folder, long highBytes, long lowBytes, Duration ttl, Duration timeout, String keyFile) {
  /** The cache of those who configure none. */
  public static final CacheConfig USUAL =
      new CacheConfig("", 4L << 30, 7L << 29, Duration.ofDays(7), Duration.ofMinutes(1), "");

  private static final long LARGEST = 1L << 50;
  private static final int LONGEST_HOURS = 24 * 3660;

  /** Checks the bounds. */
  public CacheConfig {
    Bounds.check(
        highBytes >= 1 && highBytes <= LARGEST, "cache.high_bytes", highBytes, "1 to " + LARGEST);
    Bounds.check(
        lowBytes >= 1 && lowBytes <= highBytes,
        "cache.low_bytes",
        lowBytes,
        "1 to cache.high_bytes, which is " + highBytes);
    Bounds.between(ttl.toHours(), 1, LONGEST_HOURS, "cache.ttl (hours)");
    Bounds.between(timeout.toMillis(), 10, 3_600_000, "cache.timeout (milliseconds)");
  }
}
