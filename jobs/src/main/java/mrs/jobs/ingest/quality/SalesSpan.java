package mrs.jobs.ingest.quality;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import mrs.contracts.LogColumns;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.ingest.batch.TableBatch;
import mrs.jobs.spark.Actions;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the sales of a batch span, for those who look for others beside them.
 *
 * @param rows as the table has them
 * @param firstSent the earliest {@code received_at}
 * @param lastSent the latest one
 * @param weeks the Mondays that they are stored under
 * @param lastDay the latest day of sale
 * @param zeros how many rows have no units
 */
record SalesSpan(
    Dataset<Row> rows,
    Timestamp firstSent,
    Timestamp lastSent,
    List<Date> weeks,
    LocalDate lastDay,
    long zeros) {

  /** That of {@code batch}; empty if it brings no sales. */
  static Optional<SalesSpan> of(TableBatch batch) {
    if (!batch.table().equals(UnifiedSalesData.TABLE) || batch.rows() == 0) {
      return Optional.empty();
    }
    Dataset<Row> rows = batch.parsed().rows();
    Row span =
        Actions.figures(
            rows.agg(
                min(col(UnifiedSalesData.RECEIVED_AT)),
                max(col(UnifiedSalesData.RECEIVED_AT)),
                collect_set(col(LogColumns.WEEK_START)),
                max(col(UnifiedSalesData.SALES_DATE)),
                count_if(col(UnifiedSalesData.UNITS).equalTo(0))));
    return Optional.of(
        new SalesSpan(
            rows,
            span.getTimestamp(0),
            span.getTimestamp(1),
            List.copyOf(span.<Date>getList(2)),
            span.getDate(3).toLocalDate(),
            span.getLong(4)));
  }

  /**
   * All sales of the weeks that came in, and of those up to {@code days} before and after them. How
   * much is read depends on the days that were delivered, not on how many there are.
   */
  Dataset<Row> around(Warehouse warehouse, int days) {
    LocalDate first = Collections.min(weeks).toLocalDate();
    LocalDate last = Collections.max(weeks).toLocalDate();
    return warehouse
        .readConformed(UnifiedSalesData.TABLE)
        .where(
            col(LogColumns.WEEK_START)
                .between(
                    Date.valueOf(first.minusDays(days + 6L)), Date.valueOf(last.plusDays(days))));
  }
}
