package mrs.jobs.ingest.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DriftKind;
import mrs.contracts.Products;
import mrs.contracts.Stores;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.ingest.batch.DeliverySummary;
import mrs.jobs.ingest.parse.Remark;
import org.junit.jupiter.api.Test;

/** How a delivery's columns depart from the contract. */
final class DriftTest {
  private static final List<String> SALES =
      List.of("store_id", "sku", "sales_date", "units", "received_at");

  private static List<String> drifts(
      Table table, List<String> columns, Set<String> known, Remark... remarks) {
    DeliverySummary delivery =
        new DeliverySummary(7, 10, 4, columns, List.of(remarks), null, false);
    return Drift.of(table, delivery, known).stream()
        .map(
            d ->
                d.ingestSeq()
                    + " "
                    + d.column()
                    + " "
                    + d.kind().word()
                    + " "
                    + d.code().orElse("-")
                    + " "
                    + d.records())
        .toList();
  }

  @Test
  void optionalColumnThatWasNeverThereIsNoDrift() {
    assertThat(drifts(UnifiedSalesData.TABLE, SALES, Set.copyOf(SALES))).isEmpty();
  }

  @Test
  void columnThatWasThereIsAbsentForTheRows() {
    assertThat(drifts(UnifiedSalesData.TABLE, SALES, Set.of("net_sales", "till")))
        .containsExactly("7 net_sales absent DRIFT_unified_sales_data_net_sales 6");
  }

  @Test
  void columnsThatStagesRestOnAreAlwaysExpected() {
    assertThat(drifts(Stores.TABLE, List.of("store_id", "region"), Set.of()))
        .containsExactly("7 store_group absent DRIFT_stores_store_group 6");
    assertThat(drifts(Products.TABLE, List.of("sku", "category_2"), Set.of()))
        .containsExactly(
            "7 category_1 absent DRIFT_products_category_1 6",
            "7 category_3 absent DRIFT_products_category_3 6");
    List<String> context = List.of("event_id", "kind", "starts_on", "ends_on", "received_at");
    assertThat(drifts(ContextualEvents.TABLE, context, Set.of()))
        .containsExactly("7 magnitude absent DRIFT_contextual_events_magnitude 6");
  }

  @Test
  void unknownColumnsAndTimesWithoutAZoneHaveNoCode() {
    List<String> columns = List.of("store_id", "sku", "sales_date", "units", "received_at", "till");

    assertThat(
            drifts(
                UnifiedSalesData.TABLE,
                columns,
                Set.of(),
                new Remark("received_at", DriftKind.NO_TIME_ZONE, 3, "'2024-06-25T23:30:00'")))
        .containsExactly("7 till unknown - 10", "7 received_at no_time_zone - 3");
  }

  @Test
  void deliveryWithoutARowLacksNothing() {
    DeliverySummary empty = new DeliverySummary(7, 1, 1, List.of(), List.of(), null, true);

    assertThat(Drift.of(Products.TABLE, empty, Set.of("category_1"))).isEmpty();
  }
}
