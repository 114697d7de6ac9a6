package mrs.transforms.timeseries;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import mrs.contracts.LogColumns;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.UnifiedSalesData;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;

/**
 * Settles what was sold in each cell, from all that was ever sent about it.
 *
 * <p>Of a feed with one row a cell, the row with the latest {@code received_at} wins, then the one
 * with the greater content hash. Of a feed of invoice lines, the latest sending of each line
 * counts, and the distinct lines are summed; lines without an id are told apart by what they say.
 * One shuffle.
 *
 * @param lines whether a row is an invoice line
 */
record SettleCells(boolean lines) {
  private static final String WINNER = "winner";

  /**
   * (store_id, sku, sales_date, units, on_promotion, received_at, conflicting) of each reported
   * cell.
   */
  Dataset<Row> apply(Dataset<Row> sales) {
    return lines ? sumOfLines(sales) : latestRow(sales);
  }

  private static Dataset<Row> latestRow(Dataset<Row> sales) {
    Column order =
        struct(
            UnifiedSalesData.RECEIVED_AT.col(),
            LogColumns.CONTENT_HASH.col(),
            UnifiedSalesData.UNITS.col(),
            UnifiedSalesData.ON_PROMOTION.col());
    Dataset<Row> settled =
        sales
            .groupBy(cell())
            .agg(
                max(order).as(WINNER),
                functions.collect_list(UnifiedSalesData.RECEIVED_AT.col()).as("sent"));
    Column sentWithIt =
        functions.size(
            functions.filter(
                col("sent"), t -> t.equalTo(winner(UnifiedSalesData.RECEIVED_AT.name()))));
    return settled.select(
        UnifiedSalesData.STORE_ID.col(),
        UnifiedSalesData.SKU.col(),
        UnifiedSalesData.SALES_DATE.col(),
        winner(UnifiedSalesData.UNITS.name()),
        winner(UnifiedSalesData.ON_PROMOTION.name()),
        winner(UnifiedSalesData.RECEIVED_AT.name()),
        SalesTimeseries.CONFLICTING.is(sentWithIt.minus(1)));
  }

  private static Dataset<Row> sumOfLines(Dataset<Row> sales) {
    Column said =
        functions.xxhash64(
            functions.to_json(
                struct(
                    UnifiedSalesData.UNITS.col(),
                    UnifiedSalesData.NET_SALES.col(),
                    UnifiedSalesData.ON_PROMOTION.col(),
                    UnifiedSalesData.DISCOUNT.col(),
                    UnifiedSalesData.RETAILER.col())));
    Column line = coalesce(UnifiedSalesData.LINE_ID.col(), functions.hex(said));
    Dataset<Row> latestSending =
        sales
            .withColumn("said", said)
            .withColumn(
                "last_sent",
                max(UnifiedSalesData.RECEIVED_AT.col())
                    .over(
                        Window.partitionBy(
                            UnifiedSalesData.STORE_ID.col(),
                            UnifiedSalesData.SKU.col(),
                            UnifiedSalesData.SALES_DATE.col(),
                            line)))
            .where(UnifiedSalesData.RECEIVED_AT.col().equalTo(col("last_sent")));
    return latestSending
        .groupBy(cell())
        .agg(
            sum(UnifiedSalesData.UNITS.col()).as(SalesTimeseries.UNITS.name()),
            functions
                .bool_or(UnifiedSalesData.ON_PROMOTION.col())
                .as(SalesTimeseries.ON_PROMOTION.name()),
            max(UnifiedSalesData.RECEIVED_AT.col()).as(SalesTimeseries.RECEIVED_AT.name()),
            lit(0).as(SalesTimeseries.CONFLICTING.name()));
  }

  private static Column[] cell() {
    return new Column[] {
      UnifiedSalesData.STORE_ID.col(), UnifiedSalesData.SKU.col(), UnifiedSalesData.SALES_DATE.col()
    };
  }

  private static Column winner(String column) {
    return col(WINNER + "." + column).as(column);
  }
}
