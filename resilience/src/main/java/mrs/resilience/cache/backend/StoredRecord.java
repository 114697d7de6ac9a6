package mrs.resilience.cache.backend;

/**
 * A record and the key that it is kept under. Neither array is changed by who gives or gets it.
 *
 * @param key as bytes; records are in the order of these, unsigned
 * @param bytes as they were given
 */
public record StoredRecord(byte[] key, byte[] bytes) {

  /** How many bytes both have. */
  public long size() {
    return (long) key.length + bytes.length;
  }
}
