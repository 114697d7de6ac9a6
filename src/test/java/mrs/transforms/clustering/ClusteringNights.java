package mrs.transforms.clustering;

import static mrs.transforms.SparkSchema.schema;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

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
import mrs.contracts.Table;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.LogBook;
import mrs.transforms.Dropped;
import mrs.transforms.RunStamp;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Nights of clustering, each on the logs that those before it wrote. */
abstract class ClusteringNights extends SparkTest {
  static final String SLUMP_NAME = "moderate fall · several SKUs of one store · 1 day";

  /** What the stage has written so far, night by night. */
  Dataset<Row> own = rows(ClusteredLog.TABLE);

  Dataset<Row> model = rows(ClusterModelsLog.TABLE);
  Optional<Dataset<Row>> changed = Optional.empty();
  int cap = 1000;

  static String id(Direction direction, Size size, Breadth breadth, Duration duration) {
    return new Pattern(direction, size, breadth, duration, Shape.STEADY).id();
  }

  /** Two SKUs of a store sell half of what was expected on the day before {@code night}. */
  static LogBook slump(LogBook book, String store, int night) {
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
  static Object[] cell(
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

  static RunStamp stamp(int night, String... reasons) {
    return new RunStamp("run-" + night, LogBook.at(night), 1, List.of(reasons));
  }

  AssignClusters.Clustered assign(LogBook book, RunStamp stamp) {
    return assign(book.dataset(Contributor.MRDL), stamp, Optional.of(model), Optional.empty());
  }

  AssignClusters.Clustered assign(
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

  static long dropped(AssignClusters.Clustered clustered) {
    return clustered.dropped().collectAsList().stream()
        .mapToLong(r -> r.<Long>getAs(Dropped.RECORDS.name()))
        .sum();
  }

  /** Runs a night and keeps what it wrote. */
  AssignClusters.Clustered night(LogBook book, RunStamp stamp) {
    AssignClusters.Clustered clustered = assign(book, stamp);
    own = appended(ClusteredLog.TABLE, own, clustered.rows());
    model = appended(ClusterModelsLog.TABLE, model, clustered.models());
    return clustered;
  }

  static Dataset<Row> appended(Table table, Dataset<Row> before, Dataset<Row> rows) {
    Column[] columns =
        table.fields().stream().map(f -> functions.col(f.name())).toArray(Column[]::new);
    List<Row> all = new ArrayList<>(before.collectAsList());
    all.addAll(
        rows.withColumn(LogColumns.CONTENT_HASH.name(), lit(0L)).select(columns).collectAsList());
    return spark.createDataFrame(all, schema(table));
  }

  static Map<String, String> clusters(Dataset<Row> rows) {
    Map<String, String> clusters = new TreeMap<>();
    for (Row row : rows.collectAsList()) {
      String name = row.getAs(ClusteredLog.CLUSTER_NAME.name());
      clusters.put(row.getAs(ClusteredLog.REPORT_ID.name()), name == null ? "-" : name);
    }
    return clusters;
  }
}
