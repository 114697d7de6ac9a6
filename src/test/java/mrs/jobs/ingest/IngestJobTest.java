package mrs.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mrs.contracts.Catalogue;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.LogColumns;
import mrs.contracts.Products;
import mrs.contracts.RunConfigLog;
import mrs.contracts.SourceColumns;
import mrs.contracts.StageRunsLog;
import mrs.contracts.Stores;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.ingest.parse.ParsedFile;
import mrs.jobs.messages.Problem;
import org.junit.jupiter.api.Test;

/** A feed folder becomes rows, dead letters and books. */
final class IngestJobTest extends IngestFixture {
  private static final String RUN = "ingest-20240626T020000.000Z";
  private static final String CONTEXT =
      "event_id,kind,region,store_id,sku,starts_on,ends_on,magnitude,received_at";

  private static final Map<String, Integer> COMMITS =
      Map.of(
          "unified_sales_data", 1,
          "contextual_events", 1,
          "stores", 1,
          "products", 1,
          "data_quality_log", 1,
          "deliveries_log", 1,
          "run_config_log", 1,
          "configurations_log", 1,
          "stage_runs_log", 1);

  private void putSmallFeed() {
    put("sales/1.csv", SALES, sale("S1", "P1", "2024-06-24", 3), sale("S1", "P2", "2024-06-24", 0));
    put("sales/2.csv", SALES, sale("S1", "P1", "2024-06-25", 4), sale("S1", "P1", "2024-06-24", 3));
    put("context/c.csv", CONTEXT, "E1,holiday,,,,2024-06-30,2024-07-01,1,2024-06-24T06:00:00Z");
    put("reference/stores.csv", "store_id,region,store_group", "S1,N,");
    put("reference/products.csv", "sku,category_1,category_2,category_3", "P1,A,B,C", "P2,A,,");
  }

  @Test
  void bringsInEveryTableWithItsBooksInOneCommitATable() throws IOException {
    putSmallFeed();

    IngestReport report = ingest();

    assertThat(report.reasons()).isEmpty();
    assertThat(report.failed()).isFalse();
    assertThat(report.degraded()).isFalse();
    assertThat(
            stored(
                UnifiedSalesData.TABLE,
                UnifiedSalesData.STORE_ID,
                UnifiedSalesData.SKU,
                UnifiedSalesData.SALES_DATE,
                UnifiedSalesData.UNITS,
                UnifiedSalesData.RECEIVED_AT,
                UnifiedSalesData.NET_SALES,
                SourceColumns.INGEST_SEQ,
                SourceColumns.SOURCE_FILE,
                SourceColumns.SOURCE_LINE,
                LogColumns.WEEK_START))
        .containsExactly(
            "S1|P1|2024-06-24|3.0|2024-06-24 23:30:00.0|null|1|sales/1.csv|2|2024-06-24",
            "S1|P1|2024-06-25|4.0|2024-06-25 23:30:00.0|null|2|sales/2.csv|2|2024-06-24",
            "S1|P2|2024-06-24|0.0|2024-06-24 23:30:00.0|null|1|sales/1.csv|3|2024-06-24");
    assertThat(
            stored(
                ContextualEvents.TABLE,
                ContextualEvents.EVENT_ID,
                ContextualEvents.REGION,
                ContextualEvents.STARTS_ON,
                ContextualEvents.ENDS_ON,
                ContextualEvents.MAGNITUDE,
                LogColumns.WEEK_START))
        .containsExactly("E1|null|2024-06-30|2024-07-01|1.0|2024-06-24");
    assertThat(stored(Stores.TABLE, Stores.STORE_ID, Stores.REGION, Stores.STORE_GROUP))
        .containsExactly("S1|N|null");
    assertThat(stored(Products.TABLE, Products.SKU, Products.CATEGORY_2, SourceColumns.INGEST_SEQ))
        .containsExactly("P1|B|5", "P2|null|5");
    assertBooks();
    assertThat(commits()).isEqualTo(COMMITS);
  }

  private void assertBooks() {
    assertThat(
            stored(
                DeliveriesLog.TABLE,
                DeliveriesLog.INGEST_SEQ,
                DeliveriesLog.TABLE_NAME,
                DeliveriesLog.SOURCE_FILE,
                DeliveriesLog.RECORDS,
                DeliveriesLog.ROWS_ADDED,
                DeliveriesLog.DUPLICATES,
                DeliveriesLog.DEAD_LETTERS,
                DeliveriesLog.NEWEST,
                DeliveriesLog.SUSPECT,
                LogColumns.RUN_ID))
        .containsExactly(
            "1|unified_sales_data|sales/1.csv|2|2|0|0|2024-06-24 23:30:00.0|false|" + RUN,
            "2|unified_sales_data|sales/2.csv|2|1|1|0|2024-06-25 23:30:00.0|false|" + RUN,
            "3|contextual_events|context/c.csv|1|1|0|0|2024-06-24 06:00:00.0|false|" + RUN,
            "4|stores|reference/stores.csv|1|1|0|0|null|false|" + RUN,
            "5|products|reference/products.csv|2|2|0|0|null|false|" + RUN);
    assertThat(
            stored(
                StageRunsLog.TABLE,
                StageRunsLog.STAGE,
                StageRunsLog.STATE,
                StageRunsLog.ROWS_IN,
                StageRunsLog.ROWS_OUT,
                StageRunsLog.ROWS_ADDED,
                StageRunsLog.DEAD_LETTERS,
                StageRunsLog.DROPPED,
                StageRunsLog.BALANCED))
        .containsExactly("ingest|committed|8|7|7|0|[[duplicate,1]]|true");
    assertThat(stored(RunConfigLog.TABLE, RunConfigLog.RUN_ID, RunConfigLog.KIND))
        .containsExactly(RUN + "|ingest");
  }

  @Test
  void sameDeliveryIsTakenOnceUnderAnyNameAndCompression() throws IOException {
    Path first = put("sales/1.csv", SALES, sale("S1", "P1", "2024-06-24", 3));
    put("sales/2.csv", SALES, sale("S1", "P1", "2024-06-24", 3));
    put("sales/3.csv", SALES, sale("S1", "P1", "2024-06-25", 3));

    IngestReport once = ingest();

    assertThat(once.knownDeliveries()).isEqualTo(1);
    List<String> deliveries =
        stored(DeliveriesLog.TABLE, DeliveriesLog.INGEST_SEQ, DeliveriesLog.SOURCE_FILE);
    assertThat(deliveries).containsExactly("1|sales/1.csv", "2|sales/3.csv");
    byte[] content = Files.readAllBytes(first);
    Files.move(first, feed().resolve("sales/renamed.csv"));
    put("sales/again.csv.gz", ParsedFile.gzip(content));

    IngestReport again = ingest();

    assertThat(again.ingests()).isEmpty();
    assertThat(again.knownDeliveries()).isEqualTo(4);
    assertThat(stored(UnifiedSalesData.TABLE, UnifiedSalesData.SALES_DATE))
        .containsExactly("2024-06-24", "2024-06-25");
    assertThat(commits()).containsEntry("run_config_log", 1).containsEntry("deliveries_log", 1);
  }

  @Test
  void laterIngestGoesOnNumberingAndKeepsRestatements() {
    put("sales/1.csv", SALES, sale("S1", "P1", "2024-06-24", 3));
    ingest();
    put(
        "sales/2.csv",
        SALES,
        sale("S1", "P1", "2024-06-24", 3),
        "S1,P1,2024-06-24,2.5,2024-06-26T01:00:00Z");

    ingest();

    assertThat(stored(UnifiedSalesData.TABLE, SourceColumns.INGEST_SEQ, UnifiedSalesData.UNITS))
        .containsExactly("1|3.0", "2|2.5");
    assertThat(stored(DeliveriesLog.TABLE, DeliveriesLog.INGEST_SEQ, DeliveriesLog.DUPLICATES))
        .containsExactly("1|0", "2|1");
    assertThat(stored(RunConfigLog.TABLE, LogColumns.WRITTEN_AT))
        .containsExactly("2024-06-26 02:00:00.0", "2024-06-26 02:00:00.001");
  }

  @Test
  void anEmptyFeedIsRefused() throws IOException {
    Files.createDirectories(feed());

    assertThatThrownBy(this::ingest)
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.REFUSED));
  }

  private Map<String, Integer> commits() throws IOException {
    Map<String, Integer> commits = new TreeMap<>();
    for (Table table : Catalogue.ALL) {
      try (var log = Files.list(warehouse().resolve("tables/" + table.name() + "/_delta_log"))) {
        int afterCreation = (int) log.filter(f -> f.toString().endsWith(".json")).count() - 1;
        if (afterCreation > 0) {
          commits.put(table.name(), afterCreation);
        }
      }
    }
    return commits;
  }
}
