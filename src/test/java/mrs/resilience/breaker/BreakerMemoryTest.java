package mrs.resilience.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import mrs.resilience.breaker.BreakerMemory.Position;
import mrs.resilience.breaker.BreakerState.Closed;
import mrs.resilience.breaker.BreakerState.ForcedClosed;
import mrs.resilience.breaker.BreakerState.ForcedOpen;
import mrs.resilience.breaker.BreakerState.HalfOpen;
import mrs.resilience.breaker.BreakerState.Open;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class BreakerMemoryTest {
  private static final Instant SINCE = Instant.parse("2026-03-01T02:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-03-01T02:00:30Z");

  static BreakerState[] states() {
    return new BreakerState[] {
      new Closed(.25, 3, 2),
      new Open(SINCE, UNTIL, 4),
      new HalfOpen(SINCE, UNTIL, 4),
      new ForcedOpen(SINCE),
      new ForcedClosed(SINCE)
    };
  }

  @ParameterizedTest
  @MethodSource("states")
  void keepsAStateWhole(BreakerState state) {
    assertThat(BreakerMemory.of(state).state()).isEqualTo(state);
  }

  @ParameterizedTest
  @EnumSource(Position.class)
  void shutsNothingWhenItIsDamaged(Position position) {
    BreakerMemory damaged =
        new BreakerMemory(position, Double.NaN, -1, -1, Optional.empty(), Optional.empty());

    assertThat(damaged.state()).isEqualTo(BreakerState.UNUSED);
  }
}
