package mrs.transforms.timeseries;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.util.List;
import java.util.Optional;
import mrs.SparkTest;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesGrain;
import mrs.contracts.UnifiedSalesData;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

/** Cells of feeds whose rows are invoice lines: which versions count, and lines that move. */
class InvoiceLinesTest extends SampleSales {
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

    BuildTimeseries.Rules lines = rules(SalesGrain.LINE, true, 2, 2);

    assertThat(cells(build(lines, 1).apply(inputs(sales, 1), SparkTest::computed).rows()))
        .containsExactly("S1 A 1 sold 6.0");
  }

  @Test
  void oneVersionOfALineCountsHoweverManyWereSentAtItsLastTime() {
    Dataset<Row> sales =
        rows(
            UnifiedSalesData.TABLE,
            line("S1", "A", 1, 3.0, 2, "L1"),
            line("S1", "A", 1, 5.0, 2, "L1"),
            line("S1", "A", 1, 1.0, 2, "L1"),
            line("S1", "A", 1, 9.0, 1, "L1"));

    BuildTimeseries.Cells cells =
        build(rules(SalesGrain.LINE, true, 2, 2), 1).apply(inputs(sales, 1), SparkTest::computed);

    Row cell = cells.rows().head();
    assertThat(cell.<Double>getAs("units")).isEqualTo(5.0);
    assertThat(cell.<Integer>getAs("conflicting")).isEqualTo(2);
    assertThat(records(cells.unused())).containsExactly("conflicting 2", "superseded 1");
  }

  @Test
  void allRowsOfAReceiptThatWereSentLastCount() {
    Dataset<Row> sales =
        rows(
            UnifiedSalesData.TABLE,
            line("S1", "A", 1, 3.0, 2, "R1"),
            line("S1", "A", 1, 5.0, 2, "R1"),
            line("S1", "A", 1, 9.0, 1, "R1"),
            line("S1", "B", 1, 4.0, 1, "R1"));

    BuildTimeseries.Cells cells =
        build(rules(SalesGrain.RECEIPT, true, 2, 2), 1)
            .apply(inputs(sales, 1), SparkTest::computed);

    assertThat(cells(cells.rows())).containsExactly("S1 A 1 sold 8.0", "S1 B 1 sold 4.0");
    assertThat(records(cells.unused())).containsExactly("conflicting 0", "superseded 1");
  }

  @Test
  void aLineThatIsSentUnderAnotherDayCountsOnTheNewerDayAlone() {
    Dataset<Row> before =
        rows(
            UnifiedSalesData.TABLE,
            line("S1", "A", 1, 3.0, 1, "L1"),
            line("S1", "B", 1, 1.0, 1, "L2"));
    BuildTimeseries.Rules moving = new BuildTimeseries.Rules(SalesGrain.LINE, true, true, 2, 2);
    Dataset<Row> known =
        build(moving, 1)
            .apply(inputs(before, 1), SparkTest::computed)
            .rows()
            .withColumn(LogColumns.CONTENT_HASH.name(), functions.lit(0L));
    Dataset<Row> after =
        before.union(rows(UnifiedSalesData.TABLE, line("S1", "A", 2, 3.0, 2, "L1")));

    BuildTimeseries.Cells cells =
        build(moving, 2)
            .apply(
                new BuildTimeseries.Inputs(after, touched("S1", 1), known, Optional.empty()),
                SparkTest::computed);

    assertThat(cells(cells.rows()))
        .containsExactly("S1 A 1 sold 0.0", "S1 A 2 sold 3.0", "S1 B 2 sold 0.0");
    assertThat(
            cells(
                build(rules(SalesGrain.LINE, true, 2, 2), 2)
                    .apply(inputs(after, 1), SparkTest::computed)
                    .rows()))
        .containsExactly(
            "S1 A 1 sold 3.0", "S1 A 2 sold 3.0", "S1 B 1 sold 1.0", "S1 B 2 sold 0.0");
  }

  @Test
  void aDayThatAllLinesOfItsStoreMovedAwayFromIsNotReported() {
    Dataset<Row> sales =
        rows(
            UnifiedSalesData.TABLE,
            line("S1", "A", 1, 3.0, 1, "L1"),
            line("S1", "A", 2, 3.0, 2, "L1"));
    BuildTimeseries.Rules moving = new BuildTimeseries.Rules(SalesGrain.LINE, true, true, 2, 2);

    assertThat(cells(build(moving, 2).apply(inputs(sales, 1), SparkTest::computed).rows()))
        .containsExactly("S1 A 1 not_reported -", "S1 A 2 sold 3.0");
  }

  @Test
  void theDaysThatLinesMovedAwayFromAreTouched() {
    Dataset<Row> sales =
        rows(
            UnifiedSalesData.TABLE,
            line("S1", "A", 1, 3.0, 1, "L1"),
            line("S1", "B", 1, 3.0, 1, "L1"),
            line("S2", "A", 1, 3.0, 1, null),
            line("S2", "A", 2, 3.0, 1, "L2"));
    Dataset<Row> fresh =
        rows(
            UnifiedSalesData.TABLE,
            line("S1", "A", 3, 3.0, 3, "L1"),
            line("S2", "A", 3, 3.0, 3, null),
            line("S2", "A", 1, 3.0, 3, "L2"));
    BuildTimeseries.Rules moving = new BuildTimeseries.Rules(SalesGrain.LINE, true, true, 1, 1);

    assertThat(
            new TraceMoves(moving)
                .apply(new TraceMoves.Inputs(fresh, sales.union(fresh)))
                .collectAsList())
        .containsExactly(org.apache.spark.sql.RowFactory.create("S1", Date.valueOf(D1)));
  }

  private static List<String> records(Dataset<Row> reasons) {
    return reasons.collectAsList().stream()
        .map(r -> r.getString(0) + " " + r.getLong(1))
        .sorted()
        .toList();
  }
}
