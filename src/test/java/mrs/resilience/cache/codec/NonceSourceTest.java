package mrs.resilience.cache.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No nonce comes twice. */
class NonceSourceTest {
  private final CountedRandom random = new CountedRandom(1);

  @Test
  void givesNoNonceTwiceOverRestarts() {
    Set<ByteBuffer> given = new HashSet<>();
    for (int start = 0; start < 500; start++) {
      NonceSource nonces = new NonceSource(random);
      for (int record = 0; record < 200; record++) {
        assertThat(given.add(ByteBuffer.wrap(nonces.next()))).isTrue();
      }
    }
    assertThat(given).hasSize(100_000);
  }

  @Test
  void drawsAnotherPrefixWhenTheCounterHasRunThrough() {
    NonceSource nonces = new NonceSource(random, (1L << 32) - 2);
    byte[] secondLast = nonces.next();
    byte[] last = nonces.next();
    byte[] next = nonces.next();

    assertThat(Arrays.copyOfRange(secondLast, 8, 12)).containsExactly(255, 255, 255, 254);
    assertThat(Arrays.copyOfRange(last, 8, 12)).containsExactly(255, 255, 255, 255);
    assertThat(Arrays.copyOf(last, 8)).isEqualTo(Arrays.copyOf(secondLast, 8));
    assertThat(Arrays.copyOfRange(next, 8, 12)).containsExactly(0, 0, 0, 0);
    assertThat(Arrays.copyOf(next, 8)).isNotEqualTo(Arrays.copyOf(last, 8));
  }
}
