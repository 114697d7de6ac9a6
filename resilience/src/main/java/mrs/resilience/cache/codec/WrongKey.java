package mrs.resilience.cache.codec;

import java.io.IOException;

/**
 * A whole record that was encrypted with a key that is not there: a matter of configuration, not of
 * damage, so nothing is thrown away for it. Its message has ids of keys and no more of them.
 */
public final class WrongKey extends IOException {
  private static final long serialVersionUID = 1L;

  WrongKey(String problem) {
    super(
        problem
            + "; give the key that it was written with beside the newest one, or clear the cache");
  }
}
