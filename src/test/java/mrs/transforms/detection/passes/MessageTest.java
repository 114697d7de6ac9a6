package mrs.transforms.detection.passes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageTest {

  /** The message of a pass that sums by store and ranks by key. */
  private record Counted(Totals ofStore, Ranked values) implements Message<Counted> {

    /** A sum of a store, and values under the keys 0 and 1 in turn; none has the key 2. */
    private static Contribution given(int store, double sum, double... values) {
      Counted counted = new Counted(new Totals(2), new Ranked(Ranking.MEDIAN, 3, 1));
      counted.ofStore.add(store, sum);
      for (double value : values) {
        counted.values.add(value < 5 ? 0 : 1, value);
      }
      return new Contribution.Given<>(Counted.class, counted);
    }

    @Override
    public void merge(Counted other) {
      ofStore.merge(other.ofStore);
      values.merge(other.values);
    }

    @Override
    public void finish() {
      values.finish();
    }
  }

  /** The message of another pass. */
  private record Other() implements Message<Other> {
    @Override
    public void merge(Other other) {}
  }

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
      sum += Totals.exact(value);
    }
    return sum;
  }

  @Test
  void mergesWhatAllContribute() {
    Counted all =
        Contribution.together(
                List.of(
                    Counted.given(0, 3.5, 7, 1, 2),
                    Counted.given(1, 2.5, 5, 9),
                    Counted.given(1, 0)))
            .message(Counted.class);

    assertThat(all.ofStore().of(0)).isEqualTo(3.5);
    assertThat(all.ofStore().of(1)).isEqualTo(2.5);
    assertThat(all.ofStore().sum()).isEqualTo(6);
    assertThat(all.values().of(0)).isEqualTo(1.5);
    assertThat(all.values().of(1)).isEqualTo(7);
    assertThat(all.values().of(2)).isZero();
  }

  @Test
  void whatOneTaskContributesAloneIsFinishedToo() {
    Counted all = Contribution.together(List.of(Counted.given(0, 1, 3))).message(Counted.class);
    assertThat(all.values().of(0)).isEqualTo(3);
  }

  @Test
  void messagesOfDifferentPassesDoNotMerge() {
    Contribution other = new Contribution.Given<>(Other.class, new Other());
    assertThat(Contribution.together(List.of(Counted.given(0, 1, 3), other)).fault())
        .hasValueSatisfying(f -> assertThat(f.message()).contains("ClassCastException"));
  }

  @Test
  void oneThatFailsFailsAll() {
    Contribution failed = new Contribution.Failed(new Fault("a poison series"));
    Contribution all = Contribution.together(List.of(Counted.given(0, 1, 3), failed));
    assertThat(all.fault()).contains(new Fault("a poison series"));
    assertThatThrownBy(() -> all.message(Counted.class)).hasMessageContaining("a poison series");
  }

  @Test
  void ranksTheMiddleHalf() {
    assertThat(Ranking.INTERQUARTILE_MEAN.of(new double[] {100, 4, 2, -50, 3, 5, 3, 7}, 8))
        .isEqualTo(3.75);
    assertThat(Ranking.INTERQUARTILE_MEAN.of(new double[] {}, 0)).isZero();
    assertThat(Ranking.MEDIAN.of(new double[] {9, 1, 2, 4}, 4)).isEqualTo(3);
  }
}
