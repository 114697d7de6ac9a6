package mrs.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import mrs.contracts.DataQualityLog;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.Errors;
import mrs.contracts.LogColumns;
import mrs.contracts.UnifiedSalesData;
import org.junit.jupiter.api.Test;

/** Two retailers may both have a store S1. */
final class IngestRetailersTest extends IngestFixture {
  private static final Map<String, String> QUALIFIED = Map.of("feeds.sales.qualify_stores", "true");
  private static final String HEAD = SALES + ",retailer";

  private static String sale(String store, String day, String retailer) {
    return sale(store, "P1", day, 3) + "," + retailer;
  }

  private List<String> verdicts() {
    return stored(
            DataQualityLog.TABLE,
            DataQualityLog.CONSTRAINT,
            DataQualityLog.INGEST_SEQ,
            DataQualityLog.PASSED)
        .stream()
        .filter(v -> v.startsWith("store_"))
        .toList();
  }

  @Test
  void aStoreOfTwoRetailersMakesAllDeliveriesSuspectThatSentIt() {
    put("sales/1.csv", HEAD, sale("S1", "2024-06-23", "A"), sale("S2", "2024-06-23", "A"));
    put("sales/2.csv", HEAD, sale("S3", "2024-06-23", "A"));
    assertThat(ingest().reasons()).isEmpty();
    put("sales/3.csv", HEAD, sale("S1", "2024-06-24", "B"), sale("S4", "2024-06-24", "B"));

    IngestReport report = ingest();

    assertThat(report.degraded()).isTrue();
    assertThat(report.reasons())
        .containsExactly(
            "suspect delivery sales/3.csv, store_of_one_retailer: 1 store ids come with several"
                + " retailers, such as S1 (A, B), and take each other's place; set"
                + " feeds.sales.qualify_stores to true, in a new warehouse",
            "store_of_one_retailer fails now for 1 delivery that came in before, such as sales/1.csv;"
                + " data_quality_log says by which stores");
    assertThat(verdicts())
        .containsExactly("store_of_one_retailer|1|false", "store_of_one_retailer|3|false");

    put("sales/4.csv", HEAD, sale("S1", "2024-06-25", "A"), sale("S2", "2024-06-25", "A"));
    assertThat(ingest().degraded()).isTrue();
    assertThat(verdicts()).hasSize(3).contains("store_of_one_retailer|4|false");
  }

  @Test
  void storesAreKnownByTheirRetailerWhereTheyAreQualified() {
    put("sales/1.csv", HEAD, sale("S1", "2024-06-24", "A"), sale("S1", "2024-06-24", "B"));

    IngestReport report = ingest(QUALIFIED);

    assertThat(report.reasons()).isEmpty();
    assertThat(stored(UnifiedSalesData.TABLE, UnifiedSalesData.STORE_ID, UnifiedSalesData.RETAILER))
        .containsExactly("A:S1|A", "B:S1|B");
  }

  @Test
  void aRowThatNamesNoUsableRetailerIsADeadLetter() {
    String longest = "S".repeat(250);
    put(
        "sales/1.csv",
        HEAD,
        sale("S1", "2024-06-24", ""),
        sale("S1", "2024-06-24", "A:B"),
        sale(longest, "2024-06-24", "Retail"),
        sale(longest, "2024-06-24", "Shops"));

    ingest(QUALIFIED);

    assertThat(stored(Errors.of(UnifiedSalesData.TABLE), Errors.CODE, Errors.TEXT))
        .satisfiesExactly(
            e -> assertThat(e).startsWith("BAD_IDENTIFIER|retailer 'A:B' has a colon"),
            e -> assertThat(e).startsWith("BAD_IDENTIFIER|store_id 'Retail:SSS"),
            e ->
                assertThat(e)
                    .isEqualTo(
                        "MISSING_VALUE|retailer has no value; send one, as"
                            + " feeds.sales.qualify_stores makes a store known by"
                            + " retailer:store_id"));
    assertThat(stored(UnifiedSalesData.TABLE, UnifiedSalesData.STORE_ID))
        .containsExactly("Shops:" + longest);
  }

  @Test
  void unqualifiedStoresInOtherTablesAreSaid() {
    put("sales/1.csv", HEAD, sale("S1", "2024-06-24", "A"));
    put("reference/stores.csv", "store_id,region,store_group", "A:S1,N,G", "S2,N,G");
    put(
        "context/c.csv",
        "event_id,kind,region,store_id,sku,starts_on,ends_on,magnitude,received_at",
        "E1,holiday,,,,2024-06-30,2024-07-01,1,2024-06-24T06:00:00Z",
        "E2,holiday,,S1,,2024-06-30,2024-07-01,1,2024-06-24T06:00:00Z");

    IngestReport report = ingest(QUALIFIED);

    assertThat(report.reasons())
        .containsExactlyInAnyOrder(
            "suspect delivery context/c.csv, store_qualified: 1 rows name a store without its"
                + " retailer, such as S1, which matches none; send retailer:store_id, as"
                + " feeds.sales.qualify_stores is true",
            "suspect delivery reference/stores.csv, store_qualified: 1 rows name a store without"
                + " its retailer, such as S2, which matches none; send retailer:store_id, as"
                + " feeds.sales.qualify_stores is true");
    assertThat(stored(DeliveriesLog.TABLE, DeliveriesLog.SOURCE_FILE, DeliveriesLog.SUSPECT))
        .containsExactly("context/c.csv|true", "reference/stores.csv|true", "sales/1.csv|false");
    assertThat(stored(DataQualityLog.TABLE, LogColumns.RUN_ID)).isNotEmpty();
  }
}
