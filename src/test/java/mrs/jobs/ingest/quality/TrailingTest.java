package mrs.jobs.ingest.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import mrs.jobs.ingest.batch.DeliverySummary;
import org.junit.jupiter.api.Test;

/** What deliveries before one say about what is usual. */
final class TrailingTest {
  private static DeliverySummary delivery(long records, long dead, String... columns) {
    return new DeliverySummary(1, records, dead, List.of(columns), List.of(), null, false);
  }

  private static Trailing of(long... records) {
    Trailing trailing = Trailing.NONE;
    for (long n : records) {
      trailing = trailing.after(delivery(n, 0, "c" + n));
    }
    return trailing;
  }

  @Test
  void saysNothingBeforeTheThirdDelivery() {
    assertThat(of(5, 6).median()).isEmpty();
  }

  @Test
  void medianOfEvenAndOddNumbers() {
    assertThat(of(5, 100, 6).median()).isEqualTo(OptionalDouble.of(6));
    assertThat(of(5, 100, 6, 8).median()).isEqualTo(OptionalDouble.of(7));
  }

  @Test
  void onlyTheLastSevenCount() {
    Trailing trailing = of(1, 1, 1, 1, 9, 9, 9, 9, 9, 9, 9);

    assertThat(trailing.records()).containsExactly(9L, 9L, 9L, 9L, 9L, 9L, 9L);
    assertThat(trailing.knownColumns()).containsExactly("c9");
  }

  @Test
  void deliveriesWithoutARowAreLeftOut() {
    assertThat(of(5, 6).after(delivery(9, 9, "x"))).isEqualTo(of(5, 6));
    assertThat(of(5).after(delivery(9, 8, "x")).knownColumns()).isEqualTo(Set.of("c5", "x"));
  }
}
