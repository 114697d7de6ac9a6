package mrs.transforms.detection.judging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.SeriesField;
import mrs.transforms.detection.model.StateCodec;
import mrs.transforms.detection.reports.Group;
import mrs.transforms.detection.reports.Report;
import mrs.transforms.detection.series.DayCells;
import org.junit.jupiter.api.Test;

class ModelJudgeTest {

  @Test
  void findsNothingSureInACleanRegion() {
    assertThat(SampleRegion.sure(new SampleRegion(70).judge())).isEmpty();
  }

  @Test
  void findsAStoreThatReportsTwiceItsSales() {
    List<Report> found = SampleRegion.sure(new SampleRegion(60).store("S03", 45, 46, 2).judge());
    assertThat(found)
        .isNotEmpty()
        .allSatisfy(
            r -> {
              assertThat(r.series().storeId()).isEqualTo("S03");
              assertThat(r.direction()).isEqualTo(Direction.UP);
              assertThat(r.cause().group().test()).isEqualTo(TestKind.STORE_DAY);
              assertThat(r.cause().group().key()).isEqualTo("store_day|S03|up");
              assertThat(r.cause().group().others()).isEqualTo(SampleRegion.STORES - 1);
              assertThat(r.first()).isEqualTo(SampleRegion.FIRST + 45);
              assertThat(r.last()).isEqualTo(SampleRegion.FIRST + 46);
              assertThat(r.sums().observed()).isGreaterThan(r.sums().upper());
            });
    assertThat(found).hasSize(15);
  }

  @Test
  void findsASkuInTheWrongUnit() {
    List<Report> found = SampleRegion.sure(new SampleRegion(60).sku("P04", 50, 50, 6).judge());
    assertThat(found)
        .hasSize(12)
        .allSatisfy(
            r -> {
              assertThat(r.series().sku()).isEqualTo("P04");
              assertThat(r.cause().group().key()).isEqualTo("sku_day|P04|up");
              assertThat(r.cause().group().others()).isEqualTo(SampleRegion.SKUS - 1);
              assertThat(r.first()).isEqualTo(SampleRegion.FIRST + 50);
              assertThat(r.last()).isEqualTo(SampleRegion.FIRST + 50);
            });
  }

  @Test
  void findsAStoreThatDidNotReport() {
    List<Report> found = SampleRegion.sure(new SampleRegion(60).missing("S05", 40, 41).judge());
    assertThat(found)
        .hasSize(15)
        .allSatisfy(
            r -> {
              assertThat(r.direction()).isEqualTo(Direction.MISSING);
              assertThat(r.cause().group().key()).isEqualTo("missing|S05");
              assertThat(r.cause().group().start()).isEqualTo(SampleRegion.FIRST + 40);
              assertThat(r.last()).isEqualTo(SampleRegion.FIRST + 41);
              assertThat(r.sums().parts().sum()).isPositive();
            });
  }

  @Test
  void waitsForTheGraceOfAStoreThatDidNotReport() {
    RegionResult result = new SampleRegion(60).missing("S05", 59, 59).judge(59, 58);
    assertThat(result.reports()).noneMatch(r -> r.direction() == Direction.MISSING);
    assertThat(result.cells()).containsEntry(CellAccount.Fate.NOT_REPORTED, 15L);
  }

  @Test
  void keepsSilentWhenMostStoresDidNotReport() {
    SampleRegion region = new SampleRegion(60);
    for (int s = 1; s <= 7; s++) {
      region.missing(SampleRegion.store(s), 50, 50);
    }
    assertThat(region.judge().reports()).noneMatch(r -> r.direction() == Direction.MISSING);
  }

  @Test
  void findsZerosWhereSalesWereExpected() {
    List<Report> found =
        new SampleRegion(60)
            .series("S02", "P07", 48, 50, 0).judge().reports().stream()
                .filter(r -> r.cause().group().severity() > 1.5)
                .filter(r -> r.cause().group().test() == TestKind.ZERO_RUN)
                .toList();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).series()).isEqualTo(SampleRegion.key("S02", "P07"));
    assertThat(found.get(0).direction()).isEqualTo(Direction.DOWN);
    assertThat(found.get(0).first()).isEqualTo(SampleRegion.FIRST + 48);
    assertThat(found.get(0).last()).isEqualTo(SampleRegion.FIRST + 50);
    assertThat(found.get(0).sums().observed()).isZero();
  }

  @Test
  void ranksZerosWithAKnownStockOutLow() {
    SampleRegion region =
        new SampleRegion(60)
            .series("S02", "P07", 48, 52, 0)
            .flagged("S02", "P07", 48, 52, DayCells.STOCK_OUT);
    RegionResult result = region.judge();
    assertThat(SampleRegion.sure(result)).isEmpty();
    assertThat(result.cells()).containsEntry(CellAccount.Fate.STOCK_OUT_CONTEXT, 5L);
  }

  @Test
  void measuresAShiftAgainstTheLevelBeforeItFromWhereItBecameClear() {
    Report shift =
        new SampleRegion(75)
            .series("S06", "P02", 45, 74, 1.6).judge().reports().stream()
                .filter(r -> r.cause().group().test() == TestKind.LEVEL_SHIFT)
                .filter(r -> r.series().equals(SampleRegion.key("S06", "P02")))
                .findFirst()
                .orElseThrow();
    assertThat(shift.first()).isEqualTo(SampleRegion.FIRST + 45);
    // The level learns from the shift while it lasts; what was expected before does not.
    assertThat(shift.sums().observed() / shift.sums().parts().sum()).isGreaterThan(1.6);
  }

  @Test
  void aShiftBeginsWhereItBecomesClearNotWhereASmallDriftDid() {
    List<Report> found =
        new SampleRegion(75)
                .series("S06", "P02", 36, 44, 1.07)
                .series("S06", "P02", 45, 74, 1.6)
                .judge()
                .reports()
                .stream()
                .filter(r -> r.series().equals(SampleRegion.key("S06", "P02")))
                .filter(r -> r.cause().group().test() == TestKind.LEVEL_SHIFT)
                .toList();
    assertThat(found).extracting(r -> r.first() - SampleRegion.FIRST).contains(45L);
  }

  @Test
  void aLongRunOfZerosIsNoShift() {
    List<Report> found =
        new SampleRegion(75)
            .series("S02", "P07", 48, 62, 0).judge().reports().stream()
                .filter(r -> r.series().equals(SampleRegion.key("S02", "P07")))
                .filter(r -> r.direction() == Direction.DOWN)
                .toList();
    assertThat(found).extracting(r -> r.cause().group().test()).containsOnly(TestKind.ZERO_RUN);
  }

  @Test
  void twoDaysOfASkuSayMoreThanOne() {
    assertThat(severityOfSku(51)).isGreaterThan(severityOfSku(50) + 1);
  }

  /** Of a SKU that sells a fifth more from day 50 to {@code to}. */
  private static double severityOfSku(int to) {
    return new SampleRegion(60)
        .sku("P05", 50, to, 1.2).judge().reports().stream()
            .map(r -> r.cause().group())
            .filter(g -> g.key().equals("sku_day|P05|up"))
            .mapToDouble(Group::severity)
            .max()
            .orElseThrow();
  }

  @Test
  void findsASeriesThatMovesToAnotherLevel() {
    List<Report> found =
        new SampleRegion(75)
            .series("S06", "P02", 45, 74, 1.7).judge().reports().stream()
                .filter(r -> r.cause().group().test() == TestKind.LEVEL_SHIFT)
                .filter(r -> r.cause().group().severity() > SampleRegion.SURE)
                .toList();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).series()).isEqualTo(SampleRegion.key("S06", "P02"));
    assertThat(found.get(0).first()).isBetween(SampleRegion.FIRST + 44, SampleRegion.FIRST + 46);
    assertThat(found.get(0).last()).isLessThan(SampleRegion.FIRST + 62);
  }

  @Test
  void findsASingleCellOfASkuThatOneStoreSells() {
    SampleRegion region = new SampleRegion(60);
    for (int t = 0; t < 60; t++) {
      region.put("S01", "LONELY", t, 10 + t % 3);
      region.put("S02", "OTHER", t, 8 + t % 2);
    }
    List<Report> found = SampleRegion.sure(region.put("S01", "LONELY", 50, 90).judge());
    assertThat(found).hasSize(1);
    assertThat(found.get(0).cause().group().key()).isEqualTo("cell|S01|LONELY|up");
  }

  @Test
  void learnsANewSeriesBeforeItJudgesIt() {
    SampleRegion region = new SampleRegion(70).without("S01", "P01", 0, 39);
    assertThat(SampleRegion.sure(region.series("S01", "P01", 42, 43, 9).judge()))
        .noneMatch(r -> r.first() <= SampleRegion.FIRST + 43);
    List<Report> later = SampleRegion.sure(region.sku("P01", 65, 65, 6).judge());
    assertThat(later).extracting(Report::series).contains(SampleRegion.key("S01", "P01"));
  }

  @Test
  void countsEveryCellOnce() {
    Map<CellAccount.Fate, Long> cells = new SampleRegion(40).judge().cells();
    assertThat(cells)
        .containsOnly(
            Map.entry(CellAccount.Fate.WARM_UP, 28L * 180),
            Map.entry(CellAccount.Fate.JUDGED, 12L * 180));
  }

  @Test
  void doesNotLearnFromCellsThatPeopleConfirmed() {
    SampleRegion spoilt = new SampleRegion(50).series("S01", "P01", 34, 48, 3);
    RegionState taught = last(spoilt.judge());
    RegionState spared = last(spoilt.flagged("S01", "P01", 34, 48, DayCells.CONFIRMED).judge());
    assertThat(taught.series().of(SeriesField.LEVEL)[0])
        .isGreaterThan(spared.series().of(SeriesField.LEVEL)[0]);
  }

  private static RegionState last(RegionResult result) {
    return StateCodec.decode(result.snapshots().get(result.snapshots().lastKey()).payload());
  }

  @Test
  void judgesADayTheSameWhateverComesLater() {
    SampleRegion region = new SampleRegion(60).store("S03", 45, 46, 2).missing("S05", 47, 47);
    byte[] known = region.judge(47, 47).snapshots().get(SampleRegion.FIRST + 47).payload();
    SampleRegion other = new SampleRegion(60).store("S03", 45, 46, 2).missing("S05", 47, 47);
    other.sku("P04", 50, 55, 6).series("S02", "P07", 48, 59, 0);
    assertThat(other.judge(59, 59).snapshots().get(SampleRegion.FIRST + 47).payload())
        .isEqualTo(known);
  }

  @Test
  void survivesStoresThatCloseAndDaysWithoutAnyCell() {
    SampleRegion region = new SampleRegion(60);
    for (int p = 1; p <= SampleRegion.SKUS; p++) {
      region.without("S04", SampleRegion.sku(p), 35, 59);
      for (int s = 1; s <= SampleRegion.STORES; s++) {
        region.without(SampleRegion.store(s), SampleRegion.sku(p), 45, 45);
      }
    }
    assertThat(SampleRegion.sure(region.judge())).isEmpty();
    assertThat(Optional.of(region.judge()).map(v -> v.snapshots().size())).contains(60);
  }
}
