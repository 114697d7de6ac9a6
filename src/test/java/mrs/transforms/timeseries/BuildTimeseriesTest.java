package mrs.transforms.timeseries;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import mrs.SparkTest;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.UnifiedSalesData;
import mrs.transforms.Dropped;
import mrs.transforms.RunStamp;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BuildTimeseriesTest extends SparkTest {
  private static final LocalDate D1 = LocalDate.of(2024, 5, 1);
  private static final RunStamp STAMP =
      new RunStamp("r1", Instant.parse("2024-05-31T02:00:00Z"), 1, List.of());
  private static final StructType TOUCHED =
      DataTypes.createStructType(
          List.of(
              DataTypes.createStructField("store_id", DataTypes.StringType, false),
              DataTypes.createStructField("sales_date", DataTypes.DateType, false)));

  @Test
  void keepsSoldNotReportedAndNotRangedApart() {
    Dataset<Row> sales =
        rows(
            UnifiedSalesData.TABLE,
            sale("S1", "A", 1, 3.0, 1),
            sale("S1", "A", 2, 0.0, 2),
            sale("S1", "B", 1, 1.0, 1),
            sale("S1", "B", 6, 2.0, 6));

    assertThat(cells(build(explicit(), 6).apply(inputs(sales, 1)).rows()))
        .containsExactly(
            "S1 A 1 sold 3.0",
            "S1 A 2 sold 0.0",
            "S1 A 3 not_reported -",
            "S1 A 4 not_reported -",
            "S1 A 5 not_ranged -",
            "S1 A 6 not_ranged -",
            "S1 B 1 sold 1.0",
            "S1 B 2 not_reported -",
            "S1 B 3 not_reported -",
            "S1 B 4 not_ranged -",
            "S1 B 5 not_ranged -",
            "S1 B 6 sold 2.0");
  }

  @Test
  void anAbsentArticleSoldNothingWhereZerosAreImpliedAndItsStoreReported() {
    Dataset<Row> sales =
        rows(
            UnifiedSalesData.TABLE,
            sale("S1", "A", 1, 3.0, 1),
            sale("S1", "B", 1, 1.0, 1),
            sale("S1", "A", 2, 4.0, 2));

    assertThat(
            cells(build(implied(), 3).apply(inputs(sales, 1, sale("S2", "A", 3, 1.0, 3))).rows()))
        .containsExactly(
            "S1 A 1 sold 3.0",
            "S1 A 2 sold 4.0",
            "S1 A 3 not_reported -",
            "S1 B 1 sold 1.0",
            "S1 B 2 sold 0.0",
            "S1 B 3 not_reported -",
            "S2 A 3 sold 1.0");
  }

  @Test
  void theLatestSendingOfACellWinsAndAnEqualTimeCountsAsConflicting() {
    Dataset<Row> sales =
        rows(
            UnifiedSalesData.TABLE,
            sale("S1", "A", 1, 3.0, 1),
            sale("S1", "A", 1, 5.0, 4),
            sale("S1", "A", 1, 4.0, 4));

    Row cell = build(explicit(), 1).apply(inputs(sales, 1)).rows().head();

    assertThat(cell.<Double>getAs("units")).isEqualTo(5.0);
    assertThat(cell.<Integer>getAs("conflicting")).isEqualTo(1);
  }

  @Test
  void sumsTheLatestSendingOfEachInvoiceLine() {
    Dataset<Row> sales =
        rows(
            UnifiedSalesData.TABLE,
            line("S1", "A", 1, 6.0, 1, "L1"),
            line("S1", "A", 1, 2.0, 1, "L2"),
            line("S1", "A", 1, -2.0, 2, "L3"),
            line("S1", "A", 1, 5.0, 3, "L1"),
            line("S1", "A", 1, 1.0, 1, null),
            line("S1", "A", 1, 1.0, 2, null));

    BuildTimeseries.Rules lines = new BuildTimeseries.Rules(true, true, 2, 2);

    assertThat(cells(build(lines, 1).apply(inputs(sales, 1)).rows()))
        .containsExactly("S1 A 1 sold 6.0");
  }

  @Test
  void givesOnlyCellsThatChangedAndCountsTheOthers() {
    Dataset<Row> before =
        rows(UnifiedSalesData.TABLE, sale("S1", "A", 1, 3.0, 1), sale("S1", "A", 2, 4.0, 2));
    Dataset<Row> known =
        build(explicit(), 2)
            .apply(inputs(before, 1))
            .rows()
            .withColumn(LogColumns.CONTENT_HASH.name(), functions.lit(0L));
    Dataset<Row> after =
        before.union(
            rows(UnifiedSalesData.TABLE, sale("S1", "A", 1, 9.0, 3), sale("S1", "A", 2, 4.0, 3)));

    BuildTimeseries.Cells cells =
        build(explicit(), 2).apply(new BuildTimeseries.Inputs(after, touched("S1", 1), known));

    assertThat(cells(cells.rows())).containsExactly("S1 A 1 sold 9.0");
    Row dropped = cells.dropped().head();
    assertThat(dropped.<String>getAs(Dropped.REASON.name())).isEqualTo("unchanged");
    assertThat(dropped.<Long>getAs(Dropped.RECORDS.name())).isEqualTo(1L);
    assertThat(cells.considered().count()).isEqualTo(2L);
  }

  @Test
  void leavesStoresAloneThatNothingTouched() {
    Dataset<Row> sales =
        rows(UnifiedSalesData.TABLE, sale("S1", "A", 1, 3.0, 1), sale("S2", "A", 1, 4.0, 1));

    assertThat(
            cells(
                build(explicit(), 1)
                    .apply(new BuildTimeseries.Inputs(sales, touched("S2", 1), nothingKnown()))
                    .rows()))
        .containsExactly("S2 A 1 sold 4.0");
  }

  @Test
  void orderAndPartitioningOfTheRowsChangeNothing() {
    List<Object[]> sales = new ArrayList<>();
    for (int day = 1; day <= 9; day++) {
      for (String sku : List.of("A", "B", "C")) {
        if ((day * 7 + sku.charAt(0)) % 4 != 0) {
          sales.add(sale("S1", sku, day, day + 0.1 * sku.charAt(0), day));
        }
      }
    }
    List<String> expected =
        cells(
            build(implied(), 9)
                .apply(inputs(rows(UnifiedSalesData.TABLE, sales.toArray(Object[][]::new)), 1))
                .rows());
    Collections.shuffle(sales, new Random(7));

    Dataset<Row> shuffled =
        rows(UnifiedSalesData.TABLE, sales.toArray(Object[][]::new)).repartition(5);

    assertThat(cells(build(implied(), 9).apply(inputs(shuffled, 1)).rows())).isEqualTo(expected);
    assertThat(expected).hasSizeGreaterThan(20);
  }

  private static BuildTimeseries build(BuildTimeseries.Rules rules, int lastDay) {
    return new BuildTimeseries(rules, D1.plusDays(lastDay - 1), STAMP);
  }

  private static BuildTimeseries.Rules explicit() {
    return new BuildTimeseries.Rules(false, false, 3 - 1, 3);
  }

  private static BuildTimeseries.Rules implied() {
    return new BuildTimeseries.Rules(false, true, 4, 4);
  }

  private static BuildTimeseries.Inputs inputs(Dataset<Row> sales, int from, Object[]... more) {
    Dataset<Row> all = sales.union(rows(UnifiedSalesData.TABLE, more));
    return new BuildTimeseries.Inputs(
        all, touched("S1", from).union(touched("S2", from)), nothingKnown());
  }

  private static Dataset<Row> touched(String store, int day) {
    return rows(TOUCHED, row(store, Date.valueOf(D1.plusDays(day - 1))));
  }

  private static Dataset<Row> nothingKnown() {
    return rows(SalesTimeseries.TABLE);
  }

  private static Object[] sale(String store, String sku, int day, double units, int sentDay) {
    return line(store, sku, day, units, sentDay, null);
  }

  private static Object[] line(
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

  private static List<String> cells(Dataset<Row> rows) {
    Column day =
        functions.datediff(SalesTimeseries.SALES_DATE.col(), functions.lit(Date.valueOf(D1)));
    return rows
        .select(
            SalesTimeseries.STORE_ID.col(),
            SalesTimeseries.SKU.col(),
            day.plus(1).as("day"),
            SalesTimeseries.CELL_STATE.col(),
            SalesTimeseries.UNITS.col())
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
