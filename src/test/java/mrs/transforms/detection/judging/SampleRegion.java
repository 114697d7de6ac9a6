package mrs.transforms.detection.judging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import mrs.transforms.detection.reports.Report;
import mrs.transforms.detection.series.DayCells;
import mrs.transforms.detection.series.RegionGrid;
import mrs.transforms.detection.series.SeriesKey;

/** A region of 12 stores and 15 SKUs with weekdays and seeded noise, and what a test does to it. */
public final class SampleRegion {
  /** Above this severity nothing is left to chance in regions as small as these. */
  static final double SURE = 2.5;

  public static final long FIRST = 20_000;
  static final String NAME = "north";
  static final int STORES = 12;
  static final int SKUS = 15;

  private final TreeMap<SeriesKey, TreeMap<Long, SampleCell>> cells = new TreeMap<>();
  private final int days;

  private record SampleCell(double units, byte state, byte flags) {}

  public SampleRegion(int days) {
    this.days = days;
    SplittableRandom random = new SplittableRandom(7);
    for (int s = 1; s <= STORES; s++) {
      for (int p = 1; p <= SKUS; p++) {
        double usual = 4 + (s * 7 + p * 11) % 13;
        for (int t = 0; t < days; t++) {
          double weekday = 1 + 0.3 * Math.sin(2 * Math.PI * (t % 7) / 7);
          double noise = Math.exp(0.2 * (random.nextDouble() + random.nextDouble() - 1));
          put(store(s), sku(p), t, usual * weekday * noise);
        }
      }
    }
  }

  public static String store(int s) {
    return "S%02d".formatted(s);
  }

  static String sku(int p) {
    return "P%02d".formatted(p);
  }

  static SeriesKey key(String store, String sku) {
    return new SeriesKey(store, sku);
  }

  SampleRegion put(String store, String sku, int day, double units) {
    return set(store, sku, day, new SampleCell(Math.round(units), DayCells.SOLD, (byte) 0));
  }

  private SampleRegion set(String store, String sku, int day, SampleCell cell) {
    cells.computeIfAbsent(key(store, sku), k -> new TreeMap<>()).put(FIRST + day, cell);
    return this;
  }

  SampleRegion sku(String sku, int from, int to, double factor) {
    return change((k, c) -> k.sku().equals(sku) ? times(c, factor) : c, from, to);
  }

  public SampleRegion store(String store, int from, int to, double factor) {
    return change((k, c) -> k.storeId().equals(store) ? times(c, factor) : c, from, to);
  }

  SampleRegion series(String store, String sku, int from, int to, double factor) {
    return change((k, c) -> k.equals(key(store, sku)) ? times(c, factor) : c, from, to);
  }

  /** No store sells anything. */
  SampleRegion nothingSold(int from, int to) {
    return change((k, c) -> times(c, 0), from, to);
  }

  /** No store reports anything, though all are due. */
  SampleRegion nothingReported(int from, int to) {
    SampleCell absent = new SampleCell(Double.NaN, DayCells.NOT_REPORTED, (byte) 0);
    return change((k, c) -> absent, from, to);
  }

  SampleRegion missing(String store, int from, int to) {
    SampleCell absent = new SampleCell(Double.NaN, DayCells.NOT_REPORTED, (byte) 0);
    return change((k, c) -> k.storeId().equals(store) ? absent : c, from, to);
  }

  /** The series is expected on these days, and nothing of it arrives. */
  SampleRegion unreported(String store, String sku, int from, int to) {
    SampleCell absent = new SampleCell(Double.NaN, DayCells.NOT_REPORTED, (byte) 0);
    return change((k, c) -> k.equals(key(store, sku)) ? absent : c, from, to);
  }

  /** Only these SKUs of the store arrive. */
  SampleRegion onlyArrive(String store, int from, int to, Set<String> skus) {
    SampleCell absent = new SampleCell(Double.NaN, DayCells.NOT_REPORTED, (byte) 0);
    return change(
        (k, c) -> k.storeId().equals(store) && !skus.contains(k.sku()) ? absent : c, from, to);
  }

  SampleRegion closed(String store, int from, int to) {
    SampleCell closed = new SampleCell(Double.NaN, DayCells.NOT_RANGED, (byte) 0);
    return change((k, c) -> k.storeId().equals(store) ? closed : c, from, to);
  }

  /** The store sells nothing on one day of each week of the sample. */
  SampleRegion closedEachWeek(String store, int weekday) {
    return eachWeek(store, weekday, 0);
  }

  /** The store sells so many times as much on one day of each week of the sample. */
  public SampleRegion eachWeek(String store, int weekday, double factor) {
    for (int t = weekday; t < days; t += 7) {
      store(store, t, t, factor);
    }
    return this;
  }

  SampleRegion flagged(String store, String sku, int from, int to, byte flag) {
    return change(
        (k, c) -> k.equals(key(store, sku)) ? new SampleCell(c.units, c.state, flag) : c, from, to);
  }

  /** The store has no cells at all on these days. */
  public SampleRegion without(String store, int from, int to) {
    for (int p = 1; p <= SKUS; p++) {
      without(store, sku(p), from, to);
    }
    return this;
  }

  SampleRegion without(String store, String sku, int from, int to) {
    cells.get(key(store, sku)).subMap(FIRST + from, true, FIRST + to, true).clear();
    return this;
  }

  private static SampleCell times(SampleCell cell, double factor) {
    return new SampleCell(Math.round(cell.units * factor), cell.state, cell.flags);
  }

  private SampleRegion change(
      BiFunction<SeriesKey, SampleCell, SampleCell> change, int from, int to) {
    cells.forEach(
        (key, own) ->
            own.subMap(FIRST + from, true, FIRST + to, true)
                .replaceAll((day, cell) -> change.apply(key, cell)));
    return this;
  }

  /** In four weeks every third series is out of stock for three days, and nobody says so. */
  SampleRegion silentStockOuts() {
    for (int s = 1; s <= STORES; s++) {
      for (int p = 1 + s % 3; p <= SKUS; p += 3) {
        int first = (s * 5 + p * 3) % 24;
        series(store(s), sku(p), first, first + 2, 0);
      }
    }
    return this;
  }

  RegionGrid grid() {
    return grid(0, days - 1, Optional.empty());
  }

  /** The days from {@code from} to {@code to}, put in in a shuffled order if a seed is given. */
  RegionGrid grid(int from, int to, Optional<Long> shuffle) {
    return grid(from, to, shuffle, store -> true);
  }

  /** The days from {@code from} to {@code to} of some stores. */
  RegionGrid grid(int from, int to, Predicate<String> stores) {
    return grid(from, to, Optional.empty(), stores);
  }

  private RegionGrid grid(int from, int to, Optional<Long> shuffle, Predicate<String> stores) {
    RegionGrid.Builder grid = RegionGrid.builder(FIRST + from, FIRST + to).region(NAME);
    for (int s = 1; s <= STORES; s++) {
      grid.group(store(s), s % 2 == 0 ? "even" : "odd");
    }
    List<SeriesKey> keys =
        new ArrayList<>(cells.keySet().stream().filter(k -> stores.test(k.storeId())).toList());
    shuffle.ifPresent(seed -> Collections.shuffle(keys, new Random(seed)));
    for (SeriesKey key : keys) {
      for (Map.Entry<Long, SampleCell> cell :
          cells.get(key).subMap(FIRST + from, true, FIRST + to, true).entrySet()) {
        fill(grid, key, cell.getKey(), cell.getValue());
      }
    }
    return grid.build();
  }

  private static void fill(RegionGrid.Builder grid, SeriesKey key, long day, SampleCell cell) {
    if (cell.state == DayCells.SOLD) {
      grid.sold(key, day, cell.units);
    } else if (cell.state == DayCells.NOT_REPORTED) {
      grid.notReported(key, day);
    } else {
      grid.notRanged(key, day);
    }
    if (cell.flags != 0) {
      grid.mark(key, day, cell.flags);
    }
  }

  public RegionResult judge() {
    return judge(days - 1, days - 1);
  }

  /** All days up to {@code last} in one go. */
  public RegionResult judge(int last, int graceOverTo) {
    return ModelJudge.judge(
        grid(),
        Optional.empty(),
        new ModelJudge.Span(FIRST + last, FIRST + graceOverTo, day -> true));
  }

  /** The reports above {@link #SURE}. */
  static List<Report> sure(RegionResult result) {
    return result.reports().stream().filter(r -> r.cause().group().severity() > SURE).toList();
  }
}
