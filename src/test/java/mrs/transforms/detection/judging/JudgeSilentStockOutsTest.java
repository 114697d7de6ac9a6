package mrs.transforms.detection.judging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import mrs.transforms.detection.model.PoolField;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.SeriesField;
import mrs.transforms.detection.model.StateCodec;
import mrs.transforms.detection.series.DayCells;
import mrs.transforms.detection.series.SeriesKey;
import org.junit.jupiter.api.Test;

/** Zeros that nobody explains, of what sells every day. */
class JudgeSilentStockOutsTest {

  private static final SeriesKey OUT = SampleRegion.key("S02", "P05");

  private static SampleRegion stockOuts() {
    return new SampleRegion(60).silentStockOuts();
  }

  /** Eight of twelve stores are out of P05 from day 50 to 52. */
  private static SampleRegion outOf(SampleRegion region) {
    for (int s = 1; s <= 8; s++) {
      region.series(SampleRegion.store(s), "P05", 50, 52, 0);
    }
    return region;
  }

  /** The tests that found anything of P05 on these days. */
  private static Set<TestKind> tests(RegionResult judged) {
    return judged.reports().stream()
        .filter(r -> r.series().sku().equals("P05") && r.direction() == Direction.DOWN)
        .filter(r -> r.last() >= SampleRegion.FIRST + 50 && r.severity() > 1)
        .map(r -> r.cause().group().test())
        .collect(Collectors.toSet());
  }

  private static RegionState state(RegionResult judged, int day) {
    return StateCodec.decode(
        Objects.requireNonNull(judged.snapshots().get(SampleRegion.FIRST + day)).payload());
  }

  private static float level(RegionResult judged) {
    RegionState state = state(judged, 52);
    return state.series().of(SeriesField.LEVEL)[state.index().series().indexOf(OUT)];
  }

  /** How far off the SKU was on the first of these days, in deviations. */
  private static float statistic(RegionResult judged) {
    RegionState state = state(judged, 50);
    return state.skus().of(PoolField.LAST_Z)[state.index().skus().indexOf("P05")];
  }

  @Test
  void theyAreRunsOfZerosAndNoDayOfTheirSku() {
    RegionResult judged = outOf(stockOuts()).judge();

    assertThat(tests(judged)).containsExactly(TestKind.ZERO_RUN);
    assertThat(statistic(judged)).isBetween(-2f, 2f);
  }

  @Test
  void whereStockOutsAreToldTheyAreADayOfTheirSku() {
    SampleRegion told = stockOuts().put("S12", "P01", 40, 0);
    told.flagged("S12", "P01", 40, 40, DayCells.STOCK_OUT);

    assertThat(statistic(outOf(told).judge())).isLessThan(-5);
  }

  @Test
  void whereZerosComeInAnyOrderTheyAreADayOfTheirSku() {
    SampleRegion scattered = new SampleRegion(60);
    SplittableRandom random = new SplittableRandom(3);
    for (int s = 1; s <= SampleRegion.STORES; s++) {
      for (int t = 0; t < 28; t++) {
        String sku = SampleRegion.sku(1 + random.nextInt(SampleRegion.SKUS));
        scattered.put(SampleRegion.store(s), sku, t, 0);
      }
    }

    assertThat(statistic(outOf(scattered).judge())).isLessThan(-5);
  }

  @Test
  void theyTeachNoLevel() {
    assertThat(level(outOf(stockOuts()).judge())).isGreaterThan(level(stockOuts().judge()) - 0.03f);
  }

  @Test
  void aStoreThatSellsNothingIsNotOutOfStock() {
    RegionResult closed = stockOuts().store("S03", 50, 50, 0).judge();

    assertThat(closed.reports())
        .filteredOn(r -> r.series().storeId().equals("S03") && r.severity() > SampleRegion.SURE)
        .hasSizeGreaterThan(SampleRegion.SKUS / 2)
        .allMatch(r -> r.cause().group().test() == TestKind.STORE_DAY);
  }
}
