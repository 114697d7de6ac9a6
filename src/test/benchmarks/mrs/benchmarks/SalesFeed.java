package mrs.benchmarks;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import mrs.jobs.evaluate.JudgedSales;
import mrs.jobs.evaluate.Labels;
import mrs.transforms.detection.DetectDeviations;
import mrs.transforms.detection.series.RegionGrid;
import mrs.transforms.detection.series.SeriesKey;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * A feed with labels, read whole: {@code sales/}, {@code context/}, {@code reference/stores.csv}
 * and {@code truth/}. Each cell is sent once.
 *
 * @param units by series, a value a day from {@code first} on; NaN where nothing was sent
 */
record SalesFeed(
    Map<SeriesKey, double[]> units,
    LocalDate first,
    int days,
    Map<String, Place> stores,
    List<Told> context,
    Labels labels) {

  /** Where a store is. */
  record Place(String region, String group) {}

  /** A promotion or a stock-out of one series; days since 1970-01-01. */
  record Told(SeriesKey series, boolean promotion, long first, long last) {}

  /** Days that every detector may learn from before it is measured. */
  static final int WARM_UP_DAYS = DetectDeviations.WARM_UP_DAYS;

  static SalesFeed read(SparkSession spark, Path folder) {
    List<Row> sales = csv(spark, folder.resolve("sales").resolve("*"));
    List<LocalDate> days =
        sales.stream().map(r -> day(r, "sales_date")).distinct().sorted().toList();
    LocalDate first = days.get(0);
    int count = (int) (days.get(days.size() - 1).toEpochDay() - first.toEpochDay()) + 1;
    Map<SeriesKey, double[]> units = new TreeMap<>();
    for (Row row : sales) {
      double[] own = units.computeIfAbsent(series(row), k -> absent(count));
      own[(int) (day(row, "sales_date").toEpochDay() - first.toEpochDay())] =
          Double.parseDouble(row.getAs("units"));
    }
    Map<String, Place> stores =
        csv(spark, folder.resolve("reference").resolve("stores.csv")).stream()
            .collect(
                Collectors.toMap(
                    r -> r.getAs("store_id"),
                    r -> new Place(r.getAs("region"), r.getAs("store_group"))));
    return new SalesFeed(
        units,
        first,
        count,
        stores,
        context(spark, folder),
        Labels.read(spark, folder.resolve("truth")));
  }

  private static List<Told> context(SparkSession spark, Path folder) {
    List<Told> told = new ArrayList<>();
    for (Row row : csv(spark, folder.resolve("context").resolve("*"))) {
      String kind = row.getAs("kind");
      boolean promotion = kind.equals("promotion");
      if (promotion || kind.equals("stock_out")) {
        long known =
            LocalDate.parse(row.<String>getAs("received_at").substring(0, 10)).toEpochDay();
        long from = Math.max(known, day(row, "starts_on").toEpochDay());
        told.add(new Told(series(row), promotion, from, day(row, "ends_on").toEpochDay()));
      }
    }
    return told;
  }

  private static List<Row> csv(SparkSession spark, Path path) {
    return spark.read().option("header", "true").csv(path.toString()).collectAsList();
  }

  private static SeriesKey series(Row row) {
    return new SeriesKey(row.getAs("store_id"), row.getAs("sku"));
  }

  private static LocalDate day(Row row, String column) {
    return LocalDate.parse(row.<String>getAs(column));
  }

  private static double[] absent(int days) {
    double[] units = new double[days];
    java.util.Arrays.fill(units, Double.NaN);
    return units;
  }

  /** Cells of the whole window. */
  long cells() {
    return (long) units.size() * days;
  }

  /** The first day that is measured. */
  long judgedFrom() {
    return first.toEpochDay() + WARM_UP_DAYS;
  }

  /** What is measured. */
  JudgedSales judged() {
    List<Long> judged = LongStream.rangeClosed(judgedFrom(), lastDay()).boxed().toList();
    return new JudgedSales(judged, (long) units.size() * judged.size(), Map.of());
  }

  long lastDay() {
    return first.toEpochDay() + days - 1;
  }

  /** The regions' grids, as detection takes them. */
  List<RegionGrid> grids() {
    Map<String, RegionGrid.Builder> grids = new TreeMap<>();
    Function<SeriesKey, RegionGrid.Builder> of =
        key ->
            grids.computeIfAbsent(
                place(key).map(Place::region).orElse(""),
                r -> RegionGrid.builder(first.toEpochDay(), lastDay()));
    units.forEach((key, own) -> fill(of.apply(key), key, own));
    for (Told told : context) {
      if (units.containsKey(told.series())) {
        for (long day = told.first(); day <= Math.min(told.last(), lastDay()); day++) {
          if (told.promotion()) {
            of.apply(told.series()).promotion(told.series(), day);
          } else {
            of.apply(told.series()).stockOut(told.series(), day);
          }
        }
      }
    }
    return grids.values().stream().map(RegionGrid.Builder::build).toList();
  }

  private void fill(RegionGrid.Builder grid, SeriesKey key, double[] own) {
    place(key).ifPresent(p -> grid.group(key.storeId(), p.group()));
    for (int t = 0; t < days; t++) {
      if (Double.isNaN(own[t])) {
        grid.notReported(key, first.toEpochDay() + t);
      } else {
        grid.sold(key, first.toEpochDay() + t, own[t]);
      }
    }
  }

  private Optional<Place> place(SeriesKey key) {
    @Nullable Place place = stores.get(key.storeId());
    return Optional.ofNullable(place);
  }
}
