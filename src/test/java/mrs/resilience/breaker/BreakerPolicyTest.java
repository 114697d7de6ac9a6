package mrs.resilience.breaker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakerPolicyTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  @ParameterizedTest
  @CsvSource({
    "0,   .5, weight",
    "1.1, .5, weight",
    "NaN, .5, weight",
    ".1,  0,  opensAbove",
    ".1,  1,  opensAbove"
  })
  void refusesSharesThatAreOutOfBounds(double weight, double above, String name) {
    assertThatThrownBy(
            () ->
                new BreakerPolicy(
                    weight, above, 10, 5, SECOND.multipliedBy(30), HOUR, SECOND.multipliedBy(60)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name);
  }

  @ParameterizedTest
  @CsvSource({
    "0,  5, 30, 3600, 60, leastCalls",
    "10, 0, 30, 3600, 60, inARow",
    "10, 5, 0,  3600, 60, openFor",
    "10, 5, 30, 29,   60, longestOpen",
    "10, 5, 30, 3600, 0,  trialLimit"
  })
  void refusesCountsAndTimesThatAreOutOfBounds(
      int least, int row, long open, long longest, long limit, String name) {
    assertThatThrownBy(
            () ->
                new BreakerPolicy(
                    .1,
                    .5,
                    least,
                    row,
                    Duration.ofSeconds(open),
                    Duration.ofSeconds(longest),
                    Duration.ofSeconds(limit)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name);
  }
}
