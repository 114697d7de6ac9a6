package mrs.transforms.detection.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import mrs.contracts.DetectionTest;
import mrs.contracts.Direction;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.SeriesField;
import mrs.transforms.detection.model.StateCodec;
import mrs.transforms.detection.reports.Report;
import mrs.transforms.detection.series.RegionDay;
import mrs.transforms.detection.series.RegionGrid;
import org.junit.jupiter.api.Test;

/**
 * What real sales have that models do not like: beginnings, ends, gaps, returns, nothing at all.
 */
class JudgeRegionEdgesTest {

  /** Above this nothing is left to chance in these small regions. */
  private static final double SURE = 2.5;

  private static final long FIRST = SampleRegion.FIRST;

  private static List<Report> sure(JudgeRegion.Verdict verdict) {
    return verdict.reports().stream().filter(r -> r.cause().group().severity() > SURE).toList();
  }

  @Test
  void aNewStoreIsLearntBeforeItIsJudged() {
    SampleRegion opened = new SampleRegion(70).without("S04", 0, 34);
    assertThat(sure(opened.store("S04", 36, 37, 3).judge())).isEmpty();

    List<Report> later = sure(opened.store("S04", 64, 65, 2).judge());

    assertThat(later).hasSize(SampleRegion.SKUS);
    assertThat(later)
        .allSatisfy(
            r -> {
              assertThat(r.series().storeId()).isEqualTo("S04");
              assertThat(r.first()).isEqualTo(FIRST + 64);
              assertThat(r.last()).isEqualTo(FIRST + 65);
            });
  }

  @Test
  void aNewSkuIsLearntBeforeItIsJudged() {
    SampleRegion launched = new SampleRegion(70);
    for (int s = 1; s <= SampleRegion.STORES; s++) {
      launched.without(SampleRegion.store(s), "P03", 0, 34);
    }
    assertThat(sure(launched.sku("P03", 36, 36, 6).judge())).isEmpty();

    List<Report> later = sure(launched.sku("P03", 66, 66, 6).judge());

    assertThat(later).hasSize(SampleRegion.STORES);
    assertThat(later).extracting(r -> r.cause().group().key()).containsOnly("sku_day|P03|up");
  }

  /** What was learnt and stored after it was forgotten knows nothing of it. */
  @Test
  void aStoreThatComesBackAfterHalfAYearIsNew() {
    int days = 250;
    SampleRegion region = new SampleRegion(days).store("S04", 30, 33, 3).without("S04", 34, 229);
    byte[] atOnce = region.judge().snapshots().get(FIRST + days - 1).payload();

    byte[] between = region.judge(225, 225).snapshots().get(FIRST + 225).payload();
    JudgeRegion.Verdict later =
        JudgeRegion.judge(
            region.grid(226, days - 1, Optional.empty()),
            Optional.of(StateCodec.decode(between)),
            new JudgeRegion.Span(FIRST + days - 1, FIRST + days - 1, day -> true));

    assertThat(StateCodec.decode(between).layout().stores()).doesNotContain("S04");
    assertThat(later.snapshots().get(FIRST + days - 1).payload()).isEqualTo(atOnce);
  }

  @Test
  void aStoreThatIsClosedIsNotMissing() {
    JudgeRegion.Verdict verdict = new SampleRegion(60).closed("S05", 40, 49).judge();
    assertThat(verdict.reports()).noneMatch(r -> r.direction() == Direction.MISSING);
    assertThat(sure(verdict)).isEmpty();
    assertThat(verdict.cells()).containsEntry(CellAccount.Fate.NOT_RANGED, 10L * 15);
  }

  @Test
  void aStoreThatFallsSilentEveryFewDaysIsKnownForIt() {
    SampleRegion region = new SampleRegion(70);
    for (int t = 1; t < 70; t += 4) {
      region.missing("S05", t, t);
    }
    assertThat(region.missing("S07", 60, 60).judge().reports())
        .filteredOn(r -> r.direction() == Direction.MISSING)
        .hasSize(SampleRegion.SKUS)
        .allMatch(r -> r.series().storeId().equals("S07"));
  }

  @Test
  void aStoreThatFallsSilentNowAndThenIsMissingEachTime() {
    SampleRegion region =
        new SampleRegion(70).missing("S05", 35, 35).missing("S05", 47, 48).missing("S05", 60, 60);
    assertThat(sure(region.judge()))
        .filteredOn(r -> r.direction() == Direction.MISSING)
        .hasSize(3 * SampleRegion.SKUS);
  }

  @Test
  void aShortGapChangesNothingOfWhatIsFoundLater() {
    List<Report> whole = sure(new SampleRegion(60).store("S03", 50, 51, 2).judge());
    SampleRegion gap = new SampleRegion(60).store("S03", 50, 51, 2).without("S03", 44, 46);
    assertThat(sure(gap.judge()))
        .extracting(r -> Map.entry(r.series(), r.first()))
        .containsExactlyElementsOf(
            whole.stream().map(r -> Map.entry(r.series(), r.first())).toList());
  }

  @Test
  void aStoreThatReportsLateIsJudgedAsIfItHadReportedInTime() {
    SampleRegion late = new SampleRegion(60).store("S03", 58, 58, 2).missing("S07", 59, 59);
    JudgeRegion.Verdict waiting = late.judge(59, 58);
    assertThat(waiting.reports()).noneMatch(r -> r.series().storeId().equals("S07"));
    RegionState before = StateCodec.decode(waiting.snapshots().get(FIRST + 58).payload());

    SampleRegion arrived = new SampleRegion(60).store("S03", 58, 58, 2);
    JudgeRegion.Verdict again =
        JudgeRegion.judge(
            arrived.grid(59, 59, Optional.empty()),
            Optional.of(before),
            new JudgeRegion.Span(FIRST + 59, FIRST + 59, day -> true));

    assertThat(again.snapshots().get(FIRST + 59).payload())
        .isEqualTo(arrived.judge().snapshots().get(FIRST + 59).payload());
  }

  /**
   * Out of stock as was told, then not heard of for longer than reports are kept in mind, then
   * again.
   */
  private static SampleRegion lapsed() {
    return lapsed(75)
        .flagged("S02", "P07", 38, 45, RegionDay.STOCK_OUT)
        .unreported("S02", "P07", 46, 62)
        .flagged("S02", "P07", 63, 66, RegionDay.STOCK_OUT);
  }

  private static SampleRegion lapsed(int days) {
    return new SampleRegion(days)
        .series("S02", "P07", 0, days - 1, 8)
        .series("S02", "P07", 38, 66, 0);
  }

  private static List<Report> down(JudgeRegion.Verdict verdict) {
    return verdict.reports().stream()
        .filter(r -> r.series().equals(SampleRegion.key("S02", "P07")))
        .filter(r -> r.direction() == Direction.DOWN)
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
            .flagged("S02", "P07", 38, 45, RegionDay.STOCK_OUT)
            .unreported("S02", "P07", 46, 239);
    assertThat(down(gone.judge()))
        .extracting(r -> r.first() - FIRST, r -> r.last() - FIRST)
        .containsExactly(tuple(38L, 45L));
  }

  @Test
  void returnsBeyondSalesAreLowSalesNotNonsense() {
    SampleRegion region = new SampleRegion(60);
    for (int t = 30; t < 60; t += 5) {
      region.put("S01", "P01", t, -4);
    }
    JudgeRegion.Verdict few = region.judge();
    assertThat(sure(few)).isEmpty();
    assertThat(few.snapshots().get(FIRST + 59).payload())
        .matches(p -> finite(StateCodec.decode(p)));

    List<Report> reversed =
        new SampleRegion(60)
            .store("S08", 52, 52, -1).judge().reports().stream()
                .filter(r -> r.first() == FIRST + 52 && r.severity() > 1)
                .toList();

    assertThat(reversed).hasSize(SampleRegion.SKUS);
    assertThat(reversed)
        .allSatisfy(
            r -> {
              assertThat(r.series().storeId()).isEqualTo("S08");
              assertThat(r.direction()).isEqualTo(Direction.DOWN);
              assertThat(r.sums().observed()).isNegative();
              assertThat(r.sums().lower()).isNotNegative();
            });
    assertThat(sure(new SampleRegion(60).store("S08", 52, 52, -1).judge()))
        .isNotEmpty()
        .allMatch(r -> r.cause().group().test() == DetectionTest.STORE_DAY);
  }

  private static List<Report> of(SampleRegion region, int day) {
    return region.judge().reports().stream()
        .filter(r -> r.series().equals(SampleRegion.key("S02", "P07")))
        .filter(r -> r.first() <= FIRST + day && r.last() >= FIRST + day)
        .toList();
  }

  private static double severity(int day, double units) {
    return of(new SampleRegion(60).put("S02", "P07", day, units), day).stream()
        .mapToDouble(Report::severity)
        .max()
        .orElse(0);
  }

  @Test
  void moreReturnsThanSalesAreAtLeastAsSevereAsTheirMirrorImage() {
    for (int day : new int[] {50}) {
      for (int units : new int[] {10, 40, 350, 5000}) {
        assertThat(severity(day, -units))
            .as("%s units on day %s", -units, day)
            .isGreaterThanOrEqualTo(severity(day, units));
      }
    }
    assertThat(severity(50, -350)).isGreaterThan(SURE);
  }

  @Test
  void moreReturnsThanSalesAreCountedAsSuchAndAreNoZeros() {
    SampleRegion region =
        new SampleRegion(60)
            .put("S02", "P07", 50, -40)
            .put("S02", "P07", 51, -60)
            .put("S02", "P07", 52, -50);
    assertThat(of(region, 51))
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.first()).isEqualTo(FIRST + 50);
              assertThat(r.last()).isEqualTo(FIRST + 52);
              assertThat(r.sums().observed()).isEqualTo(-150);
              assertThat(r.cause().group().test()).isNotEqualTo(DetectionTest.ZERO_RUN);
            });
  }

  @Test
  void aStockOutThatWasToldExplainsNoReturns() {
    SampleRegion region =
        new SampleRegion(60)
            .put("S02", "P07", 50, -350)
            .flagged("S02", "P07", 50, 50, RegionDay.STOCK_OUT);
    assertThat(of(region, 50))
        .singleElement()
        .satisfies(r -> assertThat(r.sums().observed()).isEqualTo(-350));
    assertThat(region.judge().cells()).doesNotContainKey(CellAccount.Fate.STOCK_OUT_CONTEXT);
  }

  @Test
  void aStoreThatSoldSomeSkusIsNotMissing() {
    SampleRegion some = new SampleRegion(60).onlyArrive("S05", 50, 50, Set.of("P01", "P02"));
    assertThat(some.judge().reports()).noneMatch(r -> r.direction() == Direction.MISSING);
    SampleRegion nothing = some.put("S05", "P01", 50, 0).put("S05", "P02", 50, 0);
    assertThat(nothing.judge().reports())
        .filteredOn(r -> r.direction() == Direction.MISSING)
        .hasSize(SampleRegion.SKUS - 2);
  }

  /** A stray row is no report of the day, but of a store that reports what it sold alone it is. */
  @Test
  void aStoreThatReportsEverySkuIsMissingButForAStrayRow() {
    SampleRegion all = new SampleRegion(60).onlyArrive("S05", 50, 50, Set.of("P01"));
    assertThat(all.judge().reports())
        .filteredOn(r -> r.direction() == Direction.MISSING)
        .extracting(Report::series)
        .hasSize(SampleRegion.SKUS - 1)
        .doesNotContain(SampleRegion.key("S05", "P01"));

    SampleRegion soldAlone = new SampleRegion(60);
    for (int t = 0; t < 60; t++) {
      soldAlone.onlyArrive("S05", t, t, t % 2 == 0 ? Set.of("P01", "P02", "P03") : Set.of("P04"));
    }
    assertThat(soldAlone.onlyArrive("S05", 50, 50, Set.of("P01")).judge().reports())
        .noneMatch(r -> r.direction() == Direction.MISSING);
  }

  private static boolean finite(RegionState state) {
    for (SeriesField field : SeriesField.values()) {
      for (float value : state.series().of(field)) {
        if (!Float.isFinite(value)) {
          return false;
        }
      }
    }
    return true;
  }

  @Test
  void aSeriesThatNeverSellsIsNeverReportedForIt() {
    SampleRegion region = new SampleRegion(60).series("S02", "P05", 0, 59, 0);
    assertThat(region.judge().reports())
        .noneMatch(r -> r.series().equals(SampleRegion.key("S02", "P05")));
  }

  @Test
  void aConfirmedAnomalyDoesNotBecomeTheNormalWeekButALevelDoes() {
    SampleRegion shifted = new SampleRegion(90).series("S06", "P02", 45, 89, 1.7);
    List<Report> learnt =
        shifted.judge().reports().stream()
            .filter(r -> r.series().equals(SampleRegion.key("S06", "P02")))
            .toList();
    assertThat(learnt).isNotEmpty().allMatch(r -> r.last() < FIRST + 75);

    SampleRegion spiked = new SampleRegion(70).store("S03", 40, 46, 2).store("S03", 60, 60, 2);
    for (int p = 1; p <= SampleRegion.SKUS; p++) {
      spiked.flagged("S03", SampleRegion.sku(p), 40, 46, RegionDay.EXCLUDED);
    }
    assertThat(sure(spiked.judge()))
        .filteredOn(r -> r.first() == FIRST + 60)
        .hasSize(SampleRegion.SKUS);
  }

  @Test
  void theDayOfOneStoreThatSellsMostIsNotTakenForTheRegions() {
    RegionGrid.Builder grid = RegionGrid.builder(FIRST, FIRST + 69);
    SplittableRandom random = new SplittableRandom(3);
    for (int s = 0; s < 8; s++) {
      for (int p = 0; p < 60; p++) {
        for (int t = 0; t < 70; t++) {
          double weekday = t % 7 == 2 ? 2 : 1;
          double usual = weekday * (s == 0 ? 0.2 + p % 6 : 0.05);
          double factor = s == 0 && t == 60 ? 2 : 1;
          grid.sold(SampleRegion.key("S" + s, "P" + p), FIRST + t, factor * poisson(usual, random));
        }
      }
    }
    JudgeRegion.Verdict verdict =
        JudgeRegion.judge(
            grid.build(),
            Optional.empty(),
            new JudgeRegion.Span(FIRST + 69, FIRST + 69, day -> false));
    assertThat(sure(verdict))
        .filteredOn(r -> r.cause().group().test() == DetectionTest.STORE_DAY)
        .isNotEmpty()
        .allMatch(r -> r.cause().group().key().equals("store_day|S0|up"))
        .allMatch(r -> r.first() == FIRST + 60);
  }

  private static int poisson(double mean, SplittableRandom random) {
    double limit = Math.exp(-mean);
    int events = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      events++;
    }
    return events;
  }
}
