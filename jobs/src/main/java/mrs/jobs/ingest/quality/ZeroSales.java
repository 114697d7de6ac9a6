package mrs.jobs.ingest.quality;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.LogColumns;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.config.MrsConfig.Zeros;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Mondays;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import scala.collection.JavaConverters;

/**
 * Finds out whether a feed that is said to send zeros never does: an absent row then is no missing
 * report but a day on which nothing was sold.
 *
 * <p>Judged over the last four weeks up to the newest day that came in. There is no row with zero
 * units in them, and SKUs have many gaps: days on which their store reported, between two on which
 * they sold. A feed that sends zeros has some as soon as it has such gaps; one of SKUs that sell
 * every day has neither, and nothing is said of it.
 *
 * @param warehouse where the earlier sales lie; it may have the new ones already
 * @param zeros how the feed is said to send zeros
 */
record ZeroSales(Warehouse warehouse, Zeros zeros) {
  private static final int DAYS = 28;

  /** Fewer days of SKUs, reported or not, say nothing about what a feed never does. */
  private static final long LEAST_CELLS = 100;

  /** Fewer gaps may well be rows that got lost. */
  private static final double LEAST_GAPS = 0.05;

  private static final String DAY_OF_STORE = "day_of_store";
  private static final String CELLS = "cells";
  private static final String DUE = "due";

  /** What to set, and why, {@code sales} having come in; empty if there is nothing to say. */
  Optional<String> hint(SalesSpan sales) {
    if (zeros == Zeros.IMPLIED || sales.zeros() > 0) {
      return Optional.empty();
    }
    Dataset<Row> recent = recent(sales.rows(), sales.lastDay());
    return recent.where(col(UnifiedSalesData.UNITS).equalTo(0)).isEmpty()
        ? hint(gaps(recent), sales.lastDay())
        : Optional.empty();
  }

  /** Sales of the last four weeks up to {@code last}, each cell at least once. */
  private Dataset<Row> recent(Dataset<Row> rows, LocalDate last) {
    LocalDate first = last.minusDays(DAYS - 1L);
    LocalDate week = Mondays.of(first);
    Column[] columns =
        Stream.of(
                UnifiedSalesData.STORE_ID,
                UnifiedSalesData.SKU,
                UnifiedSalesData.SALES_DATE,
                UnifiedSalesData.UNITS)
            .map(SparkSchema::col)
            .toArray(Column[]::new);
    Dataset<Row> stored =
        warehouse
            .readConformed(UnifiedSalesData.TABLE)
            .where(col(LogColumns.WEEK_START).geq(lit(Date.valueOf(week))));
    return rows.select(columns)
        .union(stored.select(columns))
        .where(col(UnifiedSalesData.SALES_DATE).between(Date.valueOf(first), Date.valueOf(last)));
  }

  /**
   * How many cells lie between the first and the last of their series on days on which the store
   * reported, and how many of them there are.
   */
  private static Row gaps(Dataset<Row> recent) {
    Column store = col(UnifiedSalesData.STORE_ID);
    Column day = col(UnifiedSalesData.SALES_DATE);
    Dataset<Row> cells = recent.select(store, col(UnifiedSalesData.SKU), day).distinct();
    Dataset<Row> days =
        cells
            .select(store, day)
            .distinct()
            .withColumn(DAY_OF_STORE, row_number().over(Window.partitionBy(store).orderBy(day)));
    return cells
        .join(
            days,
            JavaConverters.asScalaBuffer(
                    List.of(UnifiedSalesData.STORE_ID.name(), UnifiedSalesData.SALES_DATE.name()))
                .toSeq())
        .groupBy(store, col(UnifiedSalesData.SKU))
        .agg(
            count(lit(1)).as(CELLS),
            max(col(DAY_OF_STORE)).minus(min(col(DAY_OF_STORE))).plus(1).cast("long").as(DUE))
        .agg(sum(col(DUE)), sum(col(CELLS)))
        .head();
  }

  private static Optional<String> hint(Row figures, LocalDate last) {
    long due = figures.getLong(0);
    long gaps = due - figures.getLong(1);
    if (due < LEAST_CELLS || gaps < LEAST_GAPS * due) {
      return Optional.empty();
    }
    return Optional.of(
        UnifiedSalesData.TABLE.name()
            + ": no row of the "
            + DAYS
            + " days up to "
            + last
            + " has 0 units, and "
            + gaps
            + " of the "
            + due
            + " days of SKUs are absent on which their store reported; if an absent row means"
            + " that nothing was sold, set feeds.sales.zeros: implied");
  }
}
