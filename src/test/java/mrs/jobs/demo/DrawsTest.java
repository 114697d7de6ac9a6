package mrs.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawsTest {
  private static final int MANY = 20_000;

  @Test
  void givesTheSameNumbersForTheSameThing() {
    assertThat(Draws.of(1, 2, 3).poisson(12)).isEqualTo(Draws.of(1, 2, 3).poisson(12));
    assertThat(Draws.of(1, 2, 3).gaussian()).isEqualTo(Draws.of(1, 2, 3).gaussian());
  }

  @Test
  void givesOtherNumbersForAnotherSeedOrThing() {
    double one = Draws.of(1, 2, 3).gaussian();

    assertThat(Draws.of(2, 2, 3).gaussian()).isNotEqualTo(one);
    assertThat(Draws.of(1, 3, 2).gaussian()).isNotEqualTo(one);
    assertThat(Draws.of(1, 2).gaussian()).isNotEqualTo(one);
  }

  @Test
  void poissonHasItsMeanAndVariance() {
    double[] numbers =
        IntStream.range(0, MANY).mapToDouble(i -> Draws.of(7, i).poisson(9)).toArray();

    assertThat(mean(numbers)).isEqualTo(9, within(0.1));
    assertThat(variance(numbers)).isEqualTo(9, within(0.4));
  }

  @Test
  void poissonOfNothingIsNothing() {
    assertThat(Draws.of(7, 1).poisson(0)).isZero();
  }

  @Test
  void gaussianIsStandard() {
    double[] numbers =
        IntStream.range(0, MANY).mapToDouble(i -> Draws.of(7, i).gaussian()).toArray();

    assertThat(mean(numbers)).isEqualTo(0, within(0.03));
    assertThat(variance(numbers)).isEqualTo(1, within(0.04));
  }

  private static double mean(double[] numbers) {
    return java.util.Arrays.stream(numbers).average().orElseThrow();
  }

  private static double variance(double[] numbers) {
    double mean = mean(numbers);
    return java.util.Arrays.stream(numbers)
        .map(n -> (n - mean) * (n - mean))
        .average()
        .orElseThrow();
  }
}
