package mrs.resilience.cache.codec;

import java.time.Instant;

/**
 * How an entry is written as a record, and read again. A record is bound to the key of its entry:
 * under another key it is damaged. Safe for use by several threads.
 */
public interface EntryCodec {

  /** The record of {@code entry} under {@code key}: a new array. */
  byte[] encode(byte[] key, CacheEntry entry);

  /**
   * The entry that was encoded, with a new array for its value.
   *
   * @throws DamagedRecord if this is not a record of this key as it was written
   * @throws WrongKey if it is whole as far as can be seen, and the key to decrypt it is not there
   */
  CacheEntry decode(byte[] key, byte[] bytes) throws DamagedRecord, WrongKey;

  /**
   * When the entry expires, also where {@link #decode} lacks the key: what has expired can go
   * without it.
   *
   * @throws DamagedRecord if this cannot be believed
   */
  Instant expiresAt(byte[] key, byte[] bytes) throws DamagedRecord;
}
