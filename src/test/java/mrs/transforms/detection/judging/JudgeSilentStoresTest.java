package mrs.transforms.detection.judging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mrs.contracts.Direction;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.StateCodec;
import mrs.transforms.detection.reports.Report;
import org.junit.jupiter.api.Test;

/** Stores of which nothing, or next to nothing, arrives. */
class JudgeSilentStoresTest {

  private static final long FIRST = SampleRegion.FIRST;

  @Test
  void aStoreThatIsClosedIsNotMissing() {
    RegionResult result = new SampleRegion(60).closed("S05", 40, 49).judge();
    assertThat(result.reports()).noneMatch(r -> r.direction() == Direction.MISSING);
    assertThat(SampleRegion.sure(result)).isEmpty();
    assertThat(result.cells()).containsEntry(CellAccount.Fate.NOT_RANGED, 10L * 15);
  }

  @Test
  void aStoreThatFallsSilentEveryFewDaysIsKnownForIt() {
    SampleRegion region = new SampleRegion(70);
    for (int t = 1; t < 70; t += 4) {
      region.missing("S05", t, t);
    }
    assertThat(region.missing("S07", 60, 60).judge().reports())
        .filteredOn(r -> r.direction() == Direction.MISSING && r.severity() > 1)
        .hasSize(SampleRegion.SKUS)
        .allMatch(r -> r.series().storeId().equals("S07"));
  }

  @Test
  void aStoreThatFallsSilentNowAndThenIsMissingEachTime() {
    SampleRegion region =
        new SampleRegion(70).missing("S05", 35, 35).missing("S05", 47, 48).missing("S05", 60, 60);
    assertThat(SampleRegion.sure(region.judge()))
        .filteredOn(r -> r.direction() == Direction.MISSING)
        .hasSize(3 * SampleRegion.SKUS);
  }

  @Test
  void aShortGapChangesNothingOfWhatIsFoundLater() {
    List<Report> whole = SampleRegion.sure(new SampleRegion(60).store("S03", 50, 51, 2).judge());
    SampleRegion gap = new SampleRegion(60).store("S03", 50, 51, 2).without("S03", 44, 46);
    assertThat(SampleRegion.sure(gap.judge()))
        .extracting(r -> Map.entry(r.series(), r.first()))
        .containsExactlyElementsOf(
            whole.stream().map(r -> Map.entry(r.series(), r.first())).toList());
  }

  @Test
  void aStoreThatReportsLateIsJudgedAsIfItHadReportedInTime() {
    SampleRegion late = new SampleRegion(60).store("S03", 58, 58, 2).missing("S07", 59, 59);
    RegionResult waiting = late.judge(59, 58);
    assertThat(waiting.reports())
        .noneMatch(r -> r.series().storeId().equals("S07") && r.last() == FIRST + 59);
    RegionState before = StateCodec.decode(waiting.snapshots().get(FIRST + 58).payload());

    SampleRegion arrived = new SampleRegion(60).store("S03", 58, 58, 2);
    RegionResult again =
        ModelJudge.judge(
            arrived.grid(59, 59, Optional.empty()),
            Optional.of(before),
            new ModelJudge.Span(FIRST + 59, FIRST + 59, day -> true));

    assertThat(again.snapshots().get(FIRST + 59).payload())
        .isEqualTo(arrived.judge().snapshots().get(FIRST + 59).payload());
  }

  @Test
  void aStoreThatSoldSomeSkusIsNotMissing() {
    SampleRegion some =
        new SampleRegion(60).onlyArrive("S05", 50, 50, Set.of("P01", "P02", "P03", "P04"));
    assertThat(some.judge().reports()).noneMatch(r -> r.direction() == Direction.MISSING);
    SampleRegion nothing = some;
    for (int sku = 1; sku <= 4; sku++) {
      nothing = nothing.put("S05", SampleRegion.sku(sku), 50, 0);
    }
    assertThat(nothing.judge().reports())
        .filteredOn(r -> r.direction() == Direction.MISSING)
        .hasSize(SampleRegion.SKUS - 4);
  }

  /**
   * A stray row or two are no report of the day, but of a store that reports what it sold alone it
   * is.
   */
  @Test
  void aStoreThatReportsEverySkuIsMissingButForStrayRows() {
    SampleRegion all = new SampleRegion(60).onlyArrive("S05", 50, 50, Set.of("P01", "P02"));
    assertThat(all.judge().reports())
        .filteredOn(r -> r.direction() == Direction.MISSING)
        .extracting(Report::series)
        .hasSize(SampleRegion.SKUS - 2)
        .doesNotContain(SampleRegion.key("S05", "P01"), SampleRegion.key("S05", "P02"));

    SampleRegion soldAlone = new SampleRegion(60);
    for (int t = 0; t < 60; t++) {
      int first = t;
      soldAlone.onlyArrive(
          "S05",
          t,
          t,
          IntStream.range(0, SampleRegion.SKUS - 4)
              .mapToObj(p -> SampleRegion.sku(1 + (first + p) % SampleRegion.SKUS))
              .collect(Collectors.toSet()));
    }
    assertThat(
            soldAlone
                .onlyArrive("S05", 50, 50, Set.of(SampleRegion.sku(1 + 50 % SampleRegion.SKUS)))
                .judge()
                .reports())
        .noneMatch(r -> r.direction() == Direction.MISSING);
  }
}
