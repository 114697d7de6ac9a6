package mrs.resilience.cache.codec;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * Nonces of AES-GCM that no key sees twice: a random prefix of 8 bytes, drawn when this is made and
 * again when the counter of 4 bytes behind it has run through. Two instances (two processes, or one
 * that started again) have the same prefix with a probability of 2⁻⁶⁴; among a million starts any
 * two do with one of 3·10⁻⁸ (n²/2⁶⁵).
 */
public final class NonceSource {
  static final int BYTES = 12;
  private static final int PREFIX = 8;
  private static final long COUNTS = 1L << Integer.SIZE;

  private final SecureRandom random;
  private final byte[] prefix = new byte[PREFIX];
  private long used;

  /**
   * @param random what prefixes are drawn from
   */
  public NonceSource(SecureRandom random) {
    this(random, 0);
  }

  NonceSource(SecureRandom random, long used) {
    this.random = random;
    this.used = used;
    random.nextBytes(prefix);
  }

  /** One more, a new array. */
  public synchronized byte[] next() {
    if (used == COUNTS) {
      random.nextBytes(prefix);
      used = 0;
    }
    return ByteBuffer.allocate(BYTES).put(prefix).putInt((int) used++).array();
  }
}
