package mrs.transforms.timeseries;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.Optional;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesGrain;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.SourceColumns;
import mrs.contracts.UnifiedSalesData;
import mrs.transforms.ExactSum;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Settles what was sold in each cell, from all that was ever sent about it.
 *
 * <p>Of a feed with one row a cell, the row with the latest {@code received_at} wins, then the one
 * with the greater content hash. Of a feed of invoice lines, {@link PickLines} says which rows
 * count, and those are added up. A row that does not count is {@code conflicting} where another one
 * that was sent at the same time counts in its stead, and {@code superseded} where an earlier or
 * later one does. One shuffle.
 */
record SettleCells(BuildTimeseries.Rules rules) {
  /** Rows that another one, sent at another time, took the place of. */
  static final String SUPERSEDED = "superseded";

  /** Codes of the columns that the deliveries of the rows that count lacked. */
  static final String CODES = "codes";

  private static final String WINNER = "winner";
  private static final String ROW_CODES = "row_codes";

  /**
   * (store_id, sku, sales_date, from_day, units, on_promotion, received_at, conflicting,
   * superseded, codes) of each cell that a row was ever sent of; received_at is NULL, and units
   * with it, where none of its rows counts.
   *
   * @param sales with {@link BuildTimeseries#FROM}, which goes with each cell
   * @param drift (ingest_seq, codes) of deliveries that lacked columns; empty where none did
   */
  Dataset<Row> apply(Dataset<Row> sales, Optional<Dataset<Row>> drift) {
    Dataset<Row> coded = drift.map(d -> withCodes(sales, d)).orElse(sales);
    Dataset<Row> settled =
        rules.grain() == SalesGrain.CELL
            ? latestRow(coded, drift.isPresent())
            : sumOfLines(coded, drift.isPresent());
    return drift.isPresent() ? settled : settled.withColumn(CODES, noCodes());
  }

  private static Dataset<Row> withCodes(Dataset<Row> sales, Dataset<Row> drift) {
    return sales
        .as("s")
        .join(
            broadcast(drift.as("d")),
            col(SourceColumns.INGEST_SEQ, "s").equalTo(col(SourceColumns.INGEST_SEQ, "d")),
            "left")
        .select(col("s.*"), coalesce(col("d." + CODES), noCodes()).as(ROW_CODES));
  }

  private static Column noCodes() {
    return array().cast(SparkSchema.type(LogColumns.DEGRADED_REASONS));
  }

  private static Dataset<Row> latestRow(Dataset<Row> sales, boolean coded) {
    Column codes = coded ? col(ROW_CODES) : functions.lit(null).as(ROW_CODES);
    Column order =
        struct(
            col(UnifiedSalesData.RECEIVED_AT),
            col(LogColumns.CONTENT_HASH),
            col(UnifiedSalesData.UNITS),
            col(UnifiedSalesData.ON_PROMOTION),
            codes);
    Dataset<Row> settled =
        sales
            .groupBy(cell())
            .agg(
                max(order).as(WINNER),
                functions.collect_list(col(UnifiedSalesData.RECEIVED_AT)).as("sent"));
    Column winnerSent = winner(UnifiedSalesData.RECEIVED_AT.name());
    Column sentWithIt = size(filter(col("sent"), t -> t.equalTo(winnerSent)));
    Dataset<Row> cells =
        settled.select(
            col(UnifiedSalesData.STORE_ID),
            col(UnifiedSalesData.SKU),
            col(UnifiedSalesData.SALES_DATE),
            col(BuildTimeseries.FROM),
            winner(UnifiedSalesData.UNITS.name()),
            winner(UnifiedSalesData.ON_PROMOTION.name()),
            winnerSent,
            as(SalesTimeseries.CONFLICTING, sentWithIt.minus(1)),
            size(col("sent")).minus(sentWithIt).as(SUPERSEDED),
            winner(ROW_CODES).as(CODES));
    return coded ? cells : cells.drop(CODES);
  }

  private Dataset<Row> sumOfLines(Dataset<Row> sales, boolean coded) {
    Dataset<Row> cells =
        new PickLines(rules)
            .apply(sales)
            .groupBy(cell())
            .agg(
                ExactSum.of(when(PickLines.counts(), col(UnifiedSalesData.UNITS)))
                    .as(SalesTimeseries.UNITS.name()),
                functions
                    .bool_or(when(PickLines.counts(), col(UnifiedSalesData.ON_PROMOTION)))
                    .as(SalesTimeseries.ON_PROMOTION.name()),
                max(when(PickLines.counts(), col(UnifiedSalesData.RECEIVED_AT)))
                    .as(SalesTimeseries.RECEIVED_AT.name()),
                as(SalesTimeseries.CONFLICTING, count(when(PickLines.conflicts(), 1))),
                count(when(PickLines.isSuperseded(), 1)).cast("int").as(SUPERSEDED),
                array_distinct(flatten(collect_set(counted(coded)))).as(CODES));
    return coded ? cells : cells.drop(CODES);
  }

  private static Column counted(boolean coded) {
    return coded ? when(PickLines.counts(), col(ROW_CODES)) : noCodes();
  }

  private static Column[] cell() {
    return new Column[] {
      col(UnifiedSalesData.STORE_ID),
      col(UnifiedSalesData.SKU),
      col(UnifiedSalesData.SALES_DATE),
      col(BuildTimeseries.FROM)
    };
  }

  private static Column winner(String column) {
    return col(WINNER + "." + column).as(column);
  }
}
