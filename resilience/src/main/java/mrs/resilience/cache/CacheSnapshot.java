package mrs.resilience.cache;

/**
 * All that a cache had at a moment, in plain: the same bytes for the same entries, whatever the
 * backend, the order of puts and the moment. Entries are sorted by the bytes of their keys, and the
 * only times are their own expiries, as the instants that they were given when they were put.
 *
 * @param bytes to {@link CacheStore#hydrate}
 * @param sha256 in hexadecimal digits, of all bytes but the last 32, which are the same hash
 */
public record CacheSnapshot(byte[] bytes, String sha256) {}
