package mrs.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import mrs.contracts.Catalogue;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DataQualityLog;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.Errors;
import mrs.contracts.LogColumns;
import mrs.contracts.Products;
import mrs.contracts.RunConfigLog;
import mrs.contracts.SchemaDriftLog;
import mrs.contracts.SourceColumns;
import mrs.contracts.StageRunsLog;
import mrs.contracts.Stores;
import mrs.contracts.Table;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.ingest.parse.ParsedFile;
import mrs.jobs.messages.Problem;
import org.apache.commons.codec.digest.DigestUtils;
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
  void keepsEveryBadRecordWithItsReasonAndSaysSo() throws IOException {
    byte[] whole = ParsedFile.gzip(ParsedFile.lines(SALES, sale("S1", "P3", "2024-06-24", 1)));
    put("sales/1.csv", SALES, sale("S1", "P1", "2024-06-24", 3), "S1,P1,2024-06-24,NaN,x", "");
    byte[] cut = Arrays.copyOf(whole, whole.length - 8);
    put("sales/2.csv.gz", cut);
    put("sales/3.csv", sale("S1", "P2", "2024-06-24", 1));
    put("sales/4.csv.gz", "no gzip".getBytes(StandardCharsets.UTF_8));

    IngestReport report = ingest();

    assertThat(report.degraded()).isTrue();
    assertThat(report.failed()).isFalse();
    assertThat(report.reasons())
        .contains(
            "unified_sales_data: 5 dead letters (BLANK_LINE 1, MISSING_HEADER 1, NOT_FINITE 1,"
                + " TRUNCATED_FILE 1, UNREADABLE_FILE 1)");
    assertThat(
            stored(
                Errors.of(UnifiedSalesData.TABLE),
                Errors.SOURCE_FILE,
                Errors.SOURCE_LINE,
                Errors.CODE,
                Errors.PAYLOAD,
                Errors.PAYLOAD_BYTES,
                Errors.ATTEMPTS,
                Errors.REPORT_ID,
                LogColumns.RUN_ID,
                LogColumns.WEEK_START))
        .containsExactly(
            "sales/1.csv|3|NOT_FINITE|S1,P1,2024-06-24,NaN,x|22|1|null|" + RUN + "|2024-06-24",
            "sales/1.csv|4|BLANK_LINE||0|1|null|" + RUN + "|2024-06-24",
            "sales/2.csv.gz|3|TRUNCATED_FILE||0|1|null|" + RUN + "|2024-06-24",
            "sales/3.csv|0|MISSING_HEADER|"
                + sale("S1", "P2", "2024-06-24", 1)
                + "|41|1|null|"
                + RUN
                + "|2024-06-24",
            "sales/4.csv.gz|0|UNREADABLE_FILE||0|1|null|" + RUN + "|2024-06-24");
    assertThat(stored(UnifiedSalesData.TABLE, UnifiedSalesData.SKU)).containsExactly("P1", "P3");
    assertThat(stored(StageRunsLog.TABLE, StageRunsLog.ROWS_IN, StageRunsLog.BALANCED))
        .containsExactly("7|true");
    try (var kept = Files.list(warehouse().resolve("quarantine"))) {
      assertThat(kept.map(f -> f.getFileName().toString().substring(17)))
          .containsExactlyInAnyOrder("2.csv.gz", "3.csv", "4.csv.gz");
    }
    String head = DigestUtils.sha256Hex(ParsedFile.lines(SALES, sale("S1", "P3", "2024-06-24", 1)));
    assertThat(warehouse().resolve("quarantine").resolve(head.substring(0, 16) + "-2.csv.gz"))
        .hasBinaryContent(cut);
  }

  @Test
  void reportsDriftPerDeliveryAndItsCode() {
    String row = sale("S1", "P1", "2024-06-24", 3);
    put("sales/1.csv", SALES + ",discount", row + ",0.1");
    put("sales/2.csv", SALES + ",till", row.replace("P1", "P2").replace("Z", "") + ",7");
    put("reference/products.csv", "sku,category_1", "P1,A");

    IngestReport report = ingest();

    assertThat(report.degraded()).isTrue();
    assertThat(report.reasons())
        .containsExactly(
            "products: column category_2 is absent (DRIFT_products_category_2) in 1 delivery",
            "products: column category_3 is absent (DRIFT_products_category_3) in 1 delivery",
            "unified_sales_data: column discount is absent"
                + " (DRIFT_unified_sales_data_discount) in 1 delivery",
            "unified_sales_data: column received_at has times without a zone, read as UTC in 1"
                + " delivery",
            "unified_sales_data: column till is unknown and was ignored in 1 delivery");
    assertThat(
            stored(
                SchemaDriftLog.TABLE,
                SchemaDriftLog.INGEST_SEQ,
                SchemaDriftLog.COLUMN_NAME,
                SchemaDriftLog.DRIFT,
                SchemaDriftLog.CODE,
                SchemaDriftLog.RECORDS))
        .containsExactly(
            "2|discount|absent|DRIFT_unified_sales_data_discount|1",
            "2|received_at|no_time_zone|null|1",
            "2|till|unknown|null|1",
            "3|category_2|absent|DRIFT_products_category_2|1",
            "3|category_3|absent|DRIFT_products_category_3|1");
  }

  @Test
  void marksADeliveryThatIsMuchSmallerThanThoseBeforeAndTakesItAllTheSame() {
    for (int day = 20; day < 24; day++) {
      String date = "2024-06-" + day;
      String[] rows =
          IntStream.range(0, 10).mapToObj(i -> sale("S1", "P" + i, date, 1)).toArray(String[]::new);
      put("sales/" + day + ".csv", SALES, String.join("\n", rows));
    }
    put("sales/24.csv", SALES, sale("S1", "P1", "2024-06-24", 1));

    IngestReport report = ingest();

    assertThat(report.reasons())
        .containsExactly(
            "suspect delivery sales/24.csv, row_count: 1.0 records; the median of the trailing"
                + " deliveries is 10.0, up to 3.0 times more or fewer is expected");
    assertThat(stored(UnifiedSalesData.TABLE)).hasSize(41);
    assertThat(stored(DeliveriesLog.TABLE, DeliveriesLog.INGEST_SEQ, DeliveriesLog.SUSPECT))
        .containsExactly("1|false", "2|false", "3|false", "4|false", "5|true");
    assertThat(
            stored(
                DataQualityLog.TABLE,
                DataQualityLog.CONSTRAINT,
                DataQualityLog.INGEST_SEQ,
                DataQualityLog.PASSED,
                DataQualityLog.METRIC))
        .contains("row_count|4|true|10.0", "row_count|5|false|1.0", "usable|5|true|1.0");
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
