package mrs.resilience.cache.codec;

import java.time.Instant;

/**
 * A value of a cache.
 *
 * @param value never changed by who holds it
 * @param expiresAt the moment from which on it is no longer given to anybody
 */
public record CacheEntry(byte[] value, Instant expiresAt) {

  /** Whether its time is over. */
  public boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }
}
