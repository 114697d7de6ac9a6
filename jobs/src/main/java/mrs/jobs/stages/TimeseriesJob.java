package mrs.jobs.stages;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.Stage;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.runs.StageRun.Books;
import mrs.transforms.Latest;
import mrs.transforms.timeseries.BuildTimeseries;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Sales to cells. Reads the sales of stores that deliveries touched since the last run, from the
 * earliest touched day (and what its state rests on) to the last day; appends the cells that
 * changed, in one commit.
 */
public final class TimeseriesJob implements StageJob {
  @Override
  public Stage stage() {
    return Stage.TIMESERIES;
  }

  @Override
  public Books run(RunInputs inputs, MrsConfig config) {
    Optional<LocalDate> lastDay = inputs.lastDay();
    if (lastDay.isEmpty()) {
      return new Books(0, 0, 0, 0, Map.of());
    }
    Dataset<Row> touched = Settled.of(touched(inputs, lastDay.get()));
    Row earliest = touched.agg(min(UnifiedSalesData.SALES_DATE.col())).head();
    if (earliest.isNullAt(0)) {
      return new Books(0, 0, 0, 0, Map.of());
    }
    BuildTimeseries build =
        new BuildTimeseries(
            rules(config.feeds().sales()), lastDay.get(), inputs.stamp(Stage.TIMESERIES));
    LocalDate from = earliest.getDate(0).toLocalDate();
    BuildTimeseries.Cells cells =
        build.apply(read(inputs, build.rules(), touched, from), Settled::of);
    return Writes.of(inputs.warehouse())
        .counting(cells.considered())
        .rows(SalesTimeseries.TABLE, cells.rows())
        .dropped(cells.dropped())
        .books();
  }

  /** How the feed speaks. */
  public static BuildTimeseries.Rules rules(MrsConfig.SalesFeed feed) {
    return new BuildTimeseries.Rules(
        feed.grain() == MrsConfig.Grain.LINE,
        feed.zeros() == MrsConfig.Zeros.IMPLIED,
        feed.skuSilentDays(),
        feed.storeSilentDays());
  }

  private static BuildTimeseries.Inputs read(
      RunInputs inputs, BuildTimeseries.Rules rules, Dataset<Row> touched, LocalDate from) {
    LocalDate lookBack = from.minusDays(rules.lookBackDays());
    return new BuildTimeseries.Inputs(
        Since.day(inputs.sales(), UnifiedSalesData.SALES_DATE, lookBack),
        touched,
        Latest.by(
            Since.day(inputs.own(SalesTimeseries.TABLE), SalesTimeseries.SALES_DATE, from),
            SalesTimeseries.STORE_ID,
            SalesTimeseries.SKU,
            SalesTimeseries.SALES_DATE));
  }

  /**
   * (store_id, sales_date) of what came since the last run, and the first new day of every store.
   */
  private static Dataset<Row> touched(RunInputs inputs, LocalDate lastDay) {
    Column inSight = UnifiedSalesData.SALES_DATE.col().leq(Date.valueOf(lastDay));
    Optional<LocalDate> from = inputs.run().window().from();
    if (from.isPresent()) {
      return inputs
          .sales()
          .where(inSight)
          .select(UnifiedSalesData.STORE_ID.col())
          .distinct()
          .withColumn(UnifiedSalesData.SALES_DATE.name(), lit(Date.valueOf(from.get())));
    }
    Dataset<Row> delivered =
        inputs
            .previous(Stage.TIMESERIES)
            .map(inputs::salesSince)
            .orElseGet(inputs::sales)
            .where(inSight)
            .groupBy(UnifiedSalesData.STORE_ID.col())
            .agg(min(UnifiedSalesData.SALES_DATE.col()).as(UnifiedSalesData.SALES_DATE.name()));
    return delivered.unionByName(newDays(inputs, lastDay));
  }

  /**
   * Every store that is in the grid, with the day after the grid's last one, if there is a later
   * day now.
   */
  private static Dataset<Row> newDays(RunInputs inputs, LocalDate lastDay) {
    Dataset<Row> grid = inputs.own(SalesTimeseries.TABLE);
    LocalDate gridEnd =
        RunInputs.lastDay(grid, SalesTimeseries.SALES_DATE, lastDay).orElse(lastDay);
    Dataset<Row> stores =
        Since.day(grid, SalesTimeseries.SALES_DATE, gridEnd)
            .select(SalesTimeseries.STORE_ID.col())
            .distinct()
            .withColumn(UnifiedSalesData.SALES_DATE.name(), lit(Date.valueOf(gridEnd.plusDays(1))));
    return gridEnd.isBefore(lastDay) ? stores : stores.limit(0);
  }
}
