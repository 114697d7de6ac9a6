package mrs.transforms.detection.judging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import mrs.contracts.TestKind;
import mrs.transforms.detection.model.StateCodec;
import mrs.transforms.detection.reports.Report;
import mrs.transforms.detection.series.DayCells;
import mrs.transforms.detection.series.RegionGrid;
import org.junit.jupiter.api.Test;

/**
 * What real sales have that models do not like: beginnings, ends, gaps, returns, nothing at all.
 */
class ModelJudgeEdgesTest {

  private static final long FIRST = SampleRegion.FIRST;

  @Test
  void aNewStoreIsLearntBeforeItIsJudged() {
    SampleRegion opened = new SampleRegion(70).without("S04", 0, 34);
    assertThat(SampleRegion.sure(opened.store("S04", 36, 37, 3).judge())).isEmpty();

    List<Report> later = SampleRegion.sure(opened.store("S04", 64, 65, 2).judge());

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
    assertThat(SampleRegion.sure(launched.sku("P03", 36, 36, 6).judge())).isEmpty();

    List<Report> later = SampleRegion.sure(launched.sku("P03", 66, 66, 6).judge());

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
    RegionResult later =
        ModelJudge.judge(
            region.grid(226, days - 1, Optional.empty()),
            Optional.of(StateCodec.decode(between)),
            new ModelJudge.Span(FIRST + days - 1, FIRST + days - 1, day -> true));

    assertThat(StateCodec.decode(between).index().stores()).doesNotContain("S04");
    assertThat(later.snapshots().get(FIRST + days - 1).payload()).isEqualTo(atOnce);
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
      spiked.flagged("S03", SampleRegion.sku(p), 40, 46, DayCells.CONFIRMED);
    }
    assertThat(SampleRegion.sure(spiked.judge()))
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
    RegionResult result =
        ModelJudge.judge(
            grid.build(),
            Optional.empty(),
            new ModelJudge.Span(FIRST + 69, FIRST + 69, day -> false));
    assertThat(SampleRegion.sure(result))
        .filteredOn(r -> r.cause().group().test() == TestKind.STORE_DAY)
        .isNotEmpty()
        .allMatch(r -> r.cause().group().key().equals("store_day|S0|up"))
        .allMatch(r -> r.cause().group().start() == FIRST + 60);
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
