package mrs.resilience.cache;

import java.time.Duration;

/**
 * How a cache keeps what it is given.
 *
 * @param ttl how long an entry is given when its put does not say
 * @param disk how much the backend keeps
 * @param memory how much is kept in memory while the backend is broken
 * @param reopen when it is tried again
 */
public record CacheSettings(Duration ttl, Watermarks disk, Watermarks memory, ReopenPolicy reopen) {
  /** The longest an entry may be kept. */
  public static final Duration LONGEST_TTL = Duration.ofDays(3660);

  private static final long MIB = 1L << 20;

  /** 15 minutes (seed 001 §1.2), 1 GiB on the disk and 64 MiB in memory. */
  public static final CacheSettings DEFAULT =
      new CacheSettings(
          Duration.ofMinutes(15),
          new Watermarks(1024 * MIB, 896 * MIB),
          new Watermarks(64 * MIB, 56 * MIB),
          ReopenPolicy.DEFAULT);

  /** Checks them. */
  public CacheSettings {
    checkTtl(ttl);
  }

  static void checkTtl(Duration ttl) {
    if (ttl.isNegative() || ttl.isZero() || ttl.compareTo(LONGEST_TTL) > 0) {
      throw new IllegalArgumentException(
          "an entry is kept for more than nothing and at most " + LONGEST_TTL + ", not for " + ttl);
    }
  }
}
