package mrs.jobs.demo;

import java.time.LocalDate;
import java.util.List;
import mrs.jobs.demo.Retailer.Sku;
import mrs.jobs.demo.Retailer.Store;

/** What moves the demo's sales and is known to everybody: weekdays, holidays, promotions, rain. */
record Calendar(long seed, List<LocalDate> holidays, List<Promotion> promotions) {
  private static final double[] WEEKDAYS = {0.90, 0.85, 0.90, 1.00, 1.20, 1.35, 0.80};
  private static final double HOLIDAY = 0.6;
  private static final double RAINY_DAYS = 0.3;
  private static final double MOST_RAIN_MM = 22;
  private static final double LOST_PER_MM = 0.012;

  /**
   * A promotion of one SKU, in all stores of a region.
   *
   * @param uplift how many times as much sells
   */
  record Promotion(String region, Sku sku, LocalDate from, LocalDate to, double uplift) {
    boolean holds(Store store, Sku other, LocalDate day) {
      return sku.equals(other)
          && region.equals(store.region())
          && !day.isBefore(from)
          && !day.isAfter(to);
    }
  }

  static Calendar of(Scale scale, Retailer retailer, long seed) {
    LocalDate first = scale.firstDay();
    List<Sku> skus = retailer.skus();
    return new Calendar(
        seed,
        List.of(LocalDate.of(2024, 5, 9), LocalDate.of(2024, 5, 30)),
        List.of(
            promotion("north", skus.get(3), first.plusDays(5), 1.8),
            promotion("south", skus.get(3), first.plusDays(5), 1.8),
            promotion("north", skus.get(6), first.plusDays(14), 2.0),
            promotion("south", skus.get(5), first.plusDays(20), 1.7),
            promotion("south", skus.get(4), scale.day(2), 1.8)));
  }

  private static Promotion promotion(String region, Sku sku, LocalDate from, double uplift) {
    return new Promotion(region, sku, from, from.plusDays(4), uplift);
  }

  /** Factor on a store's sales of {@code sku}. */
  double factor(Store store, Sku sku, LocalDate day) {
    double factor = WEEKDAYS[day.getDayOfWeek().getValue() - 1];
    factor *= holidays.contains(day) ? HOLIDAY : 1;
    factor *= 1 - LOST_PER_MM * rain(store, day);
    return factor
        * promotions.stream()
            .filter(p -> p.holds(store, sku, day))
            .mapToDouble(Promotion::uplift)
            .findFirst()
            .orElse(1);
  }

  /** Rain at {@code store} in millimetres, to one tenth; a region's stores have much the same. */
  double rain(Store store, LocalDate day) {
    Draws region = Draws.of(seed, 3, store.region().hashCode(), day.toEpochDay());
    if (!region.happens(RAINY_DAYS)) {
      return 0;
    }
    double local = Draws.of(seed, 4, store.number(), day.toEpochDay()).between(0.8, 1.2);
    return Math.round(region.between(1, MOST_RAIN_MM) * local * 10) / 10.0;
  }
}
