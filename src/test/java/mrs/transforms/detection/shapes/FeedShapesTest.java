package mrs.transforms.detection.shapes;

import static mrs.transforms.detection.shapes.Faults.cell;
import static mrs.transforms.detection.shapes.Faults.storeDay;
import static mrs.transforms.detection.shapes.Retailer.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import mrs.transforms.detection.judging.RegionResult;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.StateCodec;
import mrs.transforms.detection.reports.Report;
import mrs.transforms.detection.series.SeriesKey;
import org.junit.jupiter.api.Test;

/**
 * Retailers whose feed begins, stops, comes in batches or all at once. Lines without ids belong to
 * the time series stage, which is not plain Java, and are left to its tests.
 */
class FeedShapesTest extends ShapesTest {

  private static final int DAYS = 120;
  private static final int YEAR = 400;

  /** 2024-02-29. */
  private static final int LEAP_DAY = 87;

  private static Retailer usual(long seed) {
    return Retailer.of(8, 12, DAYS).seed(seed);
  }

  private static Retailer stopped() {
    return usual(22).change((s, p, t, u) -> 70 <= t && t <= 76 ? NOTHING : u);
  }

  private static Retailer year() {
    return Retailer.of(8, 12, YEAR)
        .seed(24)
        .demand((s, p, t) -> Math.exp(0.3 * Math.sin(2 * Math.PI * t / 365.25)));
  }

  @Override
  List<Shape> shapes() {
    return List.of(
        Shape.of("a new region", usual(21))
            .wrong(e -> e.last() < Retailer.WARM_UP)
            .fault(storeDay(4, 28, 3), "store_day|S04|up", 28, 28),
        Shape.of("a store that reports every third day, when all has come", inBatches(DAYS))
            .wrong(e -> e.test() == TestKind.MISSING)
            .fault(storeDay(3, 91, 3), "store_day|S03|up", 91, 91),
        Shape.of("a feed that stops for a week", stopped())
            .wrong(e -> e.bounds(70, 76))
            .fault(storeDay(4, 77, 3), "store_day|S04|up", 77, 77),
        Shape.of("a leap day", usual(23))
            .wrong(e -> e.window().equals(List.of(LEAP_DAY, LEAP_DAY)))
            .fault(storeDay(4, LEAP_DAY, 3), "store_day|S04|up", LEAP_DAY, LEAP_DAY),
        Shape.of("twelve months of history at once", year())
            .fault(storeDay(4, 380, 3), "store_day|S04|up", 380, 380));
  }

  @Test
  void theLeapDayIsTheTwentyNinthOfFebruary() {
    Event top = Event.of(usual(23).change(storeDay(4, LEAP_DAY, 3)).judge()).get(0);
    assertThat(LocalDate.ofEpochDay(Retailer.FIRST + top.window().get(0)))
        .isEqualTo(LocalDate.of(2024, 2, 29));
  }

  @Test
  void aWildCellOfTheWarmUpIsNotReported() {
    assertThat(onThatDay(20)).isEmpty();
    assertThat(onThatDay(28))
        .singleElement()
        .satisfies(r -> assertThat(r.cause().group().key()).isEqualTo("cell|S03|P05|up"));
  }

  /** What is reported of a cell of that day that is wild. */
  private static List<Report> onThatDay(int day) {
    return usual(21).change(cell(3, 5, day, 1000)).judge().reports().stream()
        .filter(r -> r.series().equals(new SeriesKey("S03", "P05")))
        .filter(r -> Event.first(r) <= day && Event.last(r) >= day)
        .toList();
  }

  @Test
  void aWeekOfWhichNothingIsSentIsNoReport() {
    assertThat(stopped().judge().reports()).noneMatch(r -> r.direction() == Direction.MISSING);
  }

  static Optional<RegionState> after(RegionResult result, int day) {
    return Optional.of(StateCodec.decode(payload(result, day)));
  }

  /** What is known in the end is the same bit by bit, and so is what was reported lately. */
  @Test
  void aYearAtOnceIsTheSameAsItsParts() {
    RegionResult whole = year().judge();
    RegionResult first = year().judge(0, 200, 200, Optional.empty());
    RegionResult second = year().judge(201, 300, 300, after(first, 200));
    RegionResult third = year().judge(301, YEAR - 1, YEAR - 1, after(second, 300));
    assertThat(payload(third, YEAR - 1)).isEqualTo(payload(whole, YEAR - 1));
    assertThat(since(301, third)).isEqualTo(since(301, whole));
  }

  private static byte[] payload(RegionResult result, int day) {
    return result.snapshots().get(Retailer.FIRST + day).payload();
  }

  private static Set<Report> since(int day, RegionResult result) {
    return result.reports().stream().filter(r -> Event.first(r) >= day).collect(Collectors.toSet());
  }

  static Retailer inTime() {
    return usual(25);
  }

  /** As it is known on a night: the third store's lines come every third day. */
  static Retailer inBatches(int night) {
    int sent = night - night % 3;
    return inTime().change((s, p, t, u) -> s == 3 && t > sent ? NOTHING : u);
  }

  @Test
  void aBatchIsLateUntilGraceIsOverAndThenAsIfItHadComeInTime() {
    for (int sent = 60; sent < 84; sent += 3) {
      Optional<RegionState> before = after(inTime().judge(0, sent, sent, Optional.empty()), sent);
      for (int night = sent + 1; night < sent + 3; night++) {
        assertThat(inBatches(night).judge(sent + 1, night, sent, before).reports())
            .noneMatch(r -> r.direction() == Direction.MISSING);
      }
      RegionResult arrived = inBatches(sent + 3).judge(sent + 1, sent + 3, sent + 3, before);
      RegionResult inTime = inTime().judge(0, sent + 3, sent + 3, Optional.empty());
      assertThat(payload(arrived, sent + 3)).isEqualTo(payload(inTime, sent + 3));
    }
  }
}
