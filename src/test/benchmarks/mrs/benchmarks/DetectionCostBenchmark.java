package mrs.benchmarks;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static mrs.transforms.SparkSchema.nullOf;
import static mrs.transforms.SparkSchema.schema;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mrs.SparkTest;
import mrs.contracts.BaselineModels;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DetectionLog;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.Stores;
import mrs.contracts.Table;
import mrs.jobs.spark.Settled;
import mrs.jobs.spark.TakenRounds;
import mrs.transforms.RunStamp;
import mrs.transforms.detection.Backlog;
import mrs.transforms.detection.DetectDeviations;
import mrs.transforms.detection.Grace;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;

/**
 * What detection costs within Spark, in CPU time of the whole process a cell: the cells are in
 * memory before, and what it gives is computed and thrown away. Each feed alone, then all together,
 * after runs that warm the JVM up: they show what a cold one costs.
 */
class DetectionCostBenchmark extends SparkTest {
  private static final int WARM_UPS = 5;
  private static final int REPEATS = 3;

  @Test
  void aCell() {
    List<Path> feeds = Feeds.all();
    Dataset<Row> all =
        feeds.stream()
            .map(DetectionCostBenchmark::cells)
            .reduce(Dataset::unionByName)
            .orElseThrow();
    measure("(warm-up)", feeds.subList(0, 1), cells(feeds.get(0)), WARM_UPS);
    for (Path feed : feeds) {
      measure(feed.getFileName().toString(), List.of(feed), cells(feed), REPEATS);
    }
    if (feeds.size() > 1) {
      measure("together", feeds, all, REPEATS);
    }
  }

  private static void measure(String name, List<Path> feeds, Dataset<Row> cells, int repeats) {
    Dataset<Row> known = cells.persist(StorageLevel.MEMORY_ONLY());
    long count = known.count();
    Dataset<Row> context = context(feeds).persist(StorageLevel.MEMORY_ONLY());
    Dataset<Row> stores = stores(feeds).persist(StorageLevel.MEMORY_ONLY());
    long told = context.count() + stores.count();
    LocalDate last =
        known.agg(functions.max(col(SalesTimeseries.SALES_DATE))).head().getDate(0).toLocalDate();
    for (int i = 0; i < repeats; i++) {
      long cpu = cpuTime();
      long wall = System.nanoTime();
      long reports = detect(known, context, stores, last);
      System.out.printf(
          Locale.ROOT,
          "%-16s %,9d cells, %,8d rows of context and stores: %6.2f us CPU a cell, %5.1f s wall,"
              + " %,d reports%n",
          name,
          count,
          told,
          (cpuTime() - cpu) / 1000.0 / count,
          (System.nanoTime() - wall) / 1e9,
          reports);
    }
    known.unpersist();
  }

  private static long detect(
      Dataset<Row> cells, Dataset<Row> context, Dataset<Row> stores, LocalDate last) {
    Instant now = last.plusDays(3).atStartOfDay(java.time.ZoneOffset.UTC).toInstant();
    DetectDeviations.Detected detected =
        new DetectDeviations(
                last,
                new Grace(Duration.ofHours(24)),
                250_000,
                Backlog.NONE,
                new RunStamp("run", now, 1, List.of()),
                new TakenRounds(spark))
            .apply(
                new DetectDeviations.Inputs(
                    cells,
                    none(DetectionLog.TABLE),
                    Optional.of(none(BaselineModels.TABLE)),
                    Optional.of(context),
                    Optional.of(stores),
                    Optional.empty()),
                Settled::of);
    detected.baseline().write().format("noop").mode("overwrite").save();
    return detected.reports().count();
  }

  private static long cpuTime() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static Dataset<Row> none(Table table) {
    return spark.createDataFrame(List.of(), schema(table));
  }

  private static Dataset<Row> cells(Path feed) {
    Dataset<Row> sales = csv(feed.resolve("sales").resolve("*"));
    return shaped(
        SalesTimeseries.TABLE,
        sales
            .withColumn("cell_state", functions.lit("sold"))
            .withColumn(LogColumns.WRITTEN_AT.name(), functions.lit(time()))
            .withColumn(LogColumns.VERSION.name(), functions.lit(1))
            .withColumn(LogColumns.CONTENT_HASH.name(), functions.lit(0L)));
  }

  private static Dataset<Row> context(List<Path> feeds) {
    return feeds.stream()
        .map(
            f ->
                csv(f.resolve("context").resolve("*"))
                    .withColumn("feed", functions.lit(f.getFileName().toString())))
        .map(r -> shaped(ContextualEvents.TABLE, r))
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }

  private static Dataset<Row> stores(List<Path> feeds) {
    return feeds.stream()
        .map(f -> csv(f.resolve("reference").resolve("stores.csv")))
        .map(
            r ->
                shaped(
                    Stores.TABLE,
                    r.withColumn("ingest_seq", functions.lit(1L))
                        .withColumn("received_at", functions.lit(time()))))
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }

  private static java.sql.Timestamp time() {
    return java.sql.Timestamp.from(Instant.parse("2000-01-01T00:00:00Z"));
  }

  private static Dataset<Row> csv(Path path) {
    return spark.read().option("header", "true").csv(path.toString());
  }

  /** The columns of {@code table}, those that are not there as NULL. */
  private static Dataset<Row> shaped(Table table, Dataset<Row> rows) {
    List<String> there = List.of(rows.columns());
    return rows.select(
        table.fields().stream()
            .map(f -> there.contains(f.name()) ? as(f, col(f)) : nullOf(f))
            .toArray(Column[]::new));
  }
}
