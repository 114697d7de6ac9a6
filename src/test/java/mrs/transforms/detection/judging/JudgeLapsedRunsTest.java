package mrs.transforms.detection.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.List;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import mrs.transforms.detection.reports.Report;
import mrs.transforms.detection.series.DayCells;
import org.junit.jupiter.api.Test;

/** Runs of zeros that lapse and are found again. */
class JudgeLapsedRunsTest {

  private static final long FIRST = SampleRegion.FIRST;

  /**
   * Out of stock as was told, then not heard of for longer than reports are kept in mind, then
   * again.
   */
  private static SampleRegion lapsed() {
    return lapsed(75)
        .flagged("S02", "P07", 38, 45, DayCells.STOCK_OUT)
        .unreported("S02", "P07", 46, 62)
        .flagged("S02", "P07", 63, 66, DayCells.STOCK_OUT);
  }

  private static SampleRegion lapsed(int days) {
    return new SampleRegion(days)
        .series("S02", "P07", 0, days - 1, 8)
        .series("S02", "P07", 38, 66, 0);
  }

  private static List<Report> down(RegionResult result) {
    return result.reports().stream()
        .filter(r -> r.series().equals(SampleRegion.key("S02", "P07")))
        .filter(r -> r.direction() == Direction.DOWN)
        .filter(r -> r.cause().group().test() == TestKind.ZERO_RUN)
        .toList();
  }

  @Test
  void aRunThatIsFoundAgainAfterDaysWithoutReportsIsOneReport() {
    assertThat(down(lapsed().judge()))
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.first()).isEqualTo(FIRST + 38);
              assertThat(r.last()).isEqualTo(FIRST + 66);
              assertThat(r.sums().observed()).isZero();
            });
  }

  @Test
  void daysWithoutReportsDoNotExtendARun() {
    List<Report> found = down(lapsed().judge(62, 62));
    assertThat(found).extracting(r -> r.last() - FIRST).containsExactly(45L);
    assertThat(down(lapsed().judge(66, 66)).get(0).sums().parts().sum())
        .isCloseTo(1.5 * found.get(0).sums().parts().sum(), withPercentage(20));
  }

  @Test
  void aRunThatEndedIsNotTakenUpAgain() {
    SampleRegion sold = lapsed().put("S02", "P07", 55, 9);
    assertThat(down(sold.judge()))
        .extracting(r -> r.first() - FIRST, r -> r.last() - FIRST)
        .containsExactly(tuple(38L, 45L), tuple(63L, 66L));
  }

  /** A SKU that never comes back is forgotten; that it was out of stock is not. */
  @Test
  void whatIsForgottenWhileItsRunGoesOnStaysReported() {
    SampleRegion gone =
        lapsed(240)
            .flagged("S02", "P07", 38, 45, DayCells.STOCK_OUT)
            .unreported("S02", "P07", 46, 239);
    assertThat(down(gone.judge()))
        .extracting(r -> r.first() - FIRST, r -> r.last() - FIRST)
        .containsExactly(tuple(38L, 45L));
  }
}
