package mrs.transforms.timeseries;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Optional;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesGrain;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.UnifiedSalesData;
import mrs.transforms.Dropped;
import mrs.transforms.Mondays;
import mrs.transforms.Once;
import mrs.transforms.RunStamp;
import mrs.transforms.SparkSchema;
import mrs.transforms.StageTransform;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Settles the sales of touched stores, lays the regular grid over them and gives the cells that
 * changed.
 *
 * @param rules how the feed is to be read
 * @param lastDay last day of the grid
 */
public record BuildTimeseries(Rules rules, LocalDate lastDay, RunStamp stamp)
    implements StageTransform<BuildTimeseries.Inputs, BuildTimeseries.Cells> {

  /** Codes of the columns that a delivery lacked. */
  public static final String CODES = SettleCells.CODES;

  /** The earliest day of the store that may have changed. */
  static final String FROM = "from_day";

  /** The last day before it of which anything was sent of the series. */
  static final String SENT_BEFORE = "sent_before";

  /** The last day before it of which a row counts. */
  static final String COUNTED_BEFORE = "counted_before";

  /**
   * How the feed is to be read.
   *
   * @param linesMove whether a line that is sent again under another day has moved to it
   * @param impliedZeros whether a SKU that is absent on a day that its store reported sold nothing
   */
  public record Rules(
      SalesGrain grain,
      boolean linesMove,
      boolean impliedZeros,
      int skuSilentDays,
      int storeSilentDays) {
    /** Days before a touched day that its cell may rest on. */
    public int lookBackDays() {
      return stateDays() + (linesMove ? reachDays() : 0);
    }

    /** Days within which a line may move. */
    public int reachDays() {
      return stateDays();
    }

    private int stateDays() {
      return 2 * skuSilentDays + storeSilentDays;
    }
  }

  /**
   * What the grid is made from.
   *
   * @param sales rows of {@code unified_sales_data} that the run may read, from {@link
   *     Rules#lookBackDays} before the earliest touched day on
   * @param touched (store_id, sales_date): the earliest day of each store that may have changed
   * @param known the latest row of each cell as it was before, from the earliest touched day on
   * @param drift (ingest_seq, {@link #CODES}) of deliveries of sales that lacked columns; empty
   *     where none did
   */
  public record Inputs(
      Dataset<Row> sales, Dataset<Row> touched, Dataset<Row> known, Optional<Dataset<Row>> drift) {}

  /**
   * The outcome.
   *
   * @param rows cells that are new or changed, for {@code sales_timeseries_data}
   * @param considered every cell that was looked at
   * @param dropped cells that are as they were
   * @param unused sales of considered cells that another row took the place of, by reason
   */
  public record Cells(
      Dataset<Row> rows, Dataset<Row> considered, Dataset<Row> dropped, Dataset<Row> unused) {}

  @Override
  public Cells apply(Inputs in, Once once) {
    Dataset<Row> touched =
        in.touched()
            .groupBy(col(UnifiedSalesData.STORE_ID))
            .agg(min(col(UnifiedSalesData.SALES_DATE)).as(FROM));
    Dataset<Row> sales =
        in.sales()
            .where(col(UnifiedSalesData.SALES_DATE).leq(Date.valueOf(lastDay)))
            .as("s")
            .join(
                broadcast(touched.as("t")),
                col(UnifiedSalesData.STORE_ID, "s").equalTo(col(UnifiedSalesData.STORE_ID, "t")))
            .select(col("s.*"), col("t." + FROM));
    Reported reported =
        rules.grain() == SalesGrain.CELL ? ofCells(sales, in, once) : ofLines(sales, in, once);
    Dataset<Row> cells =
        new LayGrid(rules, lastDay).apply(reported.cells(), reported.before(), once);
    Dataset<Row> compared = once.of(withChange(cells, in.known()));
    Dataset<Row> changed = compared.where(col("changed")).drop("changed");
    Dataset<Row> dropped =
        compared
            .where(not(col("changed")))
            .agg(count(lit(1)).as(Dropped.RECORDS.name()))
            .select(lit("unchanged").as(Dropped.REASON.name()), col(Dropped.RECORDS));
    return new Cells(stamped(changed), compared.drop("changed"), dropped, unused(reported.cells()));
  }

  /**
   * What was reported.
   *
   * @param cells settled, from their store's touched day on, with that day
   * @param before of each series the days before: see {@link #before}
   */
  private record Reported(Dataset<Row> cells, Dataset<Row> before) {}

  /**
   * Of a feed with one row a cell, days before the touched one need not be settled: each counts.
   */
  private Reported ofCells(Dataset<Row> sales, Inputs in, Once once) {
    Dataset<Row> settled = new SettleCells(rules).apply(sales.where(isTouched()), in.drift());
    return new Reported(once.of(settled), once.of(before(sales.where(not(isTouched())))));
  }

  /** Which lines of a day count, lines of other days may say. */
  private Reported ofLines(Dataset<Row> sales, Inputs in, Once once) {
    Dataset<Row> settled = once.of(new SettleCells(rules).apply(sales, in.drift()));
    return new Reported(
        settled.where(isTouched()), once.of(before(settled.where(not(isTouched())))));
  }

  private static Column isTouched() {
    return col(UnifiedSalesData.SALES_DATE).geq(col(FROM));
  }

  /** (store_id, sku, from_day) with the last day sent, and the last of which a row counts. */
  private static Dataset<Row> before(Dataset<Row> untouched) {
    Column day = col(UnifiedSalesData.SALES_DATE);
    return untouched
        .groupBy(col(UnifiedSalesData.STORE_ID), col(UnifiedSalesData.SKU), col(FROM))
        .agg(
            max(day).as(SENT_BEFORE),
            max(when(col(UnifiedSalesData.RECEIVED_AT).isNotNull(), day)).as(COUNTED_BEFORE));
  }

  private static Dataset<Row> unused(Dataset<Row> considered) {
    return unused(considered, SalesTimeseries.CONFLICTING.name())
        .unionByName(unused(considered, SettleCells.SUPERSEDED));
  }

  private static Dataset<Row> unused(Dataset<Row> considered, String reason) {
    return considered
        .agg(coalesce(sum(col(reason)), lit(0L)).as(Dropped.RECORDS.name()))
        .select(lit(reason).as(Dropped.REASON.name()), col(Dropped.RECORDS));
  }

  /** A cell has changed as {@link SalesTimeseries} says it. */
  private static Dataset<Row> withChange(Dataset<Row> cells, Dataset<Row> known) {
    Column same =
        col(SalesTimeseries.CELL_STATE, "n")
            .eqNullSafe(col(SalesTimeseries.CELL_STATE, "k"))
            .and(col(SalesTimeseries.UNITS, "n").eqNullSafe(col(SalesTimeseries.UNITS, "k")))
            .and(
                col(SalesTimeseries.ON_PROMOTION, "n")
                    .eqNullSafe(col(SalesTimeseries.ON_PROMOTION, "k")))
            .and(
                array_sort(col("n." + CODES))
                    .eqNullSafe(
                        coalesce(
                            col(LogColumns.DEGRADED_REASONS, "k"),
                            array().cast(SparkSchema.type(LogColumns.DEGRADED_REASONS)))));
    return cells
        .as("n")
        .join(known.as("k"), LayGrid.sameCell("n", "k"), "left")
        .select(col("n.*"), not(same).as("changed"));
  }

  private Dataset<Row> stamped(Dataset<Row> changed) {
    return stamp
        .onto(changed, col(CODES))
        .drop(CODES)
        .withColumn(LogColumns.WEEK_START.name(), Mondays.of(col(UnifiedSalesData.SALES_DATE)));
  }
}
