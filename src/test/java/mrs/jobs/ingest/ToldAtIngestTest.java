package mrs.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mrs.contracts.DeliveriesLog;
import mrs.contracts.Errors;
import mrs.contracts.SchemaDriftLog;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.ingest.parse.ParsedFile;
import org.junit.jupiter.api.Test;

/**
 * Whatever of a delivery is not used as it came is told at ingest, by the reasons of its report.
 */
final class ToldAtIngestTest extends IngestFixture {
  private static final String SENT = "2024-06-25T03:00:00Z";

  private static MrsConfig with(String key, String value) {
    return ConfigFile.read(Path.of("conf/mrs.yaml"), Map.of(key, value));
  }

  private List<String> suspects() {
    return stored(DeliveriesLog.TABLE, DeliveriesLog.SOURCE_FILE, DeliveriesLog.SUSPECT).stream()
        .filter(d -> d.endsWith("|true"))
        .map(d -> d.replace("|true", ""))
        .toList();
  }

  @Test
  void exportFromASheetIsSuspectAndWhatItCostIsNamed() {
    put(
        "sales/all.csv",
        SALES,
        "S1,4.00638E+12,2024-06-24,4," + SENT,
        "S1,4.00638E+12,2024-06-24,31," + SENT,
        "S1,P9,2024-06-24,5,2024-06-25T03:00Z",
        "S1,P7\u200b,2024-06-24,2," + SENT);

    IngestReport report = ingest();

    assertThat(report.degraded()).isTrue();
    assertThat(report.failed()).isFalse();
    assertThat(report.reasons())
        .containsExactly(
            "unified_sales_data: 1 dead letter (BAD_IDENTIFIER 1)",
            "suspect delivery sales/all.csv, usable: 0.75 of the records became rows; at least 0.99"
                + " is expected",
            "suspect delivery sales/all.csv, identifiers: scientific notation in sku in 2 records,"
                + " such as '4.00638E+12': a spreadsheet has cut digits off, so that several"
                + " SKUs may share one id; format the column as text there and export it again",
            "suspect delivery sales/all.csv, conflicts: 1 cell came with different values and the"
                + " same received_at, such as S1 4.00638E+12 2024-06-24 (units 4.0, 31.0); one row"
                + " stands, the others (1) do not count; send one, or a later received_at with what"
                + " is right");
    assertThat(suspects()).containsExactly("sales/all.csv");
    assertThat(stored(Errors.of(UnifiedSalesData.TABLE), Errors.TEXT))
        .containsExactly("sku 'P7\\u200b' has an invisible character; remove it");
    assertThat(
            stored(
                SchemaDriftLog.TABLE,
                SchemaDriftLog.COLUMN_NAME,
                SchemaDriftLog.DRIFT,
                SchemaDriftLog.RECORDS))
        .containsExactly("sku|scientific_notation|2");
  }

  @Test
  void conflictWithWhatIsStoredIsToldAndARestatementOrACopyIsNot() {
    put("sales/1.csv", SALES, "S1,P1,2024-06-24,4," + SENT, "S1,P2,2024-06-24,4," + SENT);
    ingest();
    put("sales/2.csv", SALES, "S1,P1,2024-06-24,5," + SENT);
    put("sales/3.csv", SALES, "S1,P2,2024-06-24,4," + SENT, "S1,P3,2024-06-24,1," + SENT);
    put("sales/4.csv", SALES, "S1,P2,2024-06-24,6,2024-06-25T04:00:00Z");

    IngestReport report = ingest();

    assertThat(report.reasons())
        .singleElement()
        .asString()
        .startsWith(
            "suspect delivery sales/2.csv, conflicts: 1 cell came with different values and the same"
                + " received_at, such as S1 P1 2024-06-24 (units 4.0, 5.0); ");
    assertThat(suspects()).containsExactly("sales/2.csv");
  }

  @Test
  void conflictBetweenDeliveriesOfOneIngestMakesBothSuspect() {
    put("sales/1.csv", SALES, "S1,P1,2024-06-24,4," + SENT);
    put("sales/2.csv", SALES + ",retailer", "S1,P1,2024-06-24,4," + SENT + ",R");

    ingest();

    assertThat(suspects()).containsExactly("sales/1.csv", "sales/2.csv");
  }

  @Test
  void twoVersionsOfAnInvoiceLineAreAConflictAndTwoLinesOfACellAreNone() {
    put(
        "sales/1.csv",
        SALES + ",line_id",
        "S1,P1,2024-06-24,2," + SENT + ",A-1",
        "S1,P1,2024-06-24,1," + SENT + ",A-2",
        "S1,P1,2024-06-24,6," + SENT + ",A-1");

    IngestReport report = ingest(warehouse(), with("feeds.sales.grain", "line"));

    assertThat(report.reasons())
        .singleElement()
        .asString()
        .startsWith(
            "suspect delivery sales/1.csv, conflicts: 1 invoice line came with different values and"
                + " the same received_at, such as S1 P1 A-1 (units 2.0, 6.0); ");
  }

  @Test
  void oneWildCellAmongManyIsEnoughAndIsNamed() {
    List<String> lines = new ArrayList<>(List.of(SALES));
    IntStream.range(0, 3000).forEach(i -> lines.add(sale("S1", "P" + i, "2024-06-24", i)));
    lines.add(sale("S7", "P1", "2024-06-24", 4e12));
    put("sales/1.csv", lines.toArray(String[]::new));

    IngestReport report = ingest();

    assertThat(report.reasons())
        .singleElement()
        .asString()
        .startsWith("suspect delivery sales/1.csv, units_range: 0.9996")
        .contains("units within ±1000000.0; at least 1.0 is expected")
        .endsWith("; beyond it: S7 P1 on 2024-06-24 4.0E12 (line 3002)");
    assertThat(suspects()).containsExactly("sales/1.csv");
  }

  @Test
  void deliveryWithoutARecordIsToldEachTimeItComes() throws IOException {
    Path empty = put("sales/1.csv", SALES);
    set(empty, "2024-06-25T02:00:00Z");
    String told = ", records: it has no record; if there was something to send, send it again";

    assertThat(ingest().reasons()).containsExactly("suspect delivery sales/1.csv" + told);
    assertThat(ingest().ingests()).isEmpty();

    set(put("sales/2.csv", SALES), "2024-06-25T02:00:00Z");
    IngestReport again = ingest();
    assertThat(again.reasons()).containsExactly("suspect delivery sales/2.csv" + told);
    assertThat(again.degraded()).isTrue();
    assertThat(ingest().ingests()).isEmpty();

    set(empty, "2024-06-26T03:00:00Z");
    assertThat(ingest(warehouse(), "2024-06-27T02:00:00Z").reasons())
        .containsExactly("suspect delivery sales/1.csv" + told);
    assertThat(ingest(warehouse(), "2024-06-27T02:00:00Z").ingests()).isEmpty();
    assertThat(suspects()).containsExactly("sales/1.csv", "sales/1.csv", "sales/2.csv");
  }

  @Test
  void fileWithoutAByteIsToldEachTimeItComes() throws IOException {
    set(put("sales/1.csv", new byte[0]), "2024-06-25T02:00:00Z");
    set(put("reference/stores.jsonl", new byte[0]), "2024-06-25T02:00:00Z");

    assertThat(ingest().reasons())
        .containsExactly(
            "unified_sales_data: 1 dead letter (MISSING_HEADER 1)",
            "suspect delivery sales/1.csv, usable: 0.0 of the records became rows; at least 0.99 is"
                + " expected",
            "suspect delivery reference/stores.jsonl, records: it has no record; if there was"
                + " something to send, send it again");

    set(put("sales/2.csv.gz", ParsedFile.gzip(new byte[0])), "2024-06-25T02:00:00Z");
    IngestReport again = ingest();
    assertThat(again.failed()).isFalse();
    assertThat(again.reasons())
        .containsExactly(
            "unified_sales_data: 1 dead letter (MISSING_HEADER 1)",
            "suspect delivery sales/2.csv.gz, usable: 0.0 of the records became rows; at least 0.99"
                + " is expected");
    assertThat(ingest().ingests()).isEmpty();
  }

  private static void set(Path file, String modified) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(java.time.Instant.parse(modified)));
  }

  @Test
  void valuesThatAreLeftOutOrRoundedAreToldByColumnAndReason() {
    String sale = sale("S1", "P1", "2024-06-24", 3);
    String head = SALES + ",net_sales,on_promotion,discount";
    put("sales/1.csv", head, sale + ",NA,Y,10%", sale.replace("P1", "P2") + ",\\N,maybe,");
    put("sales/2.csv", head, sale.replace("P1", "P3").replace("3.0", "0.1234567") + ",NA,N,x");

    IngestReport report = ingest();

    assertThat(report.reasons())
        .containsExactly(
            "unified_sales_data: column discount cannot be read, such as 'x', in 1 record, kept"
                + " without the value, in 1 delivery",
            "unified_sales_data: column net_sales has a word for no value, such as 'NA', in 3"
                + " records, kept without the value, in 2 deliveries",
            "unified_sales_data: column on_promotion cannot be read, such as 'maybe', in 1 record,"
                + " kept without the value, in 1 delivery",
            "unified_sales_data: column units has more than six decimal places, such as"
                + " '0.1234567', in 1 record; units are added up as DECIMAL(38,6), rounded to six"
                + " in 1 delivery");
    assertThat(
            stored(
                UnifiedSalesData.TABLE,
                UnifiedSalesData.SKU,
                UnifiedSalesData.NET_SALES,
                UnifiedSalesData.ON_PROMOTION,
                UnifiedSalesData.DISCOUNT))
        .containsExactly("P1|null|true|0.1", "P2|null|null|null", "P3|null|false|null");
    assertThat(
            stored(
                SchemaDriftLog.TABLE,
                SchemaDriftLog.INGEST_SEQ,
                SchemaDriftLog.COLUMN_NAME,
                SchemaDriftLog.DRIFT,
                SchemaDriftLog.RECORDS))
        .containsExactly(
            "1|net_sales|null_word|2",
            "1|on_promotion|unreadable_value|1",
            "2|discount|unreadable_value|1",
            "2|net_sales|null_word|1",
            "2|units|rounded|1");
  }

  /** A night's sales: SKU p of store s sells on the days on which it is its turn. */
  private void putNight(int night, boolean zeros, int skus, int every) {
    List<String> lines = new ArrayList<>(List.of(SALES));
    LocalDate day = LocalDate.of(2024, 6, 1).plusDays(night);
    for (int s = 1; s <= 3; s++) {
      for (int p = 1; p <= skus; p++) {
        int units = (night + s + p) % every == 0 ? p : 0;
        if (units > 0 || zeros) {
          lines.add(sale("S" + s, "P" + p, day.toString(), units));
        }
      }
    }
    put("sales/" + day + ".csv", lines.toArray(String[]::new));
  }

  @Test
  void feedThatNeverSendsAZeroGetsAHintUntilItDoesOrIsSaidNotTo() {
    IntStream.rangeClosed(0, 6).forEach(n -> putNight(n, false, 30, 2));
    IngestReport never = ingest();
    assertThat(never.degraded()).isTrue();
    assertThat(never.reasons())
        .containsExactly(
            "unified_sales_data: no row of the 28 days up to 2024-06-07 has 0 units, and 225 of the"
                + " 540 days of SKUs are absent on which their store reported; if an absent row"
                + " means that nothing was sold, set feeds.sales.zeros: implied");

    putNight(7, false, 30, 2);
    assertThat(ingest(warehouse(), with("feeds.sales.zeros", "implied")).reasons()).isEmpty();

    putNight(8, true, 30, 2);
    assertThat(ingest().reasons()).as("there is a zero").isEmpty();
    putNight(9, false, 30, 2);
    assertThat(ingest().reasons()).as("there was one the night before").isEmpty();
  }

  @Test
  void feedOfFewRowsOrOfSkusThatSellEveryDayGetsNoHint() {
    IntStream.rangeClosed(0, 9).forEach(n -> putNight(n, false, 60, 1));
    assertThat(ingest().reasons()).isEmpty();
  }

  @Test
  void smallFeedGetsNoHint() {
    IntStream.rangeClosed(0, 8).forEach(n -> putNight(n, false, 3, 2));
    assertThat(ingest().reasons()).noneMatch(r -> r.contains("zeros"));
  }
}
