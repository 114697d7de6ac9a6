package mrs.transforms.detection.shapes;

import static mrs.transforms.detection.shapes.Faults.storeDay;
import static mrs.transforms.detection.shapes.Faults.zeros;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mrs.contracts.TestKind;
import mrs.transforms.detection.model.RegionState;
import org.junit.jupiter.api.Test;

/**
 * What is not right yet of the shapes. Each test holds what is, and says what would be right; who
 * mends one turns it round.
 */
class ShapesNotYetRightTest {

  private static Event event(Retailer retailer, String key) {
    return Event.of(retailer.judge()).stream()
        .filter(e -> e.key().equals(key))
        .max(Comparator.comparingDouble(Event::severity))
        .orElseThrow();
  }

  /** Right: reported for four weeks at most, then the article is known to have ended. */
  @Test
  void zerosThatAreSentOfAnArticleThatEndedAreReportedForEver() {
    List<Event> ended =
        Event.of(ArticleShapesTest.delisted(15, 0).judge()).stream()
            .filter(e -> IntStream.rangeClosed(1, 3).anyMatch(e::ofSku))
            .filter(e -> e.last() >= 64)
            .toList();
    assertThat(ended).allSatisfy(e -> assertThat(e.last()).isEqualTo(119));
    assertThat(ended).flatExtracting(Event::reports).hasSize(24);
  }

  /** Right: an order like those before is no rarer than the first. */
  @Test
  void theFifthOrderIsMoreSevereThanTheFirst() {
    List<Double> orders =
        Event.of(ArticleShapesTest.wholesale().judge()).stream()
            .filter(e -> e.key().equals("cell|S02|P05|up"))
            .sorted(Comparator.comparingInt(Event::first))
            .map(Event::severity)
            .toList();
    assertThat(orders.get(0)).isBetween(5.0, 6.0);
    assertThat(orders.get(4)).isBetween(6.0, 7.0);
  }

  /** Right: the store's day, which is the rarer and the same share of its usual sales, is first. */
  @Test
  void aLittleMoreOfWhatIsCountedInGramsComesBeforeATripledStore() {
    List<Event> events = Event.of(ArticleShapesTest.grams(4).change(storeDay(2, 96, 3)).judge());

    assertThat(events).extracting(Event::key).startsWith("sku_day|P05|up", "store_day|S02|up");
    assertThat(events.get(0).severity()).isLessThan(1.5);
    assertThat(events.get(1).severity()).isGreaterThan(2.5);
  }

  /** Right: four days without any of a SKU that sells 19 a day have a severity of 3 and more. */
  @Test
  void aRunOfZerosOfAFastSkuIsHardlySevere() {
    Retailer.Change run = zeros(6, 5, 100, 103);
    assertThat(ArticleShapesTest.stockOuts().usual(6, 5)).isGreaterThan(19);
    for (int seed = 20; seed < 24; seed++) {
      Retailer retailer = ArticleShapesTest.stockOuts().seed(seed).change(run);
      assertThat(retailer.judge().reports())
          .filteredOn(r -> r.series().storeId().equals("S06") && r.series().sku().equals("P05"))
          .filteredOn(r -> Event.first(r) == 100)
          .singleElement()
          .satisfies(r -> assertThat(r.cause().group().test()).isEqualTo(TestKind.ZERO_RUN))
          .satisfies(r -> assertThat(r.severity()).isBetween(1.2, 2.2));
    }
  }

  /**
   * Of 20 regions in which a store comes back from three weeks without a line, and sells as before,
   * four report one of its SKUs as shifted from its first days on; the seven other stores do so
   * once, all together. Right: no more than the others.
   */
  @Test
  void theReturnFromABreakIsTakenForShiftsOfTheLevel() {
    int back = StoreShapesTest.SUMMER_ENDS + 1;
    List<Event> shifts =
        IntStream.rangeClosed(1, 20)
            .mapToObj(seed -> Event.of(StoreShapesTest.summerBreak(seed).judge()))
            .flatMap(List::stream)
            .filter(e -> e.test() == TestKind.LEVEL_SHIFT)
            .filter(e -> back <= e.first() && e.first() < back + 4)
            .toList();
    assertThat(shifts).filteredOn(e -> e.ofStore(3)).hasSize(4);
    assertThat(shifts).filteredOn(e -> !e.ofStore(3)).hasSize(1);
  }

  /**
   * An outlet whose articles live for five weeks, and are cleared under a known discount, has more
   * than twice as many events in 20 regions as one of the other stores has. Right: as many.
   */
  @Test
  void anOutletIsSpokenOfTwiceAsOftenAsOtherStores() {
    List<Event> events =
        IntStream.rangeClosed(1, 20)
            .mapToObj(seed -> Event.of(ArticleShapesTest.outlet().seed(seed).judge()))
            .flatMap(List::stream)
            .toList();
    assertThat(events).filteredOn(e -> e.ofStore(4)).hasSize(24);
    assertThat(events)
        .filteredOn(e -> IntStream.rangeClosed(1, 8).anyMatch(s -> s != 4 && e.ofStore(s)))
        .hasSize(78);
  }

  /**
   * Where a store reports every third day and grace is one, the first day of each batch is missing
   * for one night. However often that happens it is as severe as the first time: days that have
   * come are judged again, and nothing is left of their having been late. Right: the store is known
   * for it, as one is that falls silent again and again.
   */
  @Test
  void eachBatchIsMissingAgainWhereGraceIsShorter() {
    for (int sent = 60; sent < 84; sent += 3) {
      int late = sent + 1;
      Optional<RegionState> before =
          FeedShapesTest.after(
              FeedShapesTest.inTime().judge(0, sent, sent, Optional.empty()), sent);
      assertThat(Event.of(FeedShapesTest.inBatches(sent + 2).judge(late, sent + 2, late, before)))
          .filteredOn(e -> e.test() == TestKind.MISSING)
          .singleElement()
          .satisfies(e -> assertThat(e.key()).isEqualTo("missing|S03"))
          .satisfies(e -> assertThat(e.window()).containsExactly(late, late))
          .satisfies(e -> assertThat(e.reports()).hasSize(12))
          .satisfies(e -> assertThat(e.severity()).isEqualTo(8));
    }
  }
}
