package mrs.endtoend;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Deliveries of a retailer whose series have long and restless lives, drawn from a seed: delisted
 * and relisted, of a season, returned, sold out and back, silent, closed, restated, late.
 */
final class RestlessSales {
  static final String HEADER = "store_id,sku,sales_date,units,received_at";
  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
  private static final double SILENT = Double.NaN;

  private final Random random;
  private final int stores;
  private final int skus;
  private final int days;

  /** Units by series and day; {@link #SILENT} where nothing is sent. */
  private final double[][] units;

  /** Of each day, the lines that are sent on its night. */
  private final List<List<String>> lines = new ArrayList<>();

  RestlessSales(long seed, int stores, int skus, int days) {
    random = new Random(seed);
    this.stores = stores;
    this.skus = skus;
    this.days = days;
    units = new double[stores * skus][days];
    for (double[] series : units) {
      live(series);
    }
    for (int store = 0; store < stores; store++) {
      close(store);
    }
    for (int day = 0; day < days; day++) {
      lines.add(new ArrayList<>());
    }
    for (int day = 0; day < days; day++) {
      send(day);
    }
    for (int n = 0; n < stores * skus / 10; n++) {
      restate();
    }
  }

  /** The day of night {@code n}, from 0. */
  static LocalDate day(int n) {
    return FIRST.plusDays(n);
  }

  /** The lines that are sent on the nights from {@code from} to before {@code to}. */
  List<String> sent(int from, int to) {
    return lines.subList(from, to).stream().flatMap(List::stream).toList();
  }

  private void live(double[] series) {
    double mean = Math.exp(random.nextDouble() * 5 - 1);
    boolean seasonal = random.nextInt(6) == 0;
    for (int day = 0; day < days; day++) {
      double season = seasonal ? 1 + Math.sin(day / 9.0) : 1;
      series[day] = Math.max(0, Math.rint(mean * season + Math.sqrt(mean) * random.nextGaussian()));
    }
    for (int n = random.nextInt(4); n > 0; n--) {
      happen(series, mean);
    }
  }

  private void happen(double[] series, double mean) {
    int from = random.nextInt(days);
    int to = Math.min(days, from + 1 + random.nextInt(random.nextBoolean() ? 6 : 40));
    int third = (to - from) / 3;
    int kind = random.nextInt(6);
    for (int day = from; day < to; day++) {
      series[day] =
          switch (kind) {
            case 0 -> 0;
            case 1 -> SILENT;
            case 2 -> random.nextInt(3) == 0 ? -Math.rint(mean) - 1 : series[day];
            case 3 -> Math.rint(series[day] * 3 + 5);
            case 4 -> Math.rint(series[day] / 3);
            // Sold out, not heard of, sold out again.
            default -> day < from + third || day >= to - third ? 0 : SILENT;
          };
    }
  }

  private void close(int store) {
    int from = random.nextInt(days);
    int to = random.nextInt(3) == 0 ? Math.min(days, from + 1 + random.nextInt(12)) : from;
    for (int sku = 0; sku < skus; sku++) {
      for (int day = from; day < to; day++) {
        units[store * skus + sku][day] = SILENT;
      }
    }
  }

  /** Sends what was sold on a day that night; now and then what a store sold comes later. */
  private void send(int day) {
    for (int store = 0; store < stores; store++) {
      int late = random.nextInt(20) == 0 ? 1 + random.nextInt(4) : 0;
      int night = Math.min(days - 1, day + late);
      for (int sku = 0; sku < skus; sku++) {
        put(store * skus + sku, day, night, units[store * skus + sku][day]);
      }
    }
  }

  private void restate() {
    int series = random.nextInt(stores * skus);
    int from = random.nextInt(days - 1);
    int night = Math.min(days - 1, from + 5 + random.nextInt(20));
    double factor = new double[] {0, 0.3, 1, 3, -1}[random.nextInt(5)];
    for (int day = from; day < Math.min(night, from + 5); day++) {
      put(series, day, night, Math.rint(units[series][day] * factor) + 0.0);
    }
  }

  private void put(int series, int day, int night, double sold) {
    if (!Double.isNaN(sold)) {
      lines
          .get(night)
          .add(
              String.join(
                  ",",
                  "S" + series / skus,
                  "P" + series % skus,
                  day(day).toString(),
                  Double.toString(sold),
                  day(night) + "T23:00:00Z"));
    }
  }
}
