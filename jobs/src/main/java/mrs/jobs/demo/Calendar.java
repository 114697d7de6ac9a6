package mrs.jobs.demo;

import java.time.LocalDate;
import java.util.List;
import mrs.jobs.demo.Retailer.Article;
import mrs.jobs.demo.Retailer.Store;

/** What moves the demo's sales and is known to everybody: weekdays, holidays, promotions, rain. */
record Calendar(long seed, List<LocalDate> holidays, List<Promotion> promotions) {
  private static final double[] WEEKDAYS = {0.90, 0.85, 0.90, 1.00, 1.20, 1.35, 0.80};
  private static final double HOLIDAY = 0.6;
  private static final double RAINY_DAYS = 0.3;
  private static final double MOST_RAIN_MM = 22;
  private static final double LOST_PER_MM = 0.012;

  /**
   * A promotion of one article, in all stores of a region.
   *
   * @param uplift how many times as much sells
   */
  record Promotion(String region, Article article, LocalDate from, LocalDate to, double uplift) {
    boolean holds(Store store, Article other, LocalDate day) {
      return article.equals(other)
          && region.equals(store.region())
          && !day.isBefore(from)
          && !day.isAfter(to);
    }
  }

  static Calendar of(Scale scale, Retailer retailer, long seed) {
    LocalDate first = scale.firstDay();
    List<Article> articles = retailer.articles();
    return new Calendar(
        seed,
        List.of(LocalDate.of(2024, 5, 9), LocalDate.of(2024, 5, 30)),
        List.of(
            promotion("north", articles.get(3), first.plusDays(5), 1.8),
            promotion("south", articles.get(3), first.plusDays(5), 1.8),
            promotion("north", articles.get(6), first.plusDays(14), 2.0),
            promotion("south", articles.get(5), first.plusDays(20), 1.7),
            promotion("south", articles.get(4), scale.day(2), 1.8)));
  }

  private static Promotion promotion(
      String region, Article article, LocalDate from, double uplift) {
    return new Promotion(region, article, from, from.plusDays(4), uplift);
  }

  /** Factor on a store's sales of {@code article}. */
  double factor(Store store, Article article, LocalDate day) {
    double factor = WEEKDAYS[day.getDayOfWeek().getValue() - 1];
    factor *= holidays.contains(day) ? HOLIDAY : 1;
    factor *= 1 - LOST_PER_MM * rain(store, day);
    return factor
        * promotions.stream()
            .filter(p -> p.holds(store, article, day))
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
