package mrs.transforms.detection.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import mrs.transforms.detection.model.PoolField;
import mrs.transforms.detection.model.RegionField;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.SeriesField;
import mrs.transforms.detection.model.StateCodec;
import mrs.transforms.detection.model.TailName;
import mrs.transforms.detection.reports.Report;
import mrs.transforms.detection.series.SeriesKey;
import org.junit.jupiter.api.Test;

/** Days on which all stores that report sell nothing of anything. */
class JudgeRegionDaysTest {

  private static final long FIRST = SampleRegion.FIRST;
  private static final int CELLS = SampleRegion.STORES * SampleRegion.SKUS;

  private static SampleRegion region() {
    return new SampleRegion(60);
  }

  private static List<Report> on(int day, RegionResult result) {
    return result.reports().stream()
        .filter(r -> r.first() <= FIRST + day && r.last() >= FIRST + day)
        .toList();
  }

  private static List<Report> regionDays(RegionResult result) {
    return result.reports().stream()
        .filter(r -> r.cause().group().test() == TestKind.REGION_DAY)
        .toList();
  }

  private static List<Report> of(String store, String sku, Direction direction, RegionResult all) {
    return all.reports().stream()
        .filter(r -> r.series().equals(SampleRegion.key(store, sku)))
        .filter(r -> r.direction() == direction)
        .toList();
  }

  private static RegionState after(int day, RegionResult result) {
    return StateCodec.decode(result.snapshots().get(FIRST + day).payload());
  }

  @Test
  void aDayWithoutAnySaleIsOneFindOfTheWholeRegion() {
    RegionResult result = region().nothingSold(50, 50).judge();
    assertThat(on(50, result))
        .hasSize(CELLS)
        .allSatisfy(
            r -> {
              assertThat(r.cause().group().test()).isEqualTo(TestKind.REGION_DAY);
              assertThat(r.cause().group().key()).isEqualTo("region_day|north");
              assertThat(r.cause().group().start()).isEqualTo(FIRST + 50);
              assertThat(r.direction()).isEqualTo(Direction.DOWN);
              assertThat(r.first()).isEqualTo(FIRST + 50);
              assertThat(r.last()).isEqualTo(FIRST + 50);
              assertThat(r.sums().observed()).isZero();
              assertThat(r.sums().parts().sum()).isPositive();
              assertThat(r.severity()).isGreaterThan(4);
            });
    assertThat(on(50, result).stream().map(Report::severity).distinct()).hasSize(1);
    double expected = on(50, result).stream().mapToDouble(r -> r.sums().parts().sum()).sum();
    assertThat(expected).isCloseTo(unitsOfDay(50), within(0.1 * unitsOfDay(50)));
  }

  private static double unitsOfDay(int day) {
    double sum = 0;
    for (double units : region().grid().day(FIRST + day).units()) {
      sum += units;
    }
    return sum;
  }

  @Test
  void suchADayTeachesNothing() {
    RegionResult result = region().store("S03", 49, 49, 2).nothingSold(50, 50).judge();
    RegionState before = after(49, result);
    RegionState after = after(50, result);
    for (SeriesField field : EnumSet.complementOf(EnumSet.of(SeriesField.LAST_SEEN))) {
      assertThat(after.series().of(field)).as("%s", field).isEqualTo(before.series().of(field));
    }
    for (PoolField field : PoolField.values()) {
      assertThat(after.stores().of(field)).isEqualTo(before.stores().of(field));
      assertThat(after.skus().of(field)).isEqualTo(before.skus().of(field));
      assertThat(after.storeVolumes().of(field)).isEqualTo(before.storeVolumes().of(field));
      assertThat(after.skuVolumes().of(field)).isEqualTo(before.skuVolumes().of(field));
    }
    for (RegionField field : EnumSet.range(RegionField.QUANTUM, RegionField.EXPECTED)) {
      assertThat(after.region(field)).isEqualTo(before.region(field));
    }
    for (TailName name : TailName.values()) {
      assertThat(after.tail(name).rarity(5)).isEqualTo(before.tail(name).rarity(5));
    }
  }

  @Test
  void suchADayOfTheWarmUpTeachesNothing() {
    SampleRegion closed = region();
    for (int s = 1; s <= SampleRegion.STORES; s++) {
      closed.closed(SampleRegion.store(s), 20, 20);
    }
    RegionState told = after(59, closed.judge());
    RegionState zeros = after(59, region().nothingSold(20, 20).judge());
    for (SeriesField field : SeriesField.values()) {
      assertThat(zeros.series().of(field)).as("%s", field).isEqualTo(told.series().of(field));
    }
  }

  @Test
  void daysInARowAreOneEvent() {
    assertThat(regionDays(region().nothingSold(50, 51).judge()))
        .hasSize(CELLS)
        .allSatisfy(
            r -> {
              assertThat(r.cause().group().start()).isEqualTo(FIRST + 50);
              assertThat(r.first()).isEqualTo(FIRST + 50);
              assertThat(r.last()).isEqualTo(FIRST + 51);
              assertThat(r.sums().observed()).isZero();
            });
  }

  @Test
  void aDayOfWhichNothingIsReportedDoesNotPartThem() {
    RegionResult one = region().nothingSold(50, 50).judge();
    RegionResult two =
        region().nothingSold(50, 50).nothingReported(51, 51).nothingSold(52, 52).judge();
    assertThat(regionDays(two))
        .hasSize(CELLS)
        .allSatisfy(
            r -> {
              assertThat(r.cause().group().start()).isEqualTo(FIRST + 50);
              assertThat(r.first()).isEqualTo(FIRST + 50);
              assertThat(r.last()).isEqualTo(FIRST + 52);
            });
    double ofOneDay = regionDays(one).get(0).sums().parts().sum();
    assertThat(regionDays(two).get(0).sums().parts().sum())
        .isBetween(1.5 * ofOneDay, 2.5 * ofOneDay);
  }

  @Test
  void daysWithAUsualOneBetweenAreTwo() {
    List<Report> found = regionDays(region().nothingSold(50, 50).nothingSold(52, 52).judge());
    assertThat(found).hasSize(2 * CELLS);
    assertThat(found.stream().map(r -> r.cause().group().start()).distinct())
        .containsExactlyInAnyOrder(FIRST + 50, FIRST + 52);
  }

  @Test
  void storesThatHaveNotReportedAreNoPartOfIt() {
    SampleRegion third = region().nothingSold(50, 50);
    List.of("S01", "S02", "S03", "S04").forEach(s -> third.missing(s, 50, 50));
    assertThat(on(50, third.judge()))
        .hasSize(CELLS - 4 * SampleRegion.SKUS)
        .allMatch(r -> r.cause().group().test() == TestKind.REGION_DAY)
        .noneMatch(r -> r.series().storeId().compareTo("S05") < 0);
  }

  @Test
  void whereMostStoresHaveNotReportedThereIsNone() {
    SampleRegion most = region().nothingSold(50, 50);
    for (int s = 1; s <= 7; s++) {
      most.missing(SampleRegion.store(s), 50, 50);
    }
    assertThat(regionDays(most.judge())).isEmpty();
  }

  @Test
  void aRegionThatSendsNothingIsLate() {
    assertThat(on(50, region().nothingReported(50, 50).judge())).isEmpty();
  }

  @Test
  void oneShopCanBeClosedToo() {
    RegionResult result =
        ModelJudge.judge(
            region().nothingSold(50, 51).grid(0, 59, "S01"::equals),
            Optional.empty(),
            new ModelJudge.Span(FIRST + 59, FIRST + 59, day -> false));
    assertThat(regionDays(result))
        .hasSize(SampleRegion.SKUS)
        .allMatch(r -> r.cause().group().key().equals("region_day|north"))
        .allMatch(r -> r.first() == FIRST + 50 && r.last() == FIRST + 51)
        .allMatch(r -> r.severity() > 2);
  }

  @Test
  void whereOneUnitIsSoldThereIsNone() {
    assertThat(regionDays(region().nothingSold(50, 50).put("S07", "P07", 50, 1).judge())).isEmpty();
  }

  @Test
  void whereLittleIsExpectedThereIsNone() {
    SampleRegion one = region().nothingSold(50, 50);
    RegionResult result =
        ModelJudge.judge(
            few(one).grid(0, 59, "S01"::equals),
            Optional.empty(),
            new ModelJudge.Span(FIRST + 59, FIRST + 59, day -> false));
    assertThat(regionDays(result)).isEmpty();
  }

  /** Of its first store two SKUs are left, which sell one each every other day. */
  private static SampleRegion few(SampleRegion region) {
    for (int p = 1; p <= SampleRegion.SKUS; p++) {
      for (int t = 0; t < 60; t++) {
        if (p <= 2) {
          region.put("S01", SampleRegion.sku(p), t, t == 50 ? 0 : (t + p) % 2);
        }
      }
      if (p > 2) {
        region.without("S01", SampleRegion.sku(p), 0, 59);
      }
    }
    return region;
  }

  @Test
  void aDayOnWhichNobodyOpensIsNone() {
    SampleRegion sundays = region();
    for (int s = 1; s <= SampleRegion.STORES; s++) {
      sundays.closedEachWeek(SampleRegion.store(s), 6);
    }
    assertThat(regionDays(sundays.judge())).isEmpty();
  }

  @Test
  void aWeekdayOnWhichNobodyOpensAnyMoreIsKnownAfterFive() {
    SampleRegion region = new SampleRegion(84);
    for (int t = 34; t < 84; t += 7) {
      region.nothingSold(t, t);
    }
    assertThat(
            regionDays(region.judge()).stream()
                .map(r -> r.cause().group().start() - FIRST)
                .distinct()
                .sorted())
        .containsExactly(34L, 41L, 48L, 55L, 62L);
  }

  @Test
  void returnsAreNoSales() {
    RegionResult result = region().nothingSold(50, 50).put("S07", "P07", 50, -5).judge();
    assertThat(on(50, result))
        .hasSize(CELLS)
        .allMatch(r -> r.cause().group().test() == TestKind.REGION_DAY);
    assertThat(of("S07", "P07", Direction.DOWN, result))
        .filteredOn(r -> r.first() == FIRST + 50)
        .singleElement()
        .satisfies(r -> assertThat(r.sums().observed()).isEqualTo(-5));
  }

  @Test
  void whatWasFoundBeforeGoesOnAfterIt() {
    SampleRegion region =
        region()
            .sku("P04", 50, 54, 6)
            .missing("S05", 48, 54)
            .series("S02", "P07", 47, 56, 0)
            .nothingSold(52, 52)
            .missing("S05", 52, 52);
    RegionResult result = region.judge();
    assertThat(of("S01", "P04", Direction.UP, result))
        .filteredOn(r -> r.severity() > 2)
        .singleElement()
        .satisfies(r -> assertThat(days(r)).containsExactly(50L, 54L));
    assertThat(of("S05", "P01", Direction.MISSING, result))
        .singleElement()
        .satisfies(
            r -> {
              assertThat(days(r)).containsExactly(48L, 54L);
              assertThat(r.cause().group().start()).isEqualTo(FIRST + 48);
            });
    assertThat(of("S02", "P07", Direction.DOWN, result))
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.cause().group().test()).isEqualTo(TestKind.ZERO_RUN);
              assertThat(days(r)).containsExactly(47L, 56L);
            });
    assertThat(regionDays(result))
        .extracting(Report::series)
        .doesNotContain(new SeriesKey("S02", "P07"));
  }

  private static List<Long> days(Report report) {
    return List.of(report.first() - FIRST, report.last() - FIRST);
  }
}
