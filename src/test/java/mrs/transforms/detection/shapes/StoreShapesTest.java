package mrs.transforms.detection.shapes;

import static mrs.transforms.detection.shapes.Faults.storeDay;
import static mrs.transforms.detection.shapes.Retailer.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mrs.contracts.TestKind;
import mrs.transforms.detection.judging.RegionResult;
import org.junit.jupiter.api.Test;

/**
 * Retailers whose stores are few, close, open or go. The fault of each is a store day on which all
 * was sold three times: found as that store's, on that day alone, first in the list.
 */
class StoreShapesTest extends ShapesTest {

  private static final int DAYS = 120;
  private static final int SUMMER = 60;
  static final int SUMMER_ENDS = 80;

  private static Retailer usual(long seed) {
    return Retailer.of(8, 12, DAYS).seed(seed);
  }

  private static Retailer closedSundays(double sent) {
    return usual(2).change((s, p, t, u) -> (s == 2 || s == 6) && Retailer.sunday(t) ? sent : u);
  }

  private static Retailer feast() {
    return usual(3).change((s, p, t, u) -> t == 80 || t == 101 ? 0 : u);
  }

  static Retailer summerBreak(long seed) {
    return usual(seed)
        .change((s, p, t, u) -> s == 3 && SUMMER <= t && t <= SUMMER_ENDS ? NOTHING : u);
  }

  @Override
  List<Shape> shapes() {
    return List.of(
        Shape.of("one shop", Retailer.of(1, 24, DAYS))
            .wrong(e -> e.test() == TestKind.SKU_DAY || e.test() == TestKind.MISSING)
            .fault(storeDay(1, 100, 3), "store_day|S01|up", 100, 100),
        Shape.of("two stores closed on Sundays, zeros sent", closedSundays(0))
            .wrong(StoreShapesTest::namesAClosedSunday)
            .fault(storeDay(2, 96, 3), "store_day|S02|up", 96, 96),
        Shape.of("two stores closed on Sundays, nothing sent", closedSundays(NOTHING))
            .wrong(StoreShapesTest::namesAClosedSunday)
            .fault(storeDay(2, 96, 3), "store_day|S02|up", 96, 96),
        Shape.of("feasts on which nobody sells", feast())
            .right(StoreShapesTest::isTheFeast)
            .wrong(e -> e.bounds(80, 80) || e.bounds(101, 101))
            .fault(storeDay(8, 90, 3), "store_day|S08|up", 90, 90),
        Shape.of("a store opens, another closes", opensAndCloses())
            .right(e -> e.key().equals("missing|S05") && e.window().equals(List.of(70, 76)))
            .wrong(e -> (e.ofStore(3) && e.first() < 78) || (e.ofStore(5) && e.last() >= 70))
            .fault(storeDay(3, 90, 3), "store_day|S03|up", 90, 90),
        Shape.of("a store gets another name", renamed())
            .right(e -> e.key().equals("missing|S04") && e.window().equals(List.of(65, 71)))
            .wrong(e -> (e.ofStore(8) && e.first() < 93) || (e.ofStore(4) && e.last() >= 65))
            .fault(storeDay(8, 90, 3), "store_day|S08|up", 90, 90),
        Shape.of("a store's summer break, nothing sent", summerBreak(6))
            .right(e -> e.key().equals("missing|S03") && e.window().equals(List.of(60, 66)))
            .wrong(e -> e.ofStore(3) && e.bounds(SUMMER, SUMMER_ENDS + 7))
            .fault(storeDay(3, 90, 3), "store_day|S03|up", 90, 90),
        Shape.of("all stores' summer break, zeros sent", summerOfAll())
            .right(e -> e.key().equals("region_day|north") && e.window().equals(List.of(60, 73)))
            .wrong(e -> e.bounds(60, 73))
            .fault(storeDay(3, 90, 3), "store_day|S03|up", 90, 90));
  }

  private static Retailer opensAndCloses() {
    return usual(4).change((s, p, t, u) -> (s == 3 && t < 50) || (s == 5 && t >= 70) ? NOTHING : u);
  }

  private static Retailer renamed() {
    return usual(5).change((s, p, t, u) -> (s == 4 && t >= 65) || (s == 8 && t < 65) ? NOTHING : u);
  }

  private static Retailer summerOfAll() {
    return usual(7).change((s, p, t, u) -> 60 <= t && t <= 73 ? 0 : u);
  }

  private static boolean namesAClosedSunday(Event event) {
    return event.reports().stream()
        .filter(r -> List.of("S02", "S06").contains(r.series().storeId()))
        .anyMatch(r -> Retailer.sunday(Event.first(r)) || Retailer.sunday(Event.last(r)));
  }

  private static boolean isTheFeast(Event event) {
    return event.key().equals("region_day|north")
        && List.of(List.of(80, 80), List.of(101, 101)).contains(event.window());
  }

  @Test
  void aClosedSundayIsNoDayWhetherZerosAreSentOrNothing() {
    assertThat(closedSundays(NOTHING).judge().reports())
        .isEqualTo(closedSundays(0).judge().reports());
  }

  /** The other country's shops have the same sales, and are open. */
  @Test
  void theFeastOfACountryIsADayLikeAnyElsewhere() {
    assertThat(Event.of(feast().judge()))
        .filteredOn(e -> e.test() == TestKind.REGION_DAY)
        .extracting(Event::window)
        .containsExactlyInAnyOrder(List.of(80, 80), List.of(101, 101));
    assertThat(Event.of(usual(3).judge()))
        .noneMatch(e -> e.test() == TestKind.REGION_DAY || isOn(e, 80) || isOn(e, 101));
  }

  private static boolean isOn(Event event, int day) {
    return event.window().equals(List.of(day, day));
  }

  @Test
  void aBreakOfAllStoresIsOneEventOfTheRegion() {
    assertThat(Event.of(summerOfAll().judge()))
        .filteredOn(e -> e.test() == TestKind.REGION_DAY)
        .singleElement()
        .satisfies(e -> assertThat(e.window()).containsExactly(60, 73));
  }

  @Test
  void whatEndsIsMissingWithAllItsSkusUntilItCountsAsClosed() {
    for (Retailer retailer : List.of(opensAndCloses(), renamed(), summerBreak(6))) {
      RegionResult result = retailer.judge();
      assertThat(Event.of(result))
          .filteredOn(e -> e.test() == TestKind.MISSING)
          .singleElement()
          .satisfies(e -> assertThat(e.reports()).hasSize(12))
          .satisfies(e -> assertThat(e.last() - e.first() + 1).isEqualTo(7));
    }
  }
}
