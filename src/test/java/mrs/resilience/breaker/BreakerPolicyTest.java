package mrs.resilience.breaker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakerPolicyTest {
  @ParameterizedTest
  @CsvSource({
    "0,   .5, 10, 5, 30, 3600, 60, weight",
    "1.1, .5, 10, 5, 30, 3600, 60, weight",
    "NaN, .5, 10, 5, 30, 3600, 60, weight",
    ".1,  0,  10, 5, 30, 3600, 60, opensAbove",
    ".1,  1,  10, 5, 30, 3600, 60, opensAbove",
    ".1,  .5, 0,  5, 30, 3600, 60, leastCalls",
    ".1,  .5, 10, 0, 30, 3600, 60, inARow",
    ".1,  .5, 10, 5, 0,  3600, 60, openFor",
    ".1,  .5, 10, 5, 30, 29,   60, longestOpen",
    ".1,  .5, 10, 5, 30, 3600, 0,  trialLimit"
  })
  void refusesWhatIsOutOfBounds(
      double weight,
      double above,
      int least,
      int row,
      long open,
      long longest,
      long limit,
      String name) {
    assertThatThrownBy(
            () ->
                new BreakerPolicy(
                    weight,
                    above,
                    least,
                    row,
                    Duration.ofSeconds(open),
                    Duration.ofSeconds(longest),
                    Duration.ofSeconds(limit)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name);
  }
}
