package mrs.jobs.demo;

import java.time.LocalDate;
import mrs.jobs.demo.Retailer.Series;

/**
 * What the demo's stores really sold: Poisson numbers around a mean that varies from day to day.
 */
record Sales(long seed, Calendar calendar, Script script) {
  /** Spread of the mean beside what is known: about a fifth. */
  private static final double SPREAD = 0.18;

  /** Units of {@code series} on {@code day}. */
  int units(Series series, LocalDate day) {
    Retailer.Store store = series.store();
    Retailer.Sku sku = series.sku();
    if (script.empty(store, sku, day)) {
      return 0;
    }
    Draws draws = Draws.of(seed, 5, store.number(), sku.number(), day.toEpochDay());
    double noise = StrictMath.exp(SPREAD * draws.gaussian() - SPREAD * SPREAD / 2);
    double mean =
        sku.meanUnits() * store.size() * calendar.factor(store, sku, day) * script.talk(sku, day);
    return draws.poisson(mean * noise);
  }
}
