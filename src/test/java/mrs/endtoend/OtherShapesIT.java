package mrs.endtoend;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import mrs.SparkTest;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.messages.Progress;
import mrs.jobs.runs.RunContext;
import mrs.jobs.runs.StageRun;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Latest;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sales files of other retailers, to the end: as one delivery, and the last nights one by one after
 * the history; each twice, to the same tables, with every unit in the series. They may hold no line
 * twice and no restatement. {@code -Dmrs.feeds=DIR,DIR} names them ({@link ShapedFeed} says what a
 * folder holds), {@code -Dmrs.feeds.nights=N} how many nights, 60 as a rule.
 */
@EnabledIfSystemProperty(
    named = "mrs.feeds",
    matches = ".+",
    disabledReason = "no sales files are named: -Dmrs.feeds=DIR,DIR")
class OtherShapesIT extends SparkTest {
  private static final int NIGHTS = Integer.getInteger("mrs.feeds.nights", 60);
  private static final String UNITS = "decimal(38,6)";

  @TempDir private Path temporary;

  static Stream<ShapedFeed> feeds() throws IOException {
    Stream.Builder<ShapedFeed> feeds = Stream.builder();
    for (String folder : System.getProperty("mrs.feeds").split(",", -1)) {
      feeds.add(ShapedFeed.read(Path.of(folder)));
    }
    return feeds.build();
  }

  @ParameterizedTest
  @MethodSource("feeds")
  void asOneDelivery(ShapedFeed feed) throws IOException {
    playTwice(feed, feed.last().plusDays(1));
  }

  @ParameterizedTest
  @MethodSource("feeds")
  void nightByNight(ShapedFeed feed) throws IOException {
    playTwice(feed, feed.nights(NIGHTS).get(0));
  }

  private void playTwice(ShapedFeed feed, LocalDate firstNight) throws IOException {
    Path folder = temporary.resolve(feed.name());
    Map<String, String> first = play(feed, firstNight, folder);
    Folders.delete(folder);
    DeltaLog.clearCache();

    assertThat(play(feed, firstNight, folder)).isEqualTo(first);
    Folders.delete(folder);
    DeltaLog.clearCache();
  }

  /** Plays the history before {@code firstNight}, then night by night; the tables' fingerprints. */
  private static Map<String, String> play(ShapedFeed feed, LocalDate firstNight, Path folder)
      throws IOException {
    FeedNights nights = FeedNights.open(spark, folder, feed.config());
    feed.deliverHistory(nights, firstNight);
    nights.judge(firstNight.minusDays(1));
    for (LocalDate night : feed.linesByDay().tailMap(firstNight).keySet()) {
      feed.deliverNight(nights, night);
      nights.judge(night);
    }
    Warehouse warehouse = nights.warehouse();
    assertEveryUnitIsAccountedFor(feed, warehouse);
    return fingerprints(warehouse);
  }

  private static void assertEveryUnitIsAccountedFor(ShapedFeed feed, Warehouse warehouse) {
    Row deliveries =
        warehouse
            .read(DeliveriesLog.TABLE)
            .where(col(DeliveriesLog.TABLE_NAME).equalTo(UnifiedSalesData.TABLE.name()))
            .agg(
                functions.sum(col(DeliveriesLog.RECORDS)),
                functions.sum(col(DeliveriesLog.DUPLICATES)),
                functions.sum(col(DeliveriesLog.DEAD_LETTERS)))
            .head();
    Dataset<Row> cells =
        Latest.by(
            warehouse.read(SalesTimeseries.TABLE),
            SalesTimeseries.STORE_ID,
            SalesTimeseries.SKU,
            SalesTimeseries.SALES_DATE);
    BigDecimal stored = units(warehouse.read(UnifiedSalesData.TABLE), col(UnifiedSalesData.UNITS));
    BigDecimal counted = units(cells, col(SalesTimeseries.UNITS));
    Map<String, Long> dropped = new TreeMap<>();
    RunContext.open(warehouse, Clock.systemUTC(), new Progress(System.err, true))
        .ledger()
        .attempts(Stage.TIMESERIES)
        .stream()
        .map(StageRun::books)
        .flatMap(Optional::stream)
        .forEach(b -> b.dropped().forEach((reason, n) -> dropped.merge(reason, n, Long::sum)));
    System.err.printf(
        "%s: units delivered %s, stored %s, in the series %s; rows dropped %s; records, duplicates,"
            + " dead letters %s%n",
        feed.name(), feed.units(), stored, counted, dropped, deliveries);

    assertThat(deliveries.getLong(0)).isEqualTo(feed.lines());
    assertThat(deliveries.getLong(1)).as("duplicates").isZero();
    assertThat(deliveries.getLong(2)).as("dead letters").isZero();
    assertThat(stored).isEqualByComparingTo(feed.units());
    assertThat(dropped).as("versions and conflicts").isEmpty();
    assertThat(counted).isEqualByComparingTo(feed.units());
  }

  private static BigDecimal units(Dataset<Row> rows, Column units) {
    return rows.agg(functions.sum(units.cast(UNITS))).head().getDecimal(0);
  }

  /** Rows of each table and the sum of their hashes. */
  private static Map<String, String> fingerprints(Warehouse warehouse) {
    Map<String, String> fingerprints = new TreeMap<>();
    for (Table table : Contents.allButLedger()) {
      Dataset<Row> rows = warehouse.read(table);
      Column[] columns = Arrays.stream(rows.columns()).map(functions::col).toArray(Column[]::new);
      Column hash = functions.xxhash64(functions.to_json(functions.struct(columns)));
      Row sum =
          rows.agg(functions.count(functions.lit(1)), functions.sum(hash.cast("decimal(38,0)")))
              .head();
      fingerprints.put(table.name(), sum.toString());
    }
    return fingerprints;
  }
}
