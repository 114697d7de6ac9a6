package mrs.jobs.ingest.quality;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.List;
import mrs.contracts.Field;
import mrs.contracts.SalesGrain;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.ingest.batch.TableBatch;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.collection.JavaConverters;

/**
 * Judges whether invoice lines can be told apart, and told from their restatements.
 *
 * <p>Lines without an id get a hint that is told and no more: the feed may have none. Where several
 * deliveries send such lines of one cell at different times, the later may have been meant to
 * replace the earlier, and is added to it: those deliveries are suspect. So are those with an id
 * that stands under several days, unless lines move; receipt numbers that start again every day
 * look the same, and get a hint.
 */
record JudgeLines(Warehouse warehouse, MrsConfig.SalesFeed feed) {
  private static final List<Field> CELL =
      List.of(UnifiedSalesData.STORE_ID, UnifiedSalesData.SKU, UnifiedSalesData.SALES_DATE);
  private static final List<Field> LINE =
      List.of(UnifiedSalesData.STORE_ID, UnifiedSalesData.SKU, UnifiedSalesData.LINE_ID);
  private static final String FIRST = "first";
  private static final String LAST = "last";

  /** Judges {@code sales}, which are those of {@code batch} and are in their table. */
  Judgement judge(SalesSpan sales, TableBatch batch) {
    if (feed.salesGrain() == SalesGrain.CELL) {
      return Judgement.NONE;
    }
    ConcernedDeliveries unnamed =
        ConcernedDeliveries.byDelivery(
            batch, sales.rows().where(col(UnifiedSalesData.LINE_ID).isNull()), CELL);
    Judgement judgement = Judgement.NONE;
    if (unnamed.total() > 0) {
      judgement = withoutId(unnamed).and(resent(sales, batch));
    }
    return !feed.linesMove() && unnamed.total() < batch.rows()
        ? judgement.and(onSeveralDays(sales, batch))
        : judgement;
  }

  private static Judgement withoutId(ConcernedDeliveries unnamed) {
    return Judgement.told(
        unnamed.line(
            unnamed.total()
                + " lines have no line_id; equal ones of a delivery count each, but a line that is"
                + " sent again with another value counts as a further one: send line_id so that"
                + " restatements are known"));
  }

  /**
   * Cells of which lines without an id came in several deliveries and were sent at several times.
   */
  private Judgement resent(SalesSpan sales, TableBatch batch) {
    Dataset<Row> cells =
        sales
            .around(warehouse, 0)
            .where(col(UnifiedSalesData.LINE_ID).isNull())
            .groupBy(columns(CELL))
            .agg(
                min(col(UnifiedSalesData.RECEIVED_AT)).as(FIRST),
                max(col(UnifiedSalesData.RECEIVED_AT)).as(LAST),
                ConcernedDeliveries.deliveries())
            .where(col(FIRST).lt(col(LAST)).and(ConcernedDeliveries.several()));
    return Judgement.of(
        ConcernedDeliveries.of(batch, cells, CELL)
            .failed(
                "lines_resent",
                f ->
                    f.count()
                        + " cells, such as "
                        + f.example()
                        + ", have lines without line_id from several deliveries, sent at different"
                        + " times; all count: send line_id if the later replace the earlier"));
  }

  /** Ids of lines that stand under more days than one. */
  private Judgement onSeveralDays(SalesSpan sales, TableBatch batch) {
    Dataset<Row> delivered =
        sales
            .rows()
            .where(col(UnifiedSalesData.LINE_ID).isNotNull())
            .select(columns(LINE))
            .distinct();
    List<String> key = LINE.stream().map(Field::name).toList();
    Dataset<Row> lines =
        sales
            .around(warehouse, feed.rules().reachDays())
            .join(delivered, JavaConverters.asScalaBuffer(key).toSeq(), "left_semi")
            .groupBy(columns(LINE))
            .agg(
                min(col(UnifiedSalesData.SALES_DATE)).as(FIRST),
                max(col(UnifiedSalesData.SALES_DATE)).as(LAST),
                ConcernedDeliveries.deliveries())
            .where(col(FIRST).lt(col(LAST)));
    ConcernedDeliveries found = ConcernedDeliveries.of(batch, lines, LINE);
    return feed.salesGrain() == SalesGrain.RECEIPT
        ? Judgement.told(found.line(severalDays(found.total() + " receipts with one SKU")))
        : Judgement.of(
            found.failed(
                "lines_on_several_days",
                f -> severalDays(f.count() + " line ids, such as " + f.example() + ",")));
  }

  private static String severalDays(String what) {
    return what
        + " stand under several days and count on each; if they have moved from one to the other,"
        + " set feeds.sales.lines_move to true";
  }

  private static Column[] columns(List<Field> fields) {
    return fields.stream().map(SparkSchema::col).toArray(Column[]::new);
  }
}
