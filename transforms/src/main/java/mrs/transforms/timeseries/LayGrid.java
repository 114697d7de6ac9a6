package mrs.transforms.timeseries;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.last;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
import java.time.LocalDate;
import mrs.contracts.CellState;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.UnifiedSalesData;
import mrs.transforms.Once;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Lays the regular grid over settled cells.
 *
 * <p>A series is in the grid from the first day that it was reported. A cell is {@code sold} when
 * it was reported, or, where zeros are implied, when its store reported anything that day; {@code
 * not_ranged} when the SKU has been silent for more than {@code skuSilentDays} or its store for
 * more than {@code storeSilentDays}; {@code not_reported} otherwise. A series that has been silent
 * for twice that long leaves the grid. Every state rests on the same and earlier days only.
 *
 * @param lastDay last day of the grid
 */
record LayGrid(BuildTimeseries.Rules rules, LocalDate lastDay) {
  private static final String FROM = BuildTimeseries.FROM;
  private static final String CODES = SettleCells.CODES;
  private static final String SENT_DAY = "sent_day";
  private static final String LAST_SKU_DAY = "last_sku_day";
  private static final String LAST_STORE_DAY = "last_store_day";
  private static final String STORE_REPORTED = "store_reported";

  /**
   * The cells from their store's earliest touched day on, each with its state.
   *
   * @param reported what {@link SettleCells} gives, with that day
   */
  Dataset<Row> apply(Dataset<Row> reported, Once once) {
    return withStates(withLastDays(once.of(grid(reported)), reported)).drop(FROM);
  }

  /**
   * One row per series and day, from its first reported day in sight to the last day, reported or
   * not. A day whose lines have all moved away stays in the grid, so that its cell is known to be
   * empty now.
   */
  private Dataset<Row> grid(Dataset<Row> reported) {
    Dataset<Row> days =
        reported
            .groupBy(col(UnifiedSalesData.STORE_ID), col(UnifiedSalesData.SKU))
            .agg(
                min(col(UnifiedSalesData.SALES_DATE)).as("first_day"),
                max(col(UnifiedSalesData.SALES_DATE)).as("last_day"),
                max(col(FROM)).as(FROM))
            .select(
                col(UnifiedSalesData.STORE_ID),
                col(UnifiedSalesData.SKU),
                col(FROM),
                explode(sequence(col("first_day"), endOf(col("last_day"))))
                    .as(UnifiedSalesData.SALES_DATE.name()));
    return days.as("g")
        .join(reported.as("c"), sameCell("g", "c"), "left")
        .select(
            col(UnifiedSalesData.STORE_ID, "g"),
            col(UnifiedSalesData.SKU, "g"),
            col(UnifiedSalesData.SALES_DATE, "g"),
            col("g." + FROM),
            col(SalesTimeseries.UNITS, "c"),
            col(SalesTimeseries.ON_PROMOTION, "c"),
            col(SalesTimeseries.RECEIVED_AT, "c"),
            col(UnifiedSalesData.SALES_DATE, "c").as(SENT_DAY),
            coalesce(col("c." + CODES), array().cast(SparkSchema.type(LogColumns.DEGRADED_REASONS)))
                .as(CODES),
            coalesce(col(SalesTimeseries.CONFLICTING, "c"), lit(0))
                .as(SalesTimeseries.CONFLICTING.name()));
  }

  private Column endOf(Column lastReported) {
    return least(lit(Date.valueOf(lastDay)), date_add(lastReported, 2 * rules.skuSilentDays()));
  }

  /** Adds the last day up to the cell's that the series, and that the store, was reported. */
  private static Dataset<Row> withLastDays(Dataset<Row> grid, Dataset<Row> reported) {
    WindowSpec series =
        Window.partitionBy(col(UnifiedSalesData.STORE_ID), col(UnifiedSalesData.SKU))
            .orderBy(col(UnifiedSalesData.SALES_DATE));
    Dataset<Row> storeDays =
        reported
            .where(col(SalesTimeseries.RECEIVED_AT).isNotNull())
            .select(col(UnifiedSalesData.STORE_ID), col(UnifiedSalesData.SALES_DATE))
            .distinct();
    WindowSpec store =
        Window.partitionBy(col(UnifiedSalesData.STORE_ID))
            .orderBy(col(UnifiedSalesData.SALES_DATE));
    Dataset<Row> lastStoreDays =
        grid.select(col(UnifiedSalesData.STORE_ID), col(UnifiedSalesData.SALES_DATE))
            .distinct()
            .as("g")
            .join(storeDays.as("s"), sameStoreDay("g", "s"), "left")
            .select(
                col(UnifiedSalesData.STORE_ID, "g"),
                col(UnifiedSalesData.SALES_DATE, "g"),
                col(UnifiedSalesData.SALES_DATE, "s").as("store_day"))
            .withColumn(LAST_STORE_DAY, last(col("store_day"), true).over(store))
            .withColumn(STORE_REPORTED, col("store_day").isNotNull())
            .drop("store_day");
    return grid.withColumn(LAST_SKU_DAY, last(col(SENT_DAY), true).over(series))
        .as("g")
        .join(lastStoreDays.as("s"), sameStoreDay("g", "s"))
        .select(col("g.*"), col("s." + LAST_STORE_DAY), col("s." + STORE_REPORTED));
  }

  private Dataset<Row> withStates(Dataset<Row> grid) {
    Column reported = col(SalesTimeseries.RECEIVED_AT).isNotNull();
    Column silent = datediff(col(UnifiedSalesData.SALES_DATE), col(LAST_SKU_DAY));
    Column storeSilent = datediff(col(UnifiedSalesData.SALES_DATE), col(LAST_STORE_DAY));
    Column gone = silent.gt(rules.skuSilentDays()).or(storeSilent.gt(rules.storeSilentDays()));
    Column zero = lit(rules.impliedZeros()).and(col(STORE_REPORTED));
    Column state =
        when(reported, CellState.SOLD.word())
            .when(gone, CellState.NOT_RANGED.word())
            .when(zero, CellState.SOLD.word())
            .otherwise(CellState.NOT_REPORTED.word());
    Column sold = state.equalTo(CellState.SOLD.word());
    return grid.where(col(UnifiedSalesData.SALES_DATE).geq(col(FROM)))
        .where(silent.leq(2 * rules.skuSilentDays()))
        .withColumn(SalesTimeseries.CELL_STATE.name(), state)
        .withColumn(
            SalesTimeseries.UNITS.name(),
            when(sold, coalesce(col(SalesTimeseries.UNITS), lit(0.0))))
        .drop(SENT_DAY, LAST_SKU_DAY, LAST_STORE_DAY, STORE_REPORTED);
  }

  /** Whether both are of one cell. */
  static Column sameCell(String a, String b) {
    return sameStoreDay(a, b)
        .and(col(UnifiedSalesData.SKU, a).equalTo(col(UnifiedSalesData.SKU, b)));
  }

  private static Column sameStoreDay(String a, String b) {
    return col(UnifiedSalesData.STORE_ID, a)
        .equalTo(col(UnifiedSalesData.STORE_ID, b))
        .and(col(UnifiedSalesData.SALES_DATE, a).equalTo(col(UnifiedSalesData.SALES_DATE, b)));
  }
}
