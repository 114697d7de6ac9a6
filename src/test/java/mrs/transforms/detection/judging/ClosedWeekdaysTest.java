package mrs.transforms.detection.judging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntConsumer;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.SeriesField;
import mrs.transforms.detection.model.StateCodec;
import mrs.transforms.detection.reports.Report;
import org.junit.jupiter.api.Test;

/**
 * Stores that do not open on one day of the week, which is day 6 of the sample and each seventh.
 */
class ClosedWeekdaysTest {

  private static final long FIRST = SampleRegion.FIRST;
  private static final int DAYS = 90;

  private static void onClosedDays(int from, int to, IntConsumer change) {
    for (int t = from; t <= to; t++) {
      if (t % 7 == 6) {
        change.accept(t);
      }
    }
  }

  private static SampleRegion zeros(int from, int to) {
    SampleRegion region = new SampleRegion(DAYS);
    onClosedDays(from, to, t -> region.store("S03", t, t, 0));
    return region;
  }

  private static SampleRegion silent(int from, int to) {
    SampleRegion region = new SampleRegion(DAYS);
    onClosedDays(from, to, t -> region.missing("S03", t, t));
    return region;
  }

  private static SampleRegion told(int from, int to) {
    SampleRegion region = new SampleRegion(DAYS);
    onClosedDays(from, to, t -> region.closed("S03", t, t));
    return region;
  }

  /** Reports of the store that have the day. */
  private static List<Report> on(int day, RegionResult result) {
    return result.reports().stream()
        .filter(r -> r.series().storeId().equals("S03"))
        .filter(r -> r.first() <= FIRST + day && r.last() >= FIRST + day)
        .toList();
  }

  private static float[] levels(RegionResult result) {
    RegionState last =
        StateCodec.decode(result.snapshots().get(result.snapshots().lastKey()).payload());
    return last.series().of(SeriesField.LEVEL);
  }

  @Test
  void aClosedWeekdayIsNoDayWhetherZerosAreSentOrNothing() {
    RegionResult told = told(0, DAYS - 1).judge();
    RegionResult zeros = zeros(0, DAYS - 1).judge();
    RegionResult silent = silent(0, DAYS - 1).judge();
    assertThat(zeros.reports()).isEqualTo(told.reports());
    assertThat(silent.reports()).isEqualTo(told.reports());
    assertThat(levels(zeros)).isEqualTo(levels(told));
    assertThat(levels(silent)).isEqualTo(levels(told));
    onClosedDays(28, DAYS - 1, t -> assertThat(on(t, zeros)).isEmpty());
    assertThat(zeros.cells()).containsEntry(CellAccount.Fate.NOT_RANGED, 8L * SampleRegion.SKUS);
  }

  @Test
  void runsOfZerosPauseOnAClosedWeekday() {
    SampleRegion region = zeros(0, DAYS - 1).series("S03", "P07", 44, 51, 0);
    assertThat(region.judge().reports())
        .filteredOn(r -> r.series().equals(SampleRegion.key("S03", "P07")))
        .filteredOn(r -> r.direction() == Direction.DOWN)
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.cause().group().test()).isEqualTo(TestKind.ZERO_RUN);
              assertThat(r.first()).isEqualTo(FIRST + 44);
              assertThat(r.last()).isEqualTo(FIRST + 51);
            });
    assertThat(region.judge().reports()).isEqualTo(toldWithRun().judge().reports());
  }

  private static SampleRegion toldWithRun() {
    SampleRegion told = new SampleRegion(DAYS).series("S03", "P07", 44, 51, 0);
    onClosedDays(0, DAYS - 1, t -> told.closed("S03", t, t));
    return told;
  }

  @Test
  void aStoreThatOpensTwiceOnAClosedWeekdayIsJudgedThen() {
    SampleRegion opens = zeros(0, 40);
    assertThat(on(41, opens.store("S03", 41, 41, 5).judge())).isEmpty();
    assertThat(on(48, opens.store("S03", 48, 48, 5).judge())).isEmpty();
    assertThat(on(55, opens.store("S03", 55, 55, 5).judge())).hasSize(SampleRegion.SKUS);
  }

  @Test
  void aStoreThatStopsToOpenOnAWeekdayIsReportedUntilThatIsKnown() {
    RegionResult result = zeros(35, DAYS - 1).judge();
    assertThat(on(41, result)).isNotEmpty();
    assertThat(on(76, result)).isEmpty();
    assertThat(on(83, result)).isEmpty();
  }

  @Test
  void weeksWithoutAnySaleSayNothingOfWeekdays() {
    assertThat(zeros(0, DAYS - 1).store("S03", 36, 66, 0).judge().cells())
        .containsEntry(CellAccount.Fate.NOT_RANGED, 8L * SampleRegion.SKUS);
  }

  @Test
  void aStoreThatSellsNothingOnManyDaysIsOpenAllTheSame() {
    SampleRegion region = new SampleRegion(DAYS);
    for (int t = 0; t < DAYS; t++) {
      if (t % 3 == 0 || t % 7 == 6) {
        region.store("S03", t, t, 0);
      }
    }
    assertThat(region.judge().cells()).doesNotContainKey(CellAccount.Fate.NOT_RANGED);
  }

  @Test
  void whatStoresHaveNotSentYetSaysNothingOfTheirWeekdays() {
    SampleRegion late = new SampleRegion(DAYS);
    for (int s = 1; s <= 7; s++) {
      for (int t = 6; t < DAYS - 7; t += 7) {
        late.missing(SampleRegion.store(s), t, t);
      }
    }
    assertThat(late.judge().cells()).doesNotContainKey(CellAccount.Fate.NOT_RANGED);
  }
}
