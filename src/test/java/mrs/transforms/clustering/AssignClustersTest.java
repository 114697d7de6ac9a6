package mrs.transforms.clustering;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mrs.SparkTest;
import mrs.contracts.ClusterModelsLog;
import mrs.contracts.ClusteredLog;
import mrs.contracts.DetectionLog;
import mrs.contracts.Direction;
import mrs.contracts.LogColumns;
import mrs.contracts.Products;
import mrs.contracts.Table;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.LogBook;
import mrs.transforms.Dropped;
import mrs.transforms.RunStamp;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

class AssignClustersTest extends SparkTest {
  private static final String SLUMP =
      id(Direction.DOWN, Size.MODERATE, Breadth.SEVERAL_SKUS, Duration.ONE_DAY);
  private static final String SLUMP_NAME = "moderate fall · several SKUs of one store · 1 day";

  /** What the stage has written so far, night by night. */
  private Dataset<Row> own = rows(ClusteredLog.TABLE);

  private Dataset<Row> model = rows(ClusterModelsLog.TABLE);
  private Optional<Dataset<Row>> changed = Optional.empty();
  private int cap = 1000;

  private static String id(Direction direction, Size size, Breadth breadth, Duration duration) {
    return new Pattern(direction, size, breadth, duration, Shape.STEADY).id();
  }

  /** Two SKUs of a store sell half of what was expected on the day before {@code night}. */
  private static LogBook slump(LogBook book, String store, int night) {
    LocalDate day = LogBook.START.plusDays(night - 1);
    for (String sku : List.of("K1", "K2")) {
      book.detected(store + sku, night, cell(store, sku, day, day, 5, 10));
    }
    return book;
  }

  /**
   * One SKU of a store that sells too little from {@code start}, when its group started, to {@code
   * end}.
   */
  private static Object[] cell(
      String store, String sku, LocalDate start, LocalDate end, double observed, double expected) {
    return new Object[] {
      DetectionLog.STORE_ID, store,
      DetectionLog.SKU, sku,
      DetectionLog.DIRECTION, "down",
      DetectionLog.TEST, "store_day",
      DetectionLog.GROUP_KEY, "store_day|" + store + "|down",
      DetectionLog.GROUP_START, start,
      DetectionLog.WINDOW_START, start,
      DetectionLog.WINDOW_END, end,
      DetectionLog.OBSERVED_UNITS, observed,
      DetectionLog.EXPECTED_UNITS, expected
    };
  }

  private static RunStamp stamp(int night, String... reasons) {
    return new RunStamp("run-" + night, LogBook.at(night), 1, List.of(reasons));
  }

  private AssignClusters.Clustered assign(LogBook book, RunStamp stamp) {
    return assign(book.dataset(Contributor.MRDL), stamp, Optional.of(model), Optional.empty());
  }

  private AssignClusters.Clustered assign(
      Dataset<Row> reports,
      RunStamp stamp,
      Optional<Dataset<Row>> known,
      Optional<Dataset<Row>> products) {
    AssignClusters.Clustered clustered =
        new AssignClusters(2, cap, stamp)
            .apply(
                new AssignClusters.Inputs(reports, own, known, products, changed),
                SparkTest::computed);
    assertThat(clustered.considered().count())
        .isEqualTo(clustered.rows().count() + dropped(clustered));
    return clustered;
  }

  private static long dropped(AssignClusters.Clustered clustered) {
    return clustered.dropped().collectAsList().stream()
        .mapToLong(r -> r.<Long>getAs(Dropped.RECORDS.name()))
        .sum();
  }

  /** Runs a night and keeps what it wrote. */
  private AssignClusters.Clustered night(LogBook book, RunStamp stamp) {
    AssignClusters.Clustered clustered = assign(book, stamp);
    own = appended(ClusteredLog.TABLE, own, clustered.rows());
    model = appended(ClusterModelsLog.TABLE, model, clustered.models());
    return clustered;
  }

  private static Dataset<Row> appended(Table table, Dataset<Row> before, Dataset<Row> rows) {
    Column[] columns =
        table.fields().stream().map(f -> functions.col(f.name())).toArray(Column[]::new);
    List<Row> all = new ArrayList<>(before.collectAsList());
    all.addAll(
        rows.withColumn(LogColumns.CONTENT_HASH.name(), lit(0L)).select(columns).collectAsList());
    return spark.createDataFrame(all, table.schema());
  }

  private static Map<String, String> clusters(Dataset<Row> rows) {
    Map<String, String> clusters = new TreeMap<>();
    for (Row row : rows.collectAsList()) {
      String name = row.getAs(ClusteredLog.CLUSTER_NAME.name());
      clusters.put(row.getAs(ClusteredLog.REPORT_ID.name()), name == null ? "-" : name);
    }
    return clusters;
  }

  @Test
  void writesWholeRowsOnceEnoughGroupsLookAlike() {
    LogBook book = slump(slump(new LogBook(), "S1", 3), "S2", 3);

    AssignClusters.Clustered clustered = assign(book, stamp(3));

    assertThat(clustered.rows().orderBy("report_id").collectAsList())
        .extracting(r -> r.mkString("|"))
        .containsExactly(
            "S1K1|S1|K1|%s|%s|1.0|run-3|2024-03-07 00:00:00.0|1|false|WrappedArray()|2024-03-04"
                .formatted(SLUMP, SLUMP_NAME),
            "S1K2|S1|K2|%s|%s|1.0|run-3|2024-03-07 00:00:00.0|1|false|WrappedArray()|2024-03-04"
                .formatted(SLUMP, SLUMP_NAME),
            "S2K1|S2|K1|%s|%s|1.0|run-3|2024-03-07 00:00:00.0|1|false|WrappedArray()|2024-03-04"
                .formatted(SLUMP, SLUMP_NAME),
            "S2K2|S2|K2|%s|%s|1.0|run-3|2024-03-07 00:00:00.0|1|false|WrappedArray()|2024-03-04"
                .formatted(SLUMP, SLUMP_NAME));
    assertThat(clustered.models().collectAsList())
        .extracting(r -> r.mkString("|"))
        .containsExactly(
            SLUMP
                + "|"
                + SLUMP_NAME
                + "|down|moderate|several SKUs of one store|1 day|steady|2|"
                + Math.log(0.5)
                + "|WrappedArray(store_day|S1|down@2024-03-06, store_day|S2|down@2024-03-06)"
                + "|run-3|2024-03-07 00:00:00.0|1|false|WrappedArray()|2024-03-04");
  }

  @Test
  void aLonelyGroupStaysUnclusteredAndIsRemembered() {
    AssignClusters.Clustered clustered = night(slump(new LogBook(), "S1", 3), stamp(3));

    assertThat(clusters(clustered.rows())).isEqualTo(Map.of("S1K1", "-", "S1K2", "-"));
    Row row = own.head();
    assertThat(row.isNullAt(row.fieldIndex(ClusteredLog.CLUSTER_ID.name()))).isTrue();
    assertThat(row.isNullAt(row.fieldIndex(ClusteredLog.SIMILARITY.name()))).isTrue();
    assertThat(model.head().<Long>getAs(ClusterModelsLog.SUPPORT.name())).isEqualTo(1);
  }

  @Test
  void earlierMembersJoinInTheRunInWhichTheirPatternBecomesACluster() {
    LogBook book = slump(new LogBook(), "S1", 3);
    night(book, stamp(3));
    assertThat(night(book, stamp(4)).rows().count()).isZero();

    AssignClusters.Clustered second = night(slump(book, "S2", 5), stamp(5));

    assertThat(clusters(second.rows()))
        .isEqualTo(
            Map.of("S1K1", SLUMP_NAME, "S1K2", SLUMP_NAME, "S2K1", SLUMP_NAME, "S2K2", SLUMP_NAME));
    assertThat(second.models().collectAsList())
        .extracting(r -> r.<Long>getAs("support") + " " + r.getList(r.fieldIndex("groups")))
        .containsExactly("2 [store_day|S2|down@2024-03-08]");
    assertThat(night(book, stamp(6)).rows().count()).isZero();
  }

  @Test
  void aGroupCountsOnceForItsPattern() {
    LogBook book = slump(new LogBook(), "S1", 3);
    night(book, stamp(3));

    AssignClusters.Clustered again = night(slump(book, "S1", 4), stamp(4));
    assertThat(again.models().collectAsList())
        .extracting(r -> r.<Long>getAs("support") + " " + r.getList(r.fieldIndex("groups")))
        .containsExactly("2 [store_day|S1|down@2024-03-07]");

    LocalDate day = LogBook.START.plusDays(3);
    LogBook unchanged = book.detected("S1K1", 5, cell("S1", "K1", day, day, 5.5, 10));
    assertThat(night(unchanged, stamp(5)).models().count()).isZero();
  }

  @Test
  void membersOfAGroupThatLooksDifferentNowAreWrittenAgain() {
    LogBook book = slump(slump(new LogBook(), "S1", 3), "S2", 3);
    night(book, stamp(3));
    LocalDate day = LogBook.START.plusDays(2);

    book.detected("S1K1", 4, cell("S1", "K1", day, day.plusDays(1), 10, 20));
    AssignClusters.Clustered next = night(book, stamp(4));

    assertThat(clusters(next.rows())).isEqualTo(Map.of("S1K1", "-", "S1K2", "-"));
    assertThat(next.models().head().<String>getAs("cluster_name"))
        .isEqualTo("moderate fall · several SKUs of one store · 2-4 days");
  }

  @Test
  void similarityFallsWithTheDistanceFromThePatternsMean() {
    LogBook book = slump(slump(new LogBook(), "S1", 3), "S2", 3);
    night(book, stamp(3));
    LocalDate day = LogBook.START.plusDays(3);
    book.detected("one", 4, cell("S3", "K1", day, day, 6, 10));
    book.detected("two", 4, cell("S3", "K2", day, day, 6, 10));

    Row row = night(book, stamp(4)).rows().head();

    double mean = (2 * Math.log(0.5) + Math.log(0.6)) / 3;
    assertThat(row.<Double>getAs(ClusteredLog.SIMILARITY.name()))
        .isCloseTo(1 - (Math.log(0.6) - mean) / 3, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void withoutTheModelNothingIsClusteredAndNothingIsLearnt() {
    LogBook book = slump(slump(new LogBook(), "S1", 3), "S2", 3);
    RunStamp down = stamp(3, "CLUSTER_MODEL_down");

    AssignClusters.Clustered blind =
        assign(book.dataset(Contributor.MRDL), down, Optional.empty(), Optional.empty());
    assertThat(clusters(blind.rows()))
        .isEqualTo(Map.of("S1K1", "-", "S1K2", "-", "S2K1", "-", "S2K2", "-"));
    assertThat(blind.rows().select(LogColumns.DEGRADED_REASONS.col()).head().<String>getList(0))
        .containsExactly("CLUSTER_MODEL_down");
    assertThat(blind.models().count()).isZero();
    own = appended(ClusteredLog.TABLE, own, blind.rows());

    assertThat(clusters(night(book, stamp(4)).rows()))
        .isEqualTo(
            Map.of("S1K1", SLUMP_NAME, "S1K2", SLUMP_NAME, "S2K1", SLUMP_NAME, "S2K2", SLUMP_NAME));
  }

  @Test
  void withProductsItTellsWhetherSkusShareACategory() {
    LogBook book = slump(slump(new LogBook(), "S1", 3), "S2", 3);
    Dataset<Row> products =
        rows(
            Products.TABLE,
            row("K1", "dairy", "milk", null, 1L, "products.csv", 1L, 0L),
            row("K2", "dairy", "cheese", null, 1L, "products.csv", 2L, 0L));

    AssignClusters.Clustered clustered =
        assign(book.dataset(Contributor.MRDL), stamp(3), Optional.of(model), Optional.of(products));

    assertThat(clusters(clustered.rows()).values())
        .containsOnly("moderate fall · SKUs of one category in one store · 1 day");
  }

  @Test
  void skusThatAreKnownLaterTakeUpTheGroupsThatHaveThemAndNoOthers() {
    LogBook book = slump(slump(slump(new LogBook(), "S1", 3), "S2", 3), "S3", 3);
    LocalDate day = LogBook.START.plusDays(2);
    book.detected("S4K1", 3, cell("S4", "K1", day, day, 5, 10));
    book.detected("S4K3", 3, cell("S4", "K3", day, day, 5, 10));
    book.detected("S5K3", 3, cell("S5", "K3", day, day, 5, 10));
    night(book, stamp(3));
    Dataset<Row> products =
        rows(
            Products.TABLE,
            row("K1", "dairy", "milk", null, 2L, "products.csv", 1L, 0L),
            row("K2", "dairy", "cheese", null, 2L, "products.csv", 2L, 0L));
    Dataset<Row> reports = book.dataset(Contributor.MRDL);

    assertThat(assign(reports, stamp(4), Optional.of(model), Optional.of(products)).rows().count())
        .isZero();
    changed =
        Optional.of(
            new ChangedProducts().apply(new ChangedProducts.Inputs(Optional.empty(), products)));
    AssignClusters.Clustered again =
        assign(reports, stamp(4), Optional.of(model), Optional.of(products));

    assertThat(clusters(again.rows()).keySet())
        .containsExactly("S1K1", "S1K2", "S2K1", "S2K2", "S3K1", "S3K2");
    assertThat(clusters(again.rows()).values())
        .containsOnly("moderate fall · SKUs of one category in one store · 1 day");
  }

  @Test
  void onlySkusOfWhichSomethingElseIsKnownHaveChanged() {
    Dataset<Row> before =
        rows(
            Products.TABLE,
            row("same", "dairy", "milk", null, 1L, "products.csv", 1L, 0L),
            row("moved", "dairy", "milk", null, 1L, "products.csv", 2L, 0L),
            row("gone", null, null, null, 1L, "products.csv", 3L, 0L));
    Dataset<Row> now =
        rows(
            Products.TABLE,
            row("same", "dairy", "cheese", null, 2L, "products.csv", 1L, 0L),
            row("moved", null, null, null, 2L, "products.csv", 2L, 0L),
            row("new", "meat", null, null, 2L, "products.csv", 3L, 0L));

    assertThat(
            new ChangedProducts()
                .apply(new ChangedProducts.Inputs(Optional.of(before), now))
                .collectAsList())
        .extracting(r -> r.getString(0))
        .containsExactlyInAnyOrder("moved", "gone", "new");
  }

  @Test
  void aWithdrawnGroupGetsRowsAndIsNotCounted() {
    LogBook book = slump(new LogBook(), "S1", 3);
    LocalDate day = LogBook.START.plusDays(2);
    for (String sku : List.of("K1", "K2")) {
      book.withdrawn("S1" + sku, 4, "restated", cell("S1", sku, day, day, 5, 10));
    }

    AssignClusters.Clustered clustered = night(book, stamp(4));

    assertThat(clusters(clustered.rows())).isEqualTo(Map.of("S1K1", "-", "S1K2", "-"));
    assertThat(clustered.models().count()).isZero();
  }

  @Test
  void whatIsBeyondTheCapWaits() {
    LogBook book = slump(slump(new LogBook(), "S1", 3), "S2", 4);
    cap = 3;

    AssignClusters.Clustered first = night(book, stamp(4));
    assertThat(clusters(first.rows()).keySet()).containsExactly("S1K1", "S1K2", "S2K1");
    assertThat(first.dropped().collectAsList())
        .extracting(r -> r.mkString(" "))
        .containsExactly("waiting for a later run 1");

    AssignClusters.Clustered second = night(book, stamp(5));
    assertThat(clusters(second.rows())).isEqualTo(Map.of("S2K2", SLUMP_NAME));
    assertThat(dropped(second)).isZero();
  }

  @Test
  void orderAndPartitionsOfItsInputsChangeNothing() {
    LogBook book = slump(slump(slump(new LogBook(), "S1", 3), "S2", 4), "S3", 4);
    Dataset<Row> reports = book.dataset(Contributor.MRDL);
    AssignClusters.Clustered one = assign(reports, stamp(5), Optional.of(model), Optional.empty());
    AssignClusters.Clustered other =
        assign(
            reports.orderBy(DetectionLog.SKU.col().desc()).repartition(5),
            stamp(5),
            Optional.of(model),
            Optional.empty());

    assertThat(other.rows().collectAsList())
        .containsExactlyInAnyOrderElementsOf(one.rows().collectAsList());
    assertThat(other.models().collectAsList())
        .containsExactlyInAnyOrderElementsOf(one.models().collectAsList());
    assertThat(Date.valueOf("2024-03-04"))
        .isEqualTo(one.models().head().<Date>getAs(LogColumns.WEEK_START.name()));
  }
}
