package mrs.transforms.timeseries;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
import java.time.LocalDate;
import mrs.contracts.CellState;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.UnifiedSalesData;
import mrs.transforms.Dropped;
import mrs.transforms.Once;
import mrs.transforms.RunStamp;
import mrs.transforms.StageTransform;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;

/**
 * Lays the regular grid over the sales of touched stores and gives the cells that changed.
 *
 * <p>A series is in the grid from the first day that it was reported. A cell is {@code sold} when
 * it was reported, or, where zeros are implied, when its store reported anything that day; {@code
 * not_ranged} when the article has been silent for more than {@code skuSilentDays} or its store for
 * more than {@code storeSilentDays}; {@code not_reported} otherwise. A series that has been silent
 * for twice that long leaves the grid. Every state rests on the same and earlier days only.
 *
 * @param rules how the feed speaks
 * @param lastDay last day of the grid
 */
public record BuildTimeseries(Rules rules, LocalDate lastDay, RunStamp stamp)
    implements StageTransform<BuildTimeseries.Inputs, BuildTimeseries.Cells> {

  private static final String FROM = "from_day";
  private static final String LAST_SKU_DAY = "last_sku_day";
  private static final String LAST_STORE_DAY = "last_store_day";
  private static final String STORE_REPORTED = "store_reported";

  /**
   * How the feed speaks.
   *
   * @param lines whether a row is an invoice line
   * @param impliedZeros whether an article that is absent on a day that its store reported sold
   *     nothing
   */
  public record Rules(boolean lines, boolean impliedZeros, int skuSilentDays, int storeSilentDays) {
    /** Days before a touched day that its cell's state may rest on. */
    public int lookBackDays() {
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
   */
  public record Inputs(Dataset<Row> sales, Dataset<Row> touched, Dataset<Row> known) {}

  /**
   * The outcome.
   *
   * @param rows cells that are new or changed, for {@code sales_timeseries_data}
   * @param considered every cell that was looked at
   * @param dropped cells that are as they were
   */
  public record Cells(Dataset<Row> rows, Dataset<Row> considered, Dataset<Row> dropped) {}

  @Override
  public Cells apply(Inputs in, Once once) {
    Dataset<Row> touched =
        in.touched()
            .groupBy(UnifiedSalesData.STORE_ID.col())
            .agg(min(UnifiedSalesData.SALES_DATE.col()).as(FROM));
    Dataset<Row> reported =
        once.of(
            new SettleCells(rules.lines())
                .apply(
                    in.sales().where(UnifiedSalesData.SALES_DATE.col().leq(Date.valueOf(lastDay))))
                .as("c")
                .join(
                    touched.as("t"),
                    UnifiedSalesData.STORE_ID.of("c").equalTo(UnifiedSalesData.STORE_ID.of("t")))
                .select(col("c.*"), col("t." + FROM)));
    Dataset<Row> cells = withStates(withLastDays(once.of(grid(reported)), reported)).drop(FROM);
    Dataset<Row> compared = once.of(withChange(cells, in.known()));
    Dataset<Row> changed = compared.where(col("changed")).drop("changed");
    Dataset<Row> dropped =
        compared
            .where(not(col("changed")))
            .agg(count(lit(1)).as(Dropped.RECORDS.name()))
            .select(lit("unchanged").as(Dropped.REASON.name()), Dropped.RECORDS.col());
    return new Cells(stamped(changed), compared.drop("changed"), dropped);
  }

  /**
   * One row per series and day, from its first reported day in sight to the last day, reported or
   * not.
   */
  private Dataset<Row> grid(Dataset<Row> reported) {
    Dataset<Row> days =
        reported
            .groupBy(UnifiedSalesData.STORE_ID.col(), UnifiedSalesData.SKU.col())
            .agg(
                min(UnifiedSalesData.SALES_DATE.col()).as("first_day"),
                max(UnifiedSalesData.SALES_DATE.col()).as("last_day"),
                max(col(FROM)).as(FROM))
            .select(
                UnifiedSalesData.STORE_ID.col(),
                UnifiedSalesData.SKU.col(),
                col(FROM),
                explode(sequence(col("first_day"), endOf(col("last_day"))))
                    .as(UnifiedSalesData.SALES_DATE.name()));
    return days.as("g")
        .join(reported.as("c"), sameCell("g", "c"), "left")
        .select(
            UnifiedSalesData.STORE_ID.of("g"),
            UnifiedSalesData.SKU.of("g"),
            UnifiedSalesData.SALES_DATE.of("g"),
            col("g." + FROM),
            SalesTimeseries.UNITS.of("c"),
            SalesTimeseries.ON_PROMOTION.of("c"),
            SalesTimeseries.RECEIVED_AT.of("c"),
            coalesce(SalesTimeseries.CONFLICTING.of("c"), lit(0))
                .as(SalesTimeseries.CONFLICTING.name()));
  }

  private Column endOf(Column lastReported) {
    return functions.least(
        lit(Date.valueOf(lastDay)), date_add(lastReported, 2 * rules.skuSilentDays()));
  }

  /** Adds the last day up to the cell's that the series, and that the store, was reported. */
  private static Dataset<Row> withLastDays(Dataset<Row> grid, Dataset<Row> reported) {
    WindowSpec series =
        Window.partitionBy(UnifiedSalesData.STORE_ID.col(), UnifiedSalesData.SKU.col())
            .orderBy(UnifiedSalesData.SALES_DATE.col());
    Column reportedDay =
        when(SalesTimeseries.RECEIVED_AT.col().isNotNull(), UnifiedSalesData.SALES_DATE.col());
    Dataset<Row> storeDays =
        reported
            .select(UnifiedSalesData.STORE_ID.col(), UnifiedSalesData.SALES_DATE.col())
            .distinct();
    WindowSpec store =
        Window.partitionBy(UnifiedSalesData.STORE_ID.col())
            .orderBy(UnifiedSalesData.SALES_DATE.col());
    Dataset<Row> lastStoreDays =
        grid.select(UnifiedSalesData.STORE_ID.col(), UnifiedSalesData.SALES_DATE.col())
            .distinct()
            .as("g")
            .join(storeDays.as("s"), sameStoreDay("g", "s"), "left")
            .select(
                UnifiedSalesData.STORE_ID.of("g"),
                UnifiedSalesData.SALES_DATE.of("g"),
                UnifiedSalesData.SALES_DATE.of("s").as("store_day"))
            .withColumn(LAST_STORE_DAY, functions.last(col("store_day"), true).over(store))
            .withColumn(STORE_REPORTED, col("store_day").isNotNull())
            .drop("store_day");
    return grid.withColumn(LAST_SKU_DAY, functions.last(reportedDay, true).over(series))
        .as("g")
        .join(lastStoreDays.as("s"), sameStoreDay("g", "s"))
        .select(col("g.*"), col("s." + LAST_STORE_DAY), col("s." + STORE_REPORTED));
  }

  private Dataset<Row> withStates(Dataset<Row> grid) {
    Column reported = SalesTimeseries.RECEIVED_AT.col().isNotNull();
    Column silent = datediff(UnifiedSalesData.SALES_DATE.col(), col(LAST_SKU_DAY));
    Column storeSilent = datediff(UnifiedSalesData.SALES_DATE.col(), col(LAST_STORE_DAY));
    Column gone = silent.gt(rules.skuSilentDays()).or(storeSilent.gt(rules.storeSilentDays()));
    Column zero = lit(rules.impliedZeros()).and(col(STORE_REPORTED));
    Column state =
        when(reported, CellState.SOLD.word())
            .when(gone, CellState.NOT_RANGED.word())
            .when(zero, CellState.SOLD.word())
            .otherwise(CellState.NOT_REPORTED.word());
    Column sold = state.equalTo(CellState.SOLD.word());
    return grid.where(UnifiedSalesData.SALES_DATE.col().geq(col(FROM)))
        .where(silent.leq(2 * rules.skuSilentDays()))
        .withColumn(SalesTimeseries.CELL_STATE.name(), state)
        .withColumn(
            SalesTimeseries.UNITS.name(),
            when(sold, coalesce(SalesTimeseries.UNITS.col(), lit(0.0))))
        .drop(LAST_SKU_DAY, LAST_STORE_DAY, STORE_REPORTED);
  }

  private static Dataset<Row> withChange(Dataset<Row> cells, Dataset<Row> known) {
    Column same =
        SalesTimeseries.CELL_STATE
            .of("n")
            .eqNullSafe(SalesTimeseries.CELL_STATE.of("k"))
            .and(SalesTimeseries.UNITS.of("n").eqNullSafe(SalesTimeseries.UNITS.of("k")))
            .and(
                SalesTimeseries.ON_PROMOTION
                    .of("n")
                    .eqNullSafe(SalesTimeseries.ON_PROMOTION.of("k")));
    return cells
        .as("n")
        .join(known.as("k"), sameCell("n", "k"), "left")
        .select(col("n.*"), not(same).as("changed"));
  }

  private Dataset<Row> stamped(Dataset<Row> changed) {
    return stamp
        .onto(changed)
        .withColumn(
            LogColumns.WEEK_START.name(),
            functions.date_trunc("week", UnifiedSalesData.SALES_DATE.col()).cast("date"));
  }

  private static Column sameCell(String a, String b) {
    return sameStoreDay(a, b).and(UnifiedSalesData.SKU.of(a).equalTo(UnifiedSalesData.SKU.of(b)));
  }

  private static Column sameStoreDay(String a, String b) {
    return UnifiedSalesData.STORE_ID
        .of(a)
        .equalTo(UnifiedSalesData.STORE_ID.of(b))
        .and(UnifiedSalesData.SALES_DATE.of(a).equalTo(UnifiedSalesData.SALES_DATE.of(b)));
  }
}
