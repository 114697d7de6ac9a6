package mrs.transforms.detection.judging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import mrs.transforms.detection.reports.Report;
import mrs.transforms.detection.series.RegionGrid;
import mrs.transforms.detection.series.SeriesKey;
import org.junit.jupiter.api.Test;

/** Stores whose tills count twice, seen by their even units. */
class JudgeTwiceCountedTest {

  private static final String STORE = "S03";

  /** The store's units, of which some are more from day 50 to 52. */
  private static SampleRegion with(DoubleUnaryOperator always, DoubleUnaryOperator rise) {
    SampleRegion region = new SampleRegion(60);
    RegionGrid grid = region.grid();
    for (int p = 1; p <= SampleRegion.SKUS; p++) {
      SeriesKey key = SampleRegion.key(STORE, SampleRegion.sku(p));
      for (int t = 0; t < 60; t++) {
        double units = grid.day(SampleRegion.FIRST + t).units()[grid.series().indexOf(key)];
        double usual = always.applyAsDouble(units);
        boolean rises = t >= 50 && t <= 52;
        region.put(STORE, key.sku(), t, rises ? rise.applyAsDouble(usual) : usual);
      }
    }
    return region;
  }

  /** The greatest severity of what the store's rise shows. */
  private static double severity(SampleRegion region) {
    return region.judge().reports().stream()
        .filter(r -> r.series().storeId().equals(STORE) && r.direction() == Direction.UP)
        .filter(r -> r.cause().group().test() == TestKind.STORE_DAY)
        .filter(r -> r.last() >= SampleRegion.FIRST + 50)
        .mapToDouble(Report::severity)
        .max()
        .orElse(Double.NEGATIVE_INFINITY);
  }

  /** The next even number that is at least one more. */
  private static double even(double units) {
    return 2 * Math.ceil((units + 1) / 2);
  }

  /** The next odd number that is at least one more. */
  private static double odd(double units) {
    return 2 * Math.ceil(units / 2) + 1;
  }

  @Test
  void aRiseToEvenUnitsIsRarerThanOneToOddUnits() {
    assertThat(severity(with(u -> u, JudgeTwiceCountedTest::even)))
        .isGreaterThan(severity(with(u -> u, JudgeTwiceCountedTest::odd)) + 1)
        .isGreaterThan(2);
  }

  @Test
  void evenUnitsSayNothingOfAStoreThatSellsInPairs() {
    DoubleUnaryOperator pairs = u -> 2 * Math.rint(u / 2);

    // As severe as the rise is without any look at even units; taken for double counting, over 5.
    assertThat(severity(with(pairs, u -> u % 4 == 0 ? u + 2 : u))).isBetween(3.4, 3.6);
  }

  @Test
  void evenUnitsSayNothingWhereTheStoreSellsNoMore() {
    assertThat(severity(with(u -> u, u -> 2 * Math.rint(u / 2)))).isLessThan(1);
  }
}
