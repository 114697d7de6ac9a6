package mrs.transforms.timeseries;

import static mrs.transforms.SparkSchema.col;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import mrs.SparkTest;
import mrs.contracts.SalesGrain;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.UnifiedSalesData;
import mrs.transforms.RunStamp;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Sales of a few stores and SKUs, and the cells that come of them. */
abstract class SampleSales extends SparkTest {
  static final LocalDate D1 = LocalDate.of(2024, 5, 1);
  private static final RunStamp STAMP =
      new RunStamp("r1", Instant.parse("2024-05-31T02:00:00Z"), 1, List.of());
  private static final StructType TOUCHED =
      DataTypes.createStructType(
          List.of(
              DataTypes.createStructField("store_id", DataTypes.StringType, false),
              DataTypes.createStructField("sales_date", DataTypes.DateType, false)));

  static BuildTimeseries build(BuildTimeseries.Rules rules, int lastDay) {
    return new BuildTimeseries(rules, D1.plusDays(lastDay - 1), STAMP);
  }

  static BuildTimeseries.Rules explicit() {
    return rules(SalesGrain.CELL, false, 3 - 1, 3);
  }

  static BuildTimeseries.Rules implied() {
    return rules(SalesGrain.CELL, true, 4, 4);
  }

  static BuildTimeseries.Rules rules(
      SalesGrain grain, boolean implied, int skuDays, int storeDays) {
    return new BuildTimeseries.Rules(grain, false, implied, skuDays, storeDays);
  }

  static BuildTimeseries.Inputs inputs(Dataset<Row> sales, int from, Object[]... more) {
    Dataset<Row> all = sales.union(rows(UnifiedSalesData.TABLE, more));
    return new BuildTimeseries.Inputs(
        all, touched("S1", from).union(touched("S2", from)), nothingKnown(), Optional.empty());
  }

  static Dataset<Row> touched(String store, int day) {
    return rows(TOUCHED, row(store, Date.valueOf(D1.plusDays(day - 1))));
  }

  static Dataset<Row> nothingKnown() {
    return rows(SalesTimeseries.TABLE);
  }

  static Object[] line(
      String store, String sku, int day, double units, int sentDay, @Nullable String line) {
    LocalDate date = D1.plusDays(day - 1);
    Timestamp sent = Timestamp.from(Instant.parse("2024-05-0" + sentDay + "T23:30:00Z"));
    long hash = Math.round(units * 10);
    return row(
        store,
        sku,
        Date.valueOf(date),
        units,
        sent,
        null,
        null,
        null,
        null,
        line,
        1L,
        "f",
        2L,
        hash,
        Date.valueOf(date));
  }

  static List<String> cells(Dataset<Row> rows) {
    Column day =
        functions.datediff(col(SalesTimeseries.SALES_DATE), functions.lit(Date.valueOf(D1)));
    return rows
        .select(
            col(SalesTimeseries.STORE_ID),
            col(SalesTimeseries.SKU),
            day.plus(1).as("day"),
            col(SalesTimeseries.CELL_STATE),
            col(SalesTimeseries.UNITS))
        .orderBy("store_id", "sku", "day")
        .collectAsList()
        .stream()
        .map(
            r ->
                String.join(
                    " ",
                    r.getString(0),
                    r.getString(1),
                    String.valueOf(r.getInt(2)),
                    r.getString(3),
                    r.isNullAt(4) ? "-" : String.valueOf(r.getDouble(4))))
        .toList();
  }
}
