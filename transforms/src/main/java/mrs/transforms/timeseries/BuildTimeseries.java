package mrs.transforms.timeseries;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;

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
    Dataset<Row> reported =
        once.of(
            new SettleCells(rules)
                .apply(
                    in.sales().where(col(UnifiedSalesData.SALES_DATE).leq(Date.valueOf(lastDay))),
                    in.drift())
                .as("c")
                .join(
                    touched.as("t"),
                    col(UnifiedSalesData.STORE_ID, "c")
                        .equalTo(col(UnifiedSalesData.STORE_ID, "t")))
                .select(col("c.*"), col("t." + FROM)));
    Dataset<Row> cells = new LayGrid(rules, lastDay).apply(reported, once);
    Dataset<Row> compared = once.of(withChange(cells, in.known()));
    Dataset<Row> changed = compared.where(col("changed")).drop("changed");
    Dataset<Row> dropped =
        compared
            .where(not(col("changed")))
            .agg(count(lit(1)).as(Dropped.RECORDS.name()))
            .select(lit("unchanged").as(Dropped.REASON.name()), col(Dropped.RECORDS));
    return new Cells(stamped(changed), compared.drop("changed"), dropped, unused(reported));
  }

  private static Dataset<Row> unused(Dataset<Row> reported) {
    Dataset<Row> considered = reported.where(col(UnifiedSalesData.SALES_DATE).geq(col(FROM)));
    return unused(considered, SalesTimeseries.CONFLICTING.name())
        .unionByName(unused(considered, SettleCells.SUPERSEDED));
  }

  private static Dataset<Row> unused(Dataset<Row> reported, String reason) {
    return reported
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
