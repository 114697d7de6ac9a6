package mrs.transforms.detection.shapes;

import static mrs.transforms.detection.shapes.Faults.cell;
import static mrs.transforms.detection.shapes.Faults.missing;
import static mrs.transforms.detection.shapes.Faults.skuDay;
import static mrs.transforms.detection.shapes.Faults.storeDay;
import static mrs.transforms.detection.shapes.Faults.zeros;
import static mrs.transforms.detection.shapes.Retailer.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import mrs.transforms.detection.reports.Report;
import mrs.transforms.detection.series.DayCells;
import org.junit.jupiter.api.Test;

/** Retailers whose articles, or the quantities that they are sold in, are of another kind. */
class ArticleShapesTest extends ShapesTest {

  private static final int DAYS = 120;
  private static final int DELISTED = 3;

  private static Retailer usual(long seed) {
    return Retailer.of(8, 12, DAYS).seed(seed);
  }

  @Override
  List<Shape> shapes() {
    return List.of(
        Shape.of("no zeros sent, which is known", noZeros(11).implyingZeros())
            .wrong(e -> e.test() == TestKind.MISSING)
            .fault(missing(3, 90, 90), "missing|S03", 90, 90),
        Shape.of("no zeros sent, which is not known", noZeros(12))
            .wrong(e -> e.test() == TestKind.MISSING || e.test() == TestKind.ZERO_RUN)
            .fault(missing(3, 90, 90), "missing|S03", 90, 90),
        Shape.of("returns", returns())
            .wrong(
                e ->
                    e.severity() >= 2
                        && e.reports().stream().anyMatch(ArticleShapesTest::isBelowZero))
            .fault(cell(3, 5, 90, 350), "cell|S03|P05|up", 90, 90),
        Shape.of("returns of as many as would be wild sales", returns())
            .wrong(
                e ->
                    e.severity() >= 2
                        && e.reports().stream().anyMatch(ArticleShapesTest::isBelowZero))
            .fault(cell(3, 5, 90, -350), "cell|S03|P05|down", 90, 90),
        Shape.of("articles end, nothing sent", delisted(14, NOTHING))
            .wrong(e -> e.reports().stream().anyMatch(r -> hasEnded(r, Event.last(r))))
            .fault(skuDay(7, 90, 3), "sku_day|P07|up", 90, 90),
        Shape.of("articles end, zeros sent", delisted(15, 0))
            .right(e -> e.reports().stream().allMatch(ArticleShapesTest::isAnEnd))
            .wrong(e -> e.reports().stream().anyMatch(r -> hasEnded(r, Event.first(r))))
            .fault(skuDay(7, 90, 3), "sku_day|P07|up", 90, 90),
        Shape.of("fractional weights", weights())
            .wrong(e -> e.test() == TestKind.CELL && weighed(e))
            .fault(cell(3, 6, 90, 300.125), "cell|S03|P06|up", 90, 90),
        Shape.of("wholesale orders", wholesale())
            .right(e -> e.key().equals("cell|S02|P05|up") && isOrdered(e.window().get(0)))
            .wrong(e -> e.upOn(ArticleShapesTest::isOrdered) && (e.has(2, 5) || e.ofSku(5)))
            .fault(storeDay(4, 100, 3), "store_day|S04|up", 100, 100),
        Shape.of("a SKU in pieces here, in grams there", grams(18))
            .wrong(e -> e.ofSku(5) && e.severity() >= 2)
            .fault(skuDay(5, 90, 3), "sku_day|P05|up", 90, 90),
        Shape.of("an outlet with clearance", outlet())
            .wrong(ArticleShapesTest::isOverInTheOutlet)
            .fault(storeDay(4, 90, 3), "store_day|S04|up", 90, 90),
        Shape.of("waves of known stock-outs", stockOuts())
            .wrong(e -> e.reports().stream().anyMatch(ArticleShapesTest::isOutOfStock))
            .fault(zeros(6, 5, 100, 103), "zero_run|P05|S06", 100, 103));
  }

  private static Retailer noZeros(long seed) {
    return usual(seed).selling(5).change((s, p, t, u) -> u == 0 ? NOTHING : u);
  }

  private static boolean isBelowZero(Report report) {
    return report.sums().observed() < 0;
  }

  static Retailer returns() {
    return usual(13).change((s, p, t, u) -> (s * 31 + p * 17 + t * 7) % 29 == 0 ? u - 3 : u);
  }

  /** The first three SKUs are sold nowhere from day 61, 62, 63 on. */
  static Retailer delisted(long seed, double sent) {
    return usual(seed).change((s, p, t, u) -> p <= DELISTED && t >= 60 + p ? sent : u);
  }

  private static boolean hasEnded(Report report, int day) {
    int sku = skuOf(report);
    return sku <= DELISTED && day >= 60 + sku;
  }

  /** Whether it begins when the article ends, or in the three days after. */
  private static boolean isAnEnd(Report report) {
    return hasEnded(report, Event.last(report)) && !hasEnded(report, Event.first(report) - 4);
  }

  private static int skuOf(Report report) {
    return Integer.parseInt(report.series().sku().substring(1));
  }

  /** Every other SKU is sold by weight, in kilograms to three places. */
  private static Retailer weights() {
    return usual(16)
        .change(
            (s, p, t, u) ->
                p % 2 == 0
                    ? Math.round(u * (300 + (s * 310 + p * 170 + t * 70) % 970)) / 1000.0
                    : u);
  }

  private static boolean weighed(Event event) {
    return event.reports().stream().anyMatch(r -> skuOf(r) % 2 == 0);
  }

  /** A customer of one store orders some 170 of a SKU every 19 days. */
  static Retailer wholesale() {
    return usual(17)
        .change((s, p, t, u) -> s == 2 && p == 5 && isOrdered(t) ? u + 150 + 10 * (t % 5) : u);
  }

  private static boolean isOrdered(int day) {
    return day % 19 == 11;
  }

  static Retailer grams(long seed) {
    return usual(seed).change((s, p, t, u) -> p == 5 && s > 4 ? u * 1000 : u);
  }

  /** Each SKU of a store lives five weeks, the last at a known discount, and pauses for one. */
  static Retailer outlet() {
    return usual(19)
        .demand((s, p, t) -> s == 4 && age(p, t) >= 28 ? 3 : 1)
        .change((s, p, t, u) -> s == 4 && age(p, t) >= 35 ? NOTHING : u)
        .mark((s, p, t) -> s == 4 && age(p, t) >= 28 ? DayCells.PROMOTION : 0);
  }

  private static int age(int sku, int day) {
    return (day + 4 * sku) % 42;
  }

  private static boolean isOverInTheOutlet(Event event) {
    return event.ofStore(4)
        && event.reports().stream().anyMatch(r -> age(skuOf(r), Event.last(r)) >= 35);
  }

  /** Every five days another SKU is out of stock in every other store, for four days. */
  static Retailer stockOuts() {
    return usual(22)
        .change((s, p, t, u) -> out(s, p, t) ? 0 : u)
        .mark((s, p, t) -> out(s, p, t) ? DayCells.STOCK_OUT : 0);
  }

  private static boolean out(int store, int sku, int day) {
    int wave = day / 5;
    return sku == 1 + wave % 12 && store % 2 == wave % 2 && day % 5 < 4;
  }

  private static boolean isOutOfStock(Report report) {
    int store = Integer.parseInt(report.series().storeId().substring(1));
    return report.direction() == Direction.DOWN && out(store, skuOf(report), Event.last(report));
  }

  private static Event top(Retailer retailer) {
    return Event.of(retailer.judge()).get(0);
  }

  @Test
  void unitsAreReportedAsTheyWereSent() {
    assertThat(top(weights().change(cell(3, 6, 90, 300.125))).reports())
        .singleElement()
        .satisfies(r -> assertThat(r.sums().observed()).isEqualTo(300.125));
    assertThat(top(noZeros(11).implyingZeros().change(missing(3, 90, 90))).reports())
        .hasSize(12)
        .allMatch(r -> r.series().storeId().equals("S03"));
    assertThat(top(grams(18).change(skuDay(5, 90, 3))).reports())
        .extracting(r -> r.series().storeId())
        .containsExactlyInAnyOrder("S01", "S02", "S03", "S04", "S05", "S06", "S07", "S08");
  }

  @Test
  void whatOneStoreTakesBackIsNoSlumpOfTheSkuElsewhere() {
    Retailer retailer = Retailer.of(5, 12, DAYS).seed(23);
    for (int day = 90; day <= 92; day++) {
      retailer = retailer.change(cell(3, 2, day, -25));
    }

    List<Report> shown =
        Event.of(retailer.judge()).stream()
            .flatMap(e -> e.reports().stream())
            .filter(r -> skuOf(r) == 2 && Event.last(r) >= 89 && Event.first(r) <= 93)
            .toList();

    assertThat(shown)
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.series().storeId()).isEqualTo("S03");
              assertThat(r.sums().observed()).isEqualTo(-75);
            });
  }

  @Test
  void eachOrderIsOneCell() {
    assertThat(Event.of(wholesale().judge()))
        .filteredOn(e -> e.key().equals("cell|S02|P05|up"))
        .hasSize(5)
        .allSatisfy(e -> assertThat(e.reports()).hasSize(1))
        .allSatisfy(e -> assertThat(isOrdered(e.last())).isTrue());
  }
}
