package mrs.transforms.detection.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import mrs.transforms.detection.reports.Report;
import mrs.transforms.detection.series.DayCells;
import org.junit.jupiter.api.Test;

/** Runs of zeros with a known stock-out, which are an account of what was lost. */
class JudgeToldRunsTest {

  /** Days without sales of one SKU in a store that usually sells 4 or 12 of it. */
  private static SampleRegion told(SampleRegion region, String store, int from, int to) {
    return region
        .series(store, "P07", from, to, 0)
        .flagged(store, "P07", from, to, DayCells.STOCK_OUT);
  }

  private static List<Report> zeros(SampleRegion region) {
    return region.judge().reports().stream()
        .filter(r -> r.direction() == Direction.DOWN)
        .filter(r -> r.cause().group().test() == TestKind.ZERO_RUN)
        .toList();
  }

  private static double rounded(double value) {
    return Math.rint(value * 1000) / 1000;
  }

  @Test
  void theLargestLossesComeFirstAndNoneIsSevere() {
    SampleRegion region = new SampleRegion(60);
    told(region, "S02", 40, 41);
    told(region, "S05", 44, 46);
    told(region, "S02", 50, 57);
    assertThat(zeros(region))
        .extracting(
            r -> r.series().storeId(),
            r -> r.first() - SampleRegion.FIRST,
            r -> rounded(r.severity()),
            r -> rounded(r.priority()))
        .containsExactly(tuple("S02", 50L, 0.322, 1.038), tuple("S05", 44L, 0.342, 1.257));
  }

  @Test
  void aLossLikeThoseOfLateComesLater() {
    SampleRegion region = new SampleRegion(60);
    told(region, "S05", 34, 36);
    told(region, "S05", 44, 46);
    told(region, "S05", 54, 56);
    assertThat(zeros(region))
        .extracting(r -> r.first() - SampleRegion.FIRST, r -> rounded(r.priority()))
        .containsExactly(tuple(34L, 1.025), tuple(44L, 1.296), tuple(54L, 0.669));
  }

  @Test
  void aSingleDayIsNotTold() {
    assertThat(zeros(told(new SampleRegion(60), "S02", 50, 50))).isEmpty();
  }
}
