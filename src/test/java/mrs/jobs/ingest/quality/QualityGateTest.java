package mrs.jobs.ingest.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mrs.SparkTest;
import mrs.contracts.ContextualEvents;
import mrs.contracts.Stores;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.ingest.batch.DeliverySummary;
import mrs.jobs.ingest.batch.Tagged;
import mrs.jobs.ingest.feed.DeliveredColumns;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** What the gate says of deliveries, by exact verdicts. */
final class QualityGateTest extends SparkTest {
  private static final QualityGate GATE =
      new QualityGate(new QualityBounds(0.9, 0.95, 1000, 0.75, 2));

  /**
   * A delivery of sales: the units of its rows, and the required columns whose lack made dead
   * letters.
   */
  private record Given(long seq, List<Double> units, List<String> missing) {
    DeliverySummary summary() {
      int records = units.size() + missing.size();
      return new DeliverySummary(
          seq, records, missing.size(), List.of("units"), List.of(), null, false);
    }
  }

  private static List<DeliveryVerdict> judge(Trailing before, Given... deliveries) {
    List<Row> rows = new ArrayList<>();
    for (Given delivery : deliveries) {
      delivery.units().forEach(u -> rows.add(row(delivery.seq(), Tagged.ROW, u, null)));
      delivery.missing().forEach(m -> rows.add(row(delivery.seq(), Tagged.DEAD_LETTER, null, m)));
      rows.add(row(delivery.seq(), Tagged.SUMMARY, null, null));
    }
    Dataset<Row> tagged =
        spark.createDataFrame(rows, Tagged.schema(UnifiedSalesData.TABLE)).repartition(3);
    List<DeliverySummary> summaries =
        java.util.Arrays.stream(deliveries).map(Given::summary).toList();
    return GATE.judge(GateRecords.of(UnifiedSalesData.TABLE, tagged), summaries, before);
  }

  private static Row row(long seq, int tag, Double units, String missing) {
    List<String> delivered =
        DeliveredColumns.of(UnifiedSalesData.TABLE).stream().map(f -> f.name()).toList();
    Object[] row = new Object[Tagged.schema(UnifiedSalesData.TABLE).size()];
    row[0] = tag;
    row[1] = seq;
    row[2] = "f";
    row[3] = 1L;
    row[4 + delivered.indexOf("units")] = units;
    if (missing != null) {
      row[4 + delivered.size()] =
          RowFactory.create("h", "MISSING_VALUE", "t", missing, new byte[0], 0L, "s");
    }
    return RowFactory.create(row);
  }

  private static List<String> shown(List<DeliveryVerdict> verdicts) {
    return verdicts.stream()
        .map(v -> v.ingestSeq() + " " + v.constraint() + " " + v.passed() + " " + v.metric())
        .toList();
  }

  @Test
  void judgesEachDeliveryOfABatchByItsOwnRecords() {
    List<DeliveryVerdict> verdicts =
        judge(
            Trailing.NONE,
            new Given(1, List.of(1.0, -2.0), List.of()),
            new Given(
                2, List.of(1.0, 2.0, 3.0, 1001.0, -1001.0, 0.0, 0.0, 0.0), List.of("units", "")));

    assertThat(shown(verdicts))
        .containsExactly(
            "1 usable true 1.0",
            "1 completeness_store_id true 1.0",
            "1 completeness_sku true 1.0",
            "1 completeness_sales_date true 1.0",
            "1 completeness_units true 1.0",
            "1 completeness_received_at true 1.0",
            "1 units_range true 1.0",
            "2 usable false 0.8",
            "2 completeness_store_id true 1.0",
            "2 completeness_sku true 1.0",
            "2 completeness_sales_date true 1.0",
            "2 completeness_units false 0.9",
            "2 completeness_received_at true 1.0",
            "2 units_range true 0.75");
    assertThat(verdicts.get(7).text())
        .isEqualTo("0.8 of the records became rows; at least 0.9 is expected");
    assertThat(verdicts.get(11).text())
        .isEqualTo("0.9 of the records have a value in units; at least 0.95 is expected");
  }

  @Test
  void comparesTheNumberOfRecordsWithTheDeliveriesBeforeInTheBatchToo() {
    Trailing two = Trailing.NONE.after(4, Set.of()).after(4, Set.of());
    List<Double> four = List.of(1.0, 1.0, 1.0, 1.0);

    List<DeliveryVerdict> verdicts =
        judge(
            two,
            new Given(5, four, List.of()),
            new Given(6, List.of(1.0, 1.0), List.of()),
            new Given(7, List.of(1.0), List.of()));

    assertThat(shown(verdicts).stream().filter(v -> v.contains("row_count")))
        .containsExactly("6 row_count true 2.0", "7 row_count false 1.0");
    assertThat(verdicts.get(verdicts.size() - 1).text())
        .isEqualTo(
            "1.0 records; the median of the trailing deliveries is 4.0, up to 2.0 times more or"
                + " fewer is expected");
  }

  @Test
  void saysNothingOfWhatCannotBeMeasured() {
    List<DeliveryVerdict> verdicts =
        judge(
            Trailing.NONE,
            new Given(1, List.of(), List.of("sku")),
            new Given(2, List.of(), List.of()));

    assertThat(shown(verdicts))
        .containsExactly(
            "1 usable false 0.0",
            "1 completeness_store_id true 1.0",
            "1 completeness_sku false 0.0",
            "1 completeness_sales_date true 1.0",
            "1 completeness_units true 1.0",
            "1 completeness_received_at true 1.0",
            "2 records false 0.0");
  }

  @Test
  void contextHasNoUsualSizeAndSnapshotsHave() {
    Trailing usual = Trailing.NONE.after(9, Set.of()).after(9, Set.of()).after(9, Set.of());

    assertThat(constraints(Stores.TABLE, usual))
        .contains("row_count")
        .doesNotContain("units_range");
    assertThat(constraints(ContextualEvents.TABLE, usual)).doesNotContain("row_count");
  }

  private static List<String> constraints(Table table, Trailing before) {
    Object[] row = new Object[Tagged.schema(table).size()];
    row[0] = Tagged.ROW;
    row[1] = 1L;
    row[2] = "f";
    row[3] = 1L;
    Dataset<Row> tagged =
        spark.createDataFrame(List.of(RowFactory.create(row)), Tagged.schema(table));
    DeliverySummary one = new DeliverySummary(1, 1, 0, List.of(), List.of(), null, false);
    return GATE.judge(GateRecords.of(table, tagged), List.of(one), before).stream()
        .map(DeliveryVerdict::constraint)
        .toList();
  }
}
