package mrs.resilience.governor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The next attempt comes within limits that double, anywhere within them. */
class ReconnectProperties {
  private static Reconnect after(int failures) {
    return IntStream.range(0, failures)
        .boxed()
        .reduce(Reconnect.upToAMinute(), (r, i) -> r.failed(), (a, b) -> b);
  }

  @Property(tries = 300, seed = "1")
  void waitsOneToSixtySeconds(@ForAll long seed, @ForAll @IntRange(max = 200) int failures) {
    Duration delay = after(failures).delay(new Random(seed));

    assertThat(delay).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60));
    assertThat(delay.toNanos()).isLessThanOrEqualTo((long) (1e9 * Math.pow(2, failures)));
  }

  @Property(tries = 20, seed = "2")
  void drawsFromTheWholeRange(@ForAll long seed, @ForAll @IntRange(min = 2, max = 9) int failures) {
    Random random = new Random(seed);
    double limit = Math.min(60, Math.pow(2, failures));
    double mean =
        LongStream.range(0, 2000)
            .map(i -> after(failures).delay(random).toNanos())
            .average()
            .orElseThrow();

    assertThat(mean / 1e9).isBetween((1 + limit) / 2 * 0.93, (1 + limit) / 2 * 1.07);
  }

  @Example
  void beginsAnewAfterASuccess() {
    assertThat(after(7).succeeded()).isEqualTo(Reconnect.upToAMinute());
    assertThat(after(7).failures()).isEqualTo(7);
    assertThatThrownBy(() -> new Reconnect(Duration.ofSeconds(2), Duration.ofSeconds(1), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
