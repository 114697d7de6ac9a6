package mrs.resilience.cache.codec;

import java.security.SecureRandom;
import java.util.Random;

/** A secure random that is not: the same bytes for the same seed. */
public final class CountedRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;

  private final Random random;

  /** Draws from {@code seed}. */
  public CountedRandom(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public void nextBytes(byte[] bytes) {
    random.nextBytes(bytes);
  }
}
