package mrs.jobs.stages;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Optional;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.Stage;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.spark.Actions;
import mrs.jobs.spark.Settled;
import mrs.transforms.Latest;
import mrs.transforms.timeseries.BuildTimeseries;
import mrs.transforms.timeseries.TraceMoves;
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
      return Books.EMPTY;
    }
    BuildTimeseries.Rules rules = config.feeds().sales().rules();
    Dataset<Row> touched = Settled.of(touched(inputs, rules, lastDay.get()));
    Row earliest = Actions.figures(touched.agg(min(col(UnifiedSalesData.SALES_DATE))));
    if (earliest.isNullAt(0)) {
      return Books.EMPTY;
    }
    BuildTimeseries build =
        new BuildTimeseries(rules, lastDay.get(), inputs.stamp(Stage.TIMESERIES));
    LocalDate from = earliest.getDate(0).toLocalDate();
    BuildTimeseries.Cells cells =
        build.apply(read(inputs, build.rules(), touched, from), Settled::of);
    return Writes.of(inputs)
        .countIn(cells.considered())
        .writeOut(SalesTimeseries.TABLE, cells.rows())
        .drop(cells.dropped())
        .dropBeside(cells.unused())
        .books();
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
            SalesTimeseries.SALES_DATE),
        SalesDrift.of(inputs));
  }

  /**
   * (store_id, sales_date) of what came since the last run, of the days that it moved away from,
   * and the first new day of every store.
   */
  private static Dataset<Row> touched(
      RunInputs inputs, BuildTimeseries.Rules rules, LocalDate lastDay) {
    Column inSight = col(UnifiedSalesData.SALES_DATE).leq(Date.valueOf(lastDay));
    Optional<LocalDate> from = inputs.run().window().from();
    if (from.isPresent()) {
      return inputs
          .sales()
          .where(inSight)
          .select(col(UnifiedSalesData.STORE_ID))
          .distinct()
          .withColumn(UnifiedSalesData.SALES_DATE.name(), lit(Date.valueOf(from.get())));
    }
    LocalDate gridEnd = gridEnd(inputs, lastDay);
    Optional<Dataset<Row>> since = inputs.previous(Stage.TIMESERIES).map(inputs::salesSince);
    Dataset<Row> delivered =
        since
            .orElseGet(inputs::sales)
            .where(inSight)
            .groupBy(col(UnifiedSalesData.STORE_ID))
            .agg(min(col(UnifiedSalesData.SALES_DATE)).as(UnifiedSalesData.SALES_DATE.name()))
            .unionByName(newDays(inputs, gridEnd, lastDay));
    return rules.linesMove() && since.isPresent()
        ? delivered.unionByName(left(inputs, rules, since.get(), gridEnd, inSight))
        : delivered;
  }

  /**
   * Days that lines have moved away from: those that came since the last run, and those of days
   * that have come into sight since.
   */
  private static Dataset<Row> left(
      RunInputs inputs,
      BuildTimeseries.Rules rules,
      Dataset<Row> since,
      LocalDate gridEnd,
      Column inSight) {
    Dataset<Row> cameIntoSight = Since.day(inputs.sales(), UnifiedSalesData.SALES_DATE, gridEnd);
    Dataset<Row> fresh = Settled.of(since.unionByName(cameIntoSight).where(inSight));
    Row earliest = Actions.figures(fresh.agg(min(col(UnifiedSalesData.SALES_DATE))));
    LocalDate from = earliest.isNullAt(0) ? gridEnd : earliest.getDate(0).toLocalDate();
    Dataset<Row> within =
        Since.day(inputs.sales(), UnifiedSalesData.SALES_DATE, from.minusDays(rules.reachDays()));
    return new TraceMoves(rules).apply(new TraceMoves.Inputs(fresh, within));
  }

  private static LocalDate gridEnd(RunInputs inputs, LocalDate lastDay) {
    return RunInputs.lastDay(inputs.own(SalesTimeseries.TABLE), SalesTimeseries.SALES_DATE, lastDay)
        .orElse(lastDay);
  }

  /**
   * Every store that is in the grid, with the day after the grid's last one, if there is a later
   * day now.
   */
  private static Dataset<Row> newDays(RunInputs inputs, LocalDate gridEnd, LocalDate lastDay) {
    Dataset<Row> stores =
        Since.day(inputs.own(SalesTimeseries.TABLE), SalesTimeseries.SALES_DATE, gridEnd)
            .select(col(SalesTimeseries.STORE_ID))
            .distinct()
            .withColumn(UnifiedSalesData.SALES_DATE.name(), lit(Date.valueOf(gridEnd.plusDays(1))));
    return gridEnd.isBefore(lastDay) ? stores : stores.limit(0);
  }
}
