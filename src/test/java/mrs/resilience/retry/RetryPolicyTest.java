package mrs.resilience.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How long and how often. */
class RetryPolicyTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void standsAsTheSeedHasIt() {
    assertThat(RetryPolicy.defaults())
        .isEqualTo(new RetryPolicy(Duration.ofMillis(500), 2.0, 5, Duration.ofSeconds(30)));
    assertThat(RetryLimits.defaults()).isEqualTo(new RetryLimits(1_000, 4_194_304));
  }

  @Test
  void theLongestWaitDoublesUpToItsBound() {
    RetryPolicy policy = RetryPolicy.defaults();

    assertThat(IntStream.of(1, 2, 3, 4, 5, 6, 7, 8, 1_000_000).mapToObj(policy::ceiling))
        .map(Duration::toMillis)
        .containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L, 30_000L);
  }

  @Test
  void drawsEvenlyFromNothingToTheLongest() {
    RetryPolicy policy = new RetryPolicy(Duration.ofMillis(1), 1, 5, SECOND);
    Random random = new Random(5);
    long[] tenths = new long[10];
    for (int i = 0; i < 100_000; i++) {
      long nanos = policy.delay(1, random).toNanos();
      assertThat(nanos).isBetween(0L, 1_000_000L);
      tenths[(int) Math.min(9, nanos / 100_000)]++;
    }

    assertThat(LongStream.of(tenths)).allMatch(n -> n > 9_500 && n < 10_500);
  }

  @Test
  void canDrawBothEnds() {
    RetryPolicy policy = new RetryPolicy(Duration.ofMillis(1), 1, 5, SECOND);

    assertThat(policy.delay(1, drawing(0))).isEqualTo(Duration.ZERO);
    assertThat(policy.delay(1, drawing(-1))).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void refusesWhatIsOutOfBounds() {
    Duration half = Duration.ofMillis(500);
    refuses(
        () -> new RetryPolicy(Duration.ofNanos(999_999), 2, 5, SECOND), "base = PT0.000999999S");
    refuses(() -> new RetryPolicy(Duration.ofSeconds(2), 2, 5, SECOND), "base = PT2S");
    refuses(() -> new RetryPolicy(half, .99, 5, SECOND), "factor = 0.99");
    refuses(() -> new RetryPolicy(half, 10.1, 5, SECOND), "factor = 10.1");
    refuses(() -> new RetryPolicy(half, Double.NaN, 5, SECOND), "factor = NaN");
    refuses(() -> new RetryPolicy(half, 2, 0, SECOND), "attempts = 0");
    refuses(() -> new RetryPolicy(half, 2, 11, SECOND), "attempts = 11");
    refuses(() -> new RetryPolicy(half, 2, 5, Duration.ofHours(25)), "longest = PT25H");
    refuses(() -> new RetryLimits(0, 1), "0 commands");
    refuses(() -> new RetryLimits(5_001, 1), "5001 commands");
    refuses(() -> new RetryLimits(1, 0), "0 bytes");
    refuses(() -> new RetryLimits(1, (16 << 20) + 1), "16777217 bytes");
  }

  private static void refuses(Runnable made, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(made::run)
        .withMessageContaining(problem)
        .withMessageContaining("allowed: ");
  }

  /** Draws the bottom or, with -1, the top. */
  private static RandomGenerator drawing(long value) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        return value;
      }

      @Override
      public long nextLong(long bound) {
        return value < 0 ? bound + value : value;
      }
    };
  }
}
