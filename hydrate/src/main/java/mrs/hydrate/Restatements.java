package mrs.hydrate;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.Optional;
import mrs.contracts.DetectionLog;
import mrs.contracts.SalesTimeseries;
import mrs.hydrate.consolidation.Contributor;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Reports whose sales were restated and that have not been judged again since. */
final class Restatements {
  private static final String PENDING = "restatement_pending";
  private static final String DAYS = "restated_days";
  private static final String REPORT = Contributor.MRDL.column();

  private Restatements() {}

  /**
   * {@code rows} with whether a restated cell lies in the report's window. Shuffles the cells by
   * series and broadcasts them: they are those of the deliveries since detection last ran, so few.
   *
   * @param cells (store_id, sku, sales_date, region); with a region only reports of that region
   *     wait
   */
  static Dataset<Row> onto(Dataset<Row> rows, Optional<Dataset<Row>> cells) {
    return cells.map(c -> withPending(rows, c)).orElse(rows);
  }

  /** Whether the report waits to be judged again; never NULL. */
  static Column pending(Optional<Dataset<Row>> cells) {
    return cells.isPresent() ? col(PENDING) : lit(false);
  }

  /** Cells that wait to be judged again at one time and not at the other. */
  static Dataset<Row> changed(Dataset<Row> before, Dataset<Row> now) {
    return cells(before).except(cells(now)).union(cells(now).except(cells(before)));
  }

  private static Dataset<Row> cells(Dataset<Row> rows) {
    return rows.select(
        col(SalesTimeseries.STORE_ID),
        col(SalesTimeseries.SKU),
        col(SalesTimeseries.SALES_DATE),
        col(DetectionLog.REGION));
  }

  private static Dataset<Row> withPending(Dataset<Row> rows, Dataset<Row> cells) {
    Dataset<Row> series =
        cells
            .groupBy(col(SalesTimeseries.STORE_ID), col(SalesTimeseries.SKU))
            .agg(
                collect_set(struct(col(SalesTimeseries.SALES_DATE), col(DetectionLog.REGION)))
                    .as(DAYS));
    Column same =
        col(DetectionLog.STORE_ID, "r." + REPORT)
            .equalTo(col(SalesTimeseries.STORE_ID, "s"))
            .and(col(DetectionLog.SKU, "r." + REPORT).equalTo(col(SalesTimeseries.SKU, "s")));
    Column inWindow =
        exists(
            col("s." + DAYS),
            cell ->
                cell.getField(SalesTimeseries.SALES_DATE.name())
                    .between(
                        col(DetectionLog.WINDOW_START, "r." + REPORT),
                        col(DetectionLog.WINDOW_END, "r." + REPORT))
                    .and(inRegion(cell.getField(DetectionLog.REGION.name()))));
    return rows.as("r")
        .join(broadcast(series.as("s")), same, "left")
        .select(col("r.*"), coalesce(inWindow, lit(false)).as(PENDING));
  }

  private static Column inRegion(Column region) {
    return coalesce(region.equalTo(col(DetectionLog.REGION, "r." + REPORT)), lit(true));
  }
}
