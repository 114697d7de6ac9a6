package mrs.transforms.timeseries;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mrs.SparkTest;
import mrs.contracts.LogColumns;
import mrs.contracts.UnifiedSalesData;
import mrs.transforms.Dropped;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class BuildTimeseriesTest extends SampleSales {
  private static final StructType DRIFT =
      DataTypes.createStructType(
          List.of(
              DataTypes.createStructField("ingest_seq", DataTypes.LongType, false),
              DataTypes.createStructField(
                  BuildTimeseries.CODES, DataTypes.createArrayType(DataTypes.StringType), false)));

  @Test
  void keepsSoldNotReportedAndNotRangedApart() {
    Dataset<Row> sales =
        rows(
            UnifiedSalesData.TABLE,
            sale("S1", "A", 1, 3.0, 1),
            sale("S1", "A", 2, 0.0, 2),
            sale("S1", "B", 1, 1.0, 1),
            sale("S1", "B", 6, 2.0, 6));

    assertThat(cells(build(explicit(), 6).apply(inputs(sales, 1), SparkTest::computed).rows()))
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
  void anAbsentSkuSoldNothingWhereZerosAreImpliedAndItsStoreReported() {
    Dataset<Row> sales =
        rows(
            UnifiedSalesData.TABLE,
            sale("S1", "A", 1, 3.0, 1),
            sale("S1", "B", 1, 1.0, 1),
            sale("S1", "A", 2, 4.0, 2));

    assertThat(
            cells(
                build(implied(), 3)
                    .apply(inputs(sales, 1, sale("S2", "A", 3, 1.0, 3)), SparkTest::computed)
                    .rows()))
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

    Row cell = build(explicit(), 1).apply(inputs(sales, 1), SparkTest::computed).rows().head();

    assertThat(cell.<Double>getAs("units")).isEqualTo(5.0);
    assertThat(cell.<Integer>getAs("conflicting")).isEqualTo(1);
  }

  @Test
  void cellsCarryTheCodesOfTheDeliveriesThatTheyRestOn() {
    Dataset<Row> drift = rows(DRIFT, row(1L, new String[] {"DRIFT_unified_sales_data_discount"}));
    Dataset<Row> first = rows(UnifiedSalesData.TABLE, sale("S1", "A", 1, 3.0, 1));
    Dataset<Row> complete =
        rows(UnifiedSalesData.TABLE, sale("S1", "A", 1, 3.0, 2))
            .withColumn("ingest_seq", functions.lit(2L));

    Dataset<Row> degraded = coded(first, nothingKnown(), drift);
    Dataset<Row> known = degraded.withColumn(LogColumns.CONTENT_HASH.name(), functions.lit(0L));
    Dataset<Row> mended = coded(first.union(complete), known, drift);

    assertThat(codes(degraded)).containsExactly("true [DRIFT_unified_sales_data_discount]");
    assertThat(codes(coded(first, known, drift))).isEmpty();
    assertThat(codes(mended)).containsExactly("false []");
  }

  @Test
  void givesOnlyCellsThatChangedAndCountsTheOthers() {
    Dataset<Row> before =
        rows(UnifiedSalesData.TABLE, sale("S1", "A", 1, 3.0, 1), sale("S1", "A", 2, 4.0, 2));
    Dataset<Row> known =
        build(explicit(), 2)
            .apply(inputs(before, 1), SparkTest::computed)
            .rows()
            .withColumn(LogColumns.CONTENT_HASH.name(), functions.lit(0L));
    Dataset<Row> after =
        before.union(
            rows(UnifiedSalesData.TABLE, sale("S1", "A", 1, 9.0, 3), sale("S1", "A", 2, 4.0, 3)));

    BuildTimeseries.Cells cells =
        build(explicit(), 2)
            .apply(
                new BuildTimeseries.Inputs(after, touched("S1", 1), known, Optional.empty()),
                SparkTest::computed);

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
                    .apply(
                        new BuildTimeseries.Inputs(
                            sales, touched("S2", 1), nothingKnown(), Optional.empty()),
                        SparkTest::computed)
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
                .apply(
                    inputs(rows(UnifiedSalesData.TABLE, sales.toArray(Object[][]::new)), 1),
                    SparkTest::computed)
                .rows());
    Collections.shuffle(sales, new Random(7));

    Dataset<Row> shuffled =
        rows(UnifiedSalesData.TABLE, sales.toArray(Object[][]::new)).repartition(5);

    assertThat(cells(build(implied(), 9).apply(inputs(shuffled, 1), SparkTest::computed).rows()))
        .isEqualTo(expected);
    assertThat(expected).hasSizeGreaterThan(20);
  }

  private static Dataset<Row> coded(Dataset<Row> sales, Dataset<Row> known, Dataset<Row> drift) {
    return build(explicit(), 1)
        .apply(
            new BuildTimeseries.Inputs(sales, touched("S1", 1), known, Optional.of(drift)),
            SparkTest::computed)
        .rows();
  }

  private static List<String> codes(Dataset<Row> cells) {
    return cells
        .select(col(LogColumns.IS_DEGRADED), col(LogColumns.DEGRADED_REASONS))
        .collectAsList()
        .stream()
        .map(r -> r.getBoolean(0) + " " + r.getList(1))
        .toList();
  }

  private static Object[] sale(String store, String sku, int day, double units, int sentDay) {
    return line(store, sku, day, units, sentDay, null);
  }
}
