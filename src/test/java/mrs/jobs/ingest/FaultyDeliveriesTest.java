package mrs.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.stream.IntStream;
import mrs.contracts.DataQualityLog;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.Errors;
import mrs.contracts.LogColumns;
import mrs.contracts.SchemaDriftLog;
import mrs.contracts.StageRunsLog;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.ingest.parse.ParsedFile;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

/** What is wrong with a delivery is kept or told of: bad records, other columns, too few rows. */
final class FaultyDeliveriesTest extends IngestFixture {
  private static final String RUN = "ingest-20240626T020000.000Z";

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
}
