package mrs.transforms.detection.passes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TallyTest {

  @Test
  void whatIsRoundedAddsUpToTheSameInAnyOrder() {
    Random random = new Random(5);
    List<Double> values = new ArrayList<>();
    for (int k = 0; k < 2000; k++) {
      values.add(random.nextDouble() * Math.pow(10, random.nextInt(7) - 1));
    }
    double sum = exactSum(values);
    for (int k = 0; k < 10; k++) {
      Collections.shuffle(values, random);
      assertThat(exactSum(values)).isEqualTo(sum);
    }
    assertThat(sum).isCloseTo(values.stream().mapToDouble(v -> v).sum(), within(1e-2));
  }

  private static double exactSum(List<Double> values) {
    double sum = 0;
    for (double value : values) {
      sum += Tally.exact(value);
    }
    return sum;
  }

  @Test
  void bringsTogetherWhatAllSay() {
    Tally one = said(0, 3.5, 7, 1, 2);
    one.line(Line.MOST_EVIDENCE, 2)[1] = 4;
    one.tell(2, 1);
    Tally other = said(1, 2.5, 5, 9);
    other.line(Line.MOST_EVIDENCE, 2)[1] = 3;
    other.tell(1, 8);

    Tally all = Tally.together(List.of(one, other));

    assertThat(all.of(Line.CELLS_OF_STORE)).containsExactly(3.5, 2.5);
    assertThat(all.sum(Line.CELLS_OF_STORE)).isEqualTo(6);
    assertThat(all.of(Line.MOST_EVIDENCE)).containsExactly(0, 4);
    assertThat(all.told()).containsExactly(new double[] {1, 8}, new double[] {2, 1});
    assertThat(all.ranks()).containsExactly(1.5, 7, 0);
  }

  /** A sum of a store, and values under the keys 0 and 1 in turn; none has the key 2. */
  private static Tally said(int store, double sum, double... values) {
    Tally tally = new Tally();
    tally.line(Line.CELLS_OF_STORE, 2)[store] += sum;
    tally.ranking(Ranking.MEDIAN, 3, values.length);
    for (int k = 0; k < values.length; k++) {
      tally.rank(values[k] < 5 ? 0 : 1, values[k]);
    }
    return tally;
  }

  @Test
  void ranksTheMiddleHalf() {
    assertThat(Ranking.INTERQUARTILE_MEAN.of(new double[] {100, 4, 2, -50, 3, 5, 3, 7}, 8))
        .isEqualTo(3.75);
    assertThat(Ranking.INTERQUARTILE_MEAN.of(new double[] {}, 0)).isZero();
    assertThat(Ranking.MEDIAN.of(new double[] {9, 1, 2, 4}, 4)).isEqualTo(3);
  }
}
