package mrs.jobs.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import mrs.jobs.demo.Retailer.Sku;
import mrs.jobs.demo.Retailer.Store;

/**
 * What happens at the demo's retailer, and on which of the played nights.
 *
 * @param viral the SKU that everybody wants from night 2 on
 * @param stockOut the SKU that the stores of one region run out of from night 2 on
 * @param doubled the store whose till sends every sale twice on nights 1 and 2, restated with night
 *     3
 * @param late the store whose sales of night 1 come with night 3
 */
record Script(Scale scale, Sku viral, StockOut stockOut, Store doubled, Store late) {
  /** How many times as much the viral SKU sells at first. */
  static final double VIRAL_PEAK = 4;

  /** The night whose delivery has the restated sales. */
  static final int RESTATED_NIGHT = 3;

  /** The night whose delivery has the late sales. */
  static final int LATE_NIGHT = 3;

  /** The night whose delivery has broken lines. */
  static final int BROKEN_NIGHT = 2;

  private static final int VIRAL_NIGHT = 2;
  private static final int MISSED_NIGHT = 1;
  private static final int DOUBLED_NIGHTS = 2;
  private static final int EMPTY_NIGHT = 2;
  private static final int EMPTY_DAYS = 4;
  private static final double VIRAL_HALF_LIFE_DAYS = 2;

  /**
   * A stock-out.
   *
   * @param told the stores of which the retailer says so
   */
  record StockOut(Sku sku, List<Store> stores, List<Store> told) {}

  static Script of(Scale scale, Retailer retailer) {
    List<Store> empty =
        Stream.of("south-1", "south-2").flatMap(g -> retailer.storesOf(g).stream()).toList();
    return new Script(
        scale,
        retailer.skus().get(0),
        new StockOut(retailer.skus().get(1), empty, empty.subList(0, empty.size() / 3)),
        retailer.storesOf("north-1").get(1),
        retailer.storesOf("south-1").get(1));
  }

  /** The days of which the till doubled the sales. */
  List<LocalDate> doubledDays() {
    return scale.day(1).datesUntil(scale.day(DOUBLED_NIGHTS).plusDays(1)).toList();
  }

  /** The day that is delivered late. */
  LocalDate lateDay() {
    return scale.day(MISSED_NIGHT);
  }

  /** The first day on which the viral SKU is wanted. */
  LocalDate viralFrom() {
    return scale.day(VIRAL_NIGHT);
  }

  /** The first day without the SKU that is out of stock. */
  LocalDate emptyFrom() {
    return scale.day(EMPTY_NIGHT);
  }

  /** The last day without it. */
  LocalDate emptyTo() {
    LocalDate last = scale.day(EMPTY_NIGHT + EMPTY_DAYS - 1);
    return last.isAfter(scale.day(scale.nights())) ? scale.day(scale.nights()) : last;
  }

  /**
   * How many times as much {@code sku} sells on {@code day} because it is talked about; 1 = not.
   */
  double talk(Sku sku, LocalDate day) {
    return sku.equals(viral) && !day.isBefore(viralFrom())
        ? 1 + (VIRAL_PEAK - 1) * stillTalked(day)
        : 1;
  }

  /** How much is still talked about the viral SKU, of 1 at its peak of two days. */
  double stillTalked(LocalDate day) {
    long after = day.toEpochDay() - viralFrom().toEpochDay() - 1;
    return StrictMath.pow(0.5, Math.max(0, after) / VIRAL_HALF_LIFE_DAYS);
  }

  /** Whether {@code store} has nothing left of {@code sku} on {@code day}. */
  boolean empty(Store store, Sku sku, LocalDate day) {
    return sku.equals(stockOut.sku())
        && stockOut.stores().contains(store)
        && !day.isBefore(emptyFrom())
        && !day.isAfter(emptyTo());
  }
}
