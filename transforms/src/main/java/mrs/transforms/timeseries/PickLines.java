package mrs.transforms.timeseries;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.stream.Stream;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesGrain;
import mrs.contracts.UnifiedSalesData;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;

/**
 * Says of each invoice line that was ever sent whether it counts.
 *
 * <p>A line is known by store, SKU and {@code line_id}, and unless lines move by its day. What was
 * sent of it last counts. Of several versions that were sent at the same time one does, the one
 * with the greater content hash; where ids are receipt numbers all of them do, as a receipt may
 * have a SKU in several rows.
 *
 * <p>Lines without an id are told apart by what they say. Of equal ones, as many count as were ever
 * sent at one time: the same lines once more are no further sales, and one more of them in the same
 * sending is.
 *
 * <p>Where lines move, a version takes the place of another one at most {@link
 * BuildTimeseries.Rules#reachDays} days away, so that what counts on a day rests on days within
 * reach of it.
 */
record PickLines(BuildTimeseries.Rules rules) {
  private static final String FATE = "fate";
  private static final String COUNTS = "counts";
  private static final String CONFLICTING = "conflicting";
  private static final String SUPERSEDED = "superseded";

  private static final String DAY = "line_day";
  private static final String TEXT = "line_text";
  private static final String COPIES = "copies";
  private static final String VERSION = "line_version";
  private static final String STANDING = "standing";

  private static final List<Field> SAID =
      List.of(
          UnifiedSalesData.UNITS,
          UnifiedSalesData.NET_SALES,
          UnifiedSalesData.ON_PROMOTION,
          UnifiedSalesData.DISCOUNT,
          UnifiedSalesData.RETAILER);

  /** Whether the row counts, in what {@link #apply} gives. */
  static Column counts() {
    return col(FATE).equalTo(COUNTS);
  }

  /** Whether another version that was sent at the same time counts in its stead. */
  static Column conflicts() {
    return col(FATE).equalTo(CONFLICTING);
  }

  /** Whether what was sent of the line at another time counts in its stead. */
  static Column isSuperseded() {
    return col(FATE).equalTo(SUPERSEDED);
  }

  /**
   * {@code sales}, each row with its fate. One shuffle, by series, which serves the sums over cells
   * too.
   */
  Dataset<Row> apply(Dataset<Row> sales) {
    Column named = col(UnifiedSalesData.LINE_ID).isNotNull();
    Column sent = col(UnifiedSalesData.RECEIVED_AT);
    Column copies = when(named, lit(0L)).otherwise(count(lit(1)).over(sending()));
    boolean oneVersion = rules.grain() == SalesGrain.LINE;
    Column version =
        when(named.and(lit(oneVersion)), col(LogColumns.CONTENT_HASH)).otherwise(lit(0L));
    Column sentThen = col(UnifiedSalesData.RECEIVED_AT, STANDING);
    return sales
        .repartition(col(UnifiedSalesData.STORE_ID), col(UnifiedSalesData.SKU))
        .withColumn(
            DAY, when(not(named.and(lit(rules.linesMove()))), col(UnifiedSalesData.SALES_DATE)))
        .withColumn(TEXT, when(not(named), said()))
        .withColumn(COPIES, copies)
        .withColumn(VERSION, version)
        .withColumn(STANDING, max(struct(col(COPIES), sent, col(VERSION))).over(versions()))
        .withColumn(
            FATE,
            when(sent.notEqual(sentThen), SUPERSEDED)
                .when(col(VERSION).notEqual(col(STANDING + "." + VERSION)), CONFLICTING)
                .otherwise(COUNTS));
  }

  /** What was sent of a line at one time. */
  private static WindowSpec sending() {
    return Window.partitionBy(line(Stream.of(col(UnifiedSalesData.RECEIVED_AT))));
  }

  /** All that was sent of a line, as far as it is within reach of the row's day. */
  private WindowSpec versions() {
    WindowSpec all = Window.partitionBy(line(Stream.empty()));
    return rules.linesMove()
        ? all.orderBy(unix_date(col(UnifiedSalesData.SALES_DATE)))
            .rangeBetween(-rules.reachDays(), rules.reachDays())
        : all;
  }

  private static Column[] line(Stream<Column> more) {
    Stream<Column> line =
        Stream.of(
            col(UnifiedSalesData.STORE_ID),
            col(UnifiedSalesData.SKU),
            col(UnifiedSalesData.LINE_ID),
            col(DAY),
            col(TEXT));
    return Stream.concat(line, more).toArray(Column[]::new);
  }

  /** A hash of what a line says; each value with whether it is NULL, as the hash passes over it. */
  private static Column said() {
    return functions.xxhash64(
        SAID.stream().flatMap(f -> Stream.of(col(f), col(f).isNull())).toArray(Column[]::new));
  }
}
