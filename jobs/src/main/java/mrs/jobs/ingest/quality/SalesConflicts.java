package mrs.jobs.ingest.quality;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesGrain;
import mrs.contracts.SourceColumns;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.messages.Escapes;
import mrs.jobs.spark.Actions;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Finds sales of one cell, or of one invoice line, that say different things and were sent at the
 * same time, in one delivery or in several: none of them is the later one, so that one stands by
 * its hash and the others count for nothing.
 *
 * <p>Earlier sales are looked up only in files that may have rows sent at the times of the new
 * ones; the cost does not grow with history.
 *
 * @param warehouse where the earlier sales lie; it may have the new ones already
 * @param grain what a row is; rows of one receipt do not contradict one another, all count
 */
record SalesConflicts(Warehouse warehouse, SalesGrain grain) {
  /** That no two rows contradict one another. */
  static final String CONSTRAINT = "conflicts";

  private static final List<Field> CELL =
      List.of(
          UnifiedSalesData.STORE_ID,
          UnifiedSalesData.SKU,
          UnifiedSalesData.SALES_DATE,
          UnifiedSalesData.RECEIVED_AT);
  private static final List<Field> LINE =
      List.of(
          UnifiedSalesData.STORE_ID,
          UnifiedSalesData.SKU,
          UnifiedSalesData.LINE_ID,
          UnifiedSalesData.RECEIVED_AT);
  private static final String ROWS = "conflicting_rows";
  private static final String UNITS = "conflicting_units";
  private static final String DELIVERIES = "deliveries";

  /**
   * A failed verdict of each of {@code deliveries}, which {@code sales} came in, with a conflict.
   */
  List<DeliveryVerdict> among(SalesSpan sales, Set<Long> deliveries) {
    Dataset<Row> conflicts =
        conflicts(sales.rows().select(said()).union(earlier(sales).select(said())));
    Column example =
        struct(Stream.concat(names(key()), Stream.of(col(UNITS))).toArray(Column[]::new));
    return Actions.rows(
            conflicts
                .withColumn(SourceColumns.INGEST_SEQ.name(), explode(col(DELIVERIES)))
                .where(col(SourceColumns.INGEST_SEQ).isin(deliveries.toArray()))
                .groupBy(col(SourceColumns.INGEST_SEQ))
                .agg(count(lit(1)), sum(col(ROWS).minus(1)), min(example))
                .orderBy(col(SourceColumns.INGEST_SEQ)))
        .stream()
        .map(this::verdict)
        .toList();
  }

  /** Sales of the same weeks that were sent between the first and the last of the new ones. */
  private Dataset<Row> earlier(SalesSpan sales) {
    Instant justBefore = sales.firstSent().toInstant().minusMillis(1);
    Column sentThen =
        col(UnifiedSalesData.RECEIVED_AT).between(sales.firstSent(), sales.lastSent());
    return warehouse
        .readConformed(
            UnifiedSalesData.TABLE,
            file -> file.mayExceed(UnifiedSalesData.RECEIVED_AT, justBefore))
        .where(col(LogColumns.WEEK_START).isin(sales.weeks().toArray()).and(sentThen));
  }

  /** Keys of which different things are said; the same row sent again is no conflict. */
  private Dataset<Row> conflicts(Dataset<Row> rows) {
    Column[] content =
        Stream.concat(
                names(key()),
                Stream.of(UnifiedSalesData.UNITS, LogColumns.CONTENT_HASH).map(SparkSchema::col))
            .toArray(Column[]::new);
    return rows.where(
            grain == SalesGrain.LINE ? col(UnifiedSalesData.LINE_ID).isNotNull() : lit(true))
        .groupBy(content)
        .agg(collect_set(col(SourceColumns.INGEST_SEQ)).as(DELIVERIES))
        .groupBy(names(key()).toArray(Column[]::new))
        .agg(
            count(lit(1)).as(ROWS),
            array_sort(collect_list(col(UnifiedSalesData.UNITS))).as(UNITS),
            array_distinct(flatten(collect_list(col(DELIVERIES)))).as(DELIVERIES))
        .where(col(ROWS).gt(1));
  }

  private Column[] said() {
    return Stream.concat(
            names(key()),
            Stream.of(UnifiedSalesData.UNITS, LogColumns.CONTENT_HASH, SourceColumns.INGEST_SEQ)
                .map(SparkSchema::col))
        .toArray(Column[]::new);
  }

  private List<Field> key() {
    return grain == SalesGrain.LINE ? LINE : CELL;
  }

  private static Stream<Column> names(List<Field> fields) {
    return fields.stream().map(SparkSchema::col);
  }

  private DeliveryVerdict verdict(Row delivery) {
    long keys = delivery.getLong(1);
    Row example = delivery.getStruct(3);
    String what = grain == SalesGrain.LINE ? "invoice line" : "cell";
    String text =
        keys
            + " "
            + what
            + (keys == 1 ? "" : "s")
            + " came with different values and the same received_at, such as "
            + Escapes.of(example.getString(0) + " " + example.getString(1) + " ")
            + Escapes.of(String.valueOf(example.get(2)))
            + " (units "
            + String.join(", ", example.getList(4).stream().map(String::valueOf).toList())
            + "); one row stands, the others ("
            + delivery.getLong(2)
            + ") do not count; send one, or a later received_at with what is right";
    return new DeliveryVerdict(
        delivery.getLong(0), UnifiedSalesData.TABLE.name(), CONSTRAINT, false, keys, text);
  }
}
