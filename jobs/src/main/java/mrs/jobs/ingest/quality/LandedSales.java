package mrs.jobs.ingest.quality;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Optional;
import mrs.contracts.LogColumns;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.ingest.batch.TableBatch;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Sales that have just come in, among those that lie around them. How much is read depends on the
 * days that were delivered, not on how many there are.
 *
 * @param delivered the batch's rows
 * @param first the first week that they have days of
 * @param last the last one
 */
record LandedSales(Warehouse warehouse, Dataset<Row> delivered, LocalDate first, LocalDate last) {

  /** The sales of {@code batch}, which its table has by now; empty if it has no row. */
  static Optional<LandedSales> of(Warehouse warehouse, TableBatch batch) {
    if (batch.rows() == 0) {
      return Optional.empty();
    }
    Dataset<Row> rows = batch.parsed().rows();
    Row weeks =
        rows.agg(
                min(col(LogColumns.WEEK_START)).cast("date"),
                max(col(LogColumns.WEEK_START)).cast("date"))
            .head();
    return Optional.of(
        new LandedSales(
            warehouse, rows, weeks.getDate(0).toLocalDate(), weeks.getDate(1).toLocalDate()));
  }

  /** All sales of the delivered weeks, and of those up to {@code days} before and after them. */
  Dataset<Row> around(int days) {
    return warehouse
        .readConformed(UnifiedSalesData.TABLE)
        .where(
            col(LogColumns.WEEK_START.name())
                .between(
                    Date.valueOf(first.minusDays(days + 6L)), Date.valueOf(last.plusDays(days))));
  }
}
