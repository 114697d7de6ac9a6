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
  private static final String SENT_BEFORE = BuildTimeseries.SENT_BEFORE;
  private static final String COUNTED_BEFORE = BuildTimeseries.COUNTED_BEFORE;
  private static final String CODES = SettleCells.CODES;
  private static final String SENT_DAY = "sent_day";
  private static final String LAST_SKU_DAY = "last_sku_day";
  private static final String LAST_STORE_DAY = "last_store_day";
  private static final String STORE_REPORTED = "store_reported";

  /**
   * The cells from their store's earliest touched day on, each with its state.
   *
   * @param reported what {@link SettleCells} gives of those days
   * @param before of each series the last days before
   */
  Dataset<Row> apply(Dataset<Row> reported, Dataset<Row> before, Once once) {
    return withStates(withLastDays(once.of(grid(reported, before)), reported, before)).drop(FROM);
  }

  /**
   * One row per series and day, reported or not, to the last day: from the touched one, or from the
   * day after it on which the series was first reported. A day whose lines have all moved away
   * stays in the grid, so that its cell is known to be empty now.
   */
  private Dataset<Row> grid(Dataset<Row> reported, Dataset<Row> before) {
    return days(reported, before)
        .as("g")
        .join(reported.as("c"), sameCell("g", "c"), "left")
        .select(
            col(UnifiedSalesData.STORE_ID, "g"),
            col(UnifiedSalesData.SKU, "g"),
            col(UnifiedSalesData.SALES_DATE, "g"),
            col("g." + FROM),
            col("g." + SENT_BEFORE),
            col(SalesTimeseries.UNITS, "c"),
            col(SalesTimeseries.ON_PROMOTION, "c"),
            col(SalesTimeseries.RECEIVED_AT, "c"),
            col(UnifiedSalesData.SALES_DATE, "c").as(SENT_DAY),
            coalesce(col("c." + CODES), array().cast(SparkSchema.type(LogColumns.DEGRADED_REASONS)))
                .as(CODES),
            coalesce(col(SalesTimeseries.CONFLICTING, "c"), lit(0))
                .as(SalesTimeseries.CONFLICTING.name()));
  }

  /** The days of each series, with the last one before them. */
  private Dataset<Row> days(Dataset<Row> reported, Dataset<Row> before) {
    Column none = lit(null).cast("date");
    Column[] series = {col(UnifiedSalesData.STORE_ID), col(UnifiedSalesData.SKU), col(FROM)};
    Dataset<Row> sent =
        reported
            .select(
                col(UnifiedSalesData.STORE_ID),
                col(UnifiedSalesData.SKU),
                col(FROM),
                col(UnifiedSalesData.SALES_DATE),
                none.as(SENT_BEFORE))
            .unionByName(
                before.select(
                    col(UnifiedSalesData.STORE_ID),
                    col(UnifiedSalesData.SKU),
                    col(FROM),
                    none.as(UnifiedSalesData.SALES_DATE.name()),
                    col(SENT_BEFORE)));
    Column start = when(col(SENT_BEFORE).isNotNull(), col(FROM)).otherwise(col("first_day"));
    return sent.groupBy(series)
        .agg(
            min(col(UnifiedSalesData.SALES_DATE)).as("first_day"),
            max(col(UnifiedSalesData.SALES_DATE)).as("last_day"),
            max(col(SENT_BEFORE)).as(SENT_BEFORE))
        .withColumn("start", start)
        .withColumn("end", endOf(coalesce(col("last_day"), col(SENT_BEFORE))))
        .where(col("start").leq(col("end")))
        .select(
            col(UnifiedSalesData.STORE_ID),
            col(UnifiedSalesData.SKU),
            col(FROM),
            col(SENT_BEFORE),
            explode(sequence(col("start"), col("end"))).as(UnifiedSalesData.SALES_DATE.name()));
  }

  private Column endOf(Column lastReported) {
    return least(lit(Date.valueOf(lastDay)), date_add(lastReported, 2 * rules.skuSilentDays()));
  }

  /** Adds the last day up to the cell's that the series, and that the store, was reported. */
  private static Dataset<Row> withLastDays(
      Dataset<Row> grid, Dataset<Row> reported, Dataset<Row> before) {
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
            .withColumn("last_day", last(col("store_day"), true).over(store))
            .as("d")
            .join(
                storesBefore(before).as("b"),
                col(UnifiedSalesData.STORE_ID, "d").equalTo(col(UnifiedSalesData.STORE_ID, "b")),
                "left")
            .select(
                col(UnifiedSalesData.STORE_ID, "d"),
                col(UnifiedSalesData.SALES_DATE, "d"),
                coalesce(col("d.last_day"), col("b." + COUNTED_BEFORE)).as(LAST_STORE_DAY),
                col("d.store_day").isNotNull().as(STORE_REPORTED));
    return grid.withColumn(
            LAST_SKU_DAY, coalesce(last(col(SENT_DAY), true).over(series), col(SENT_BEFORE)))
        .as("g")
        .join(lastStoreDays.as("s"), sameStoreDay("g", "s"))
        .select(col("g.*"), col("s." + LAST_STORE_DAY), col("s." + STORE_REPORTED));
  }

  private static Dataset<Row> storesBefore(Dataset<Row> before) {
    return before
        .groupBy(col(UnifiedSalesData.STORE_ID))
        .agg(max(col(COUNTED_BEFORE)).as(COUNTED_BEFORE));
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
    return grid.where(silent.leq(2 * rules.skuSilentDays()))
        .withColumn(SalesTimeseries.CELL_STATE.name(), state)
        .withColumn(
            SalesTimeseries.UNITS.name(),
            when(sold, coalesce(col(SalesTimeseries.UNITS), lit(0.0))))
        .drop(SENT_DAY, SENT_BEFORE, LAST_SKU_DAY, LAST_STORE_DAY, STORE_REPORTED);
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
