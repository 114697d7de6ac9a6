package mrs.jobs.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import mrs.contracts.ContextualEvents;
import mrs.contracts.ErrorCode;
import mrs.contracts.Products;
import mrs.contracts.Stores;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.ingest.parse.Parsed;
import mrs.jobs.ingest.parse.ParsedFile;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

/** What a CSV delivery gives, line by line. Day 19899 is 2024-06-25. */
final class CsvTest {
  private static final String HEADER = "store_id,sku,sales_date,units,received_at";
  private static final String SENT = "2024-06-25T23:30:00Z";
  private static final String GOOD = "S1,P1,2024-06-25,3.5," + SENT;
  private static final String GOOD_VALUES = "S1,P1,19899,3.5,1719358200000000,,,,,";

  private static ParsedFile sales(String... lines) {
    return ParsedFile.of(UnifiedSalesData.TABLE, "a.csv", ParsedFile.lines(lines));
  }

  @Test
  void readsEveryColumnOfTheContractWhateverTheirOrder() {
    ParsedFile file =
        sales(
            "line_id,units,sku,received_at,store_id,sales_date,discount,on_promotion,net_sales,retailer",
            "L1,-2,P 1,2024-06-25T23:30:00Z,S1,2024-06-25,0.25,1,9.99,R",
            ",1e2,P1,2024-06-25 23:30:00.25,S1,2024-06-25,,FALSE,,");

    assertThat(file.values())
        .containsExactly(
            "2 S1,P 1,19899,-2.0,1719358200000000,9.99,true,0.25,R,L1",
            "3 S1,P1,19899,100.0,1719358200250000,,false,,,");
    assertThat(file.summary().records()).isEqualTo(2);
    assertThat(file.summary().columns())
        .containsExactly(
            "line_id",
            "units",
            "sku",
            "received_at",
            "store_id",
            "sales_date",
            "discount",
            "on_promotion",
            "net_sales",
            "retailer");
    assertThat(file.remarks())
        .containsExactly("received_at no_time_zone 1 '2024-06-25 23:30:00.25'");
    assertThat(file.summary().newest()).isEqualTo(1719358200250000L);
    assertThat(file.summary().keepOriginal()).isFalse();
  }

  @Test
  void givesEachHostileLineItsCodeAndGoesOn() {
    ParsedFile file =
        sales(
            HEADER,
            GOOD,
            "",
            "  \t ",
            "S1,P1,2024-06-25,3.5",
            GOOD + ",more",
            "S1,\"P1,2024-06-25,3.5," + SENT,
            "S1,\"P\"1,2024-06-25,3.5," + SENT,
            "S1,P\"1,2024-06-25,3.5," + SENT,
            ",P1,2024-06-25,3.5," + SENT,
            "S1,P1,2024-06-25,NaN," + SENT,
            "S1,P1,2024-06-25,-Infinity," + SENT,
            "S1,P1,2024-06-25,1e999," + SENT,
            "S1,P1,2024-06-25,0x10," + SENT,
            "S1,P1,2024-06-25,\"1,5\"," + SENT,
            "S1,P1,2024-06-25,1d," + SENT,
            "S1,P1,2024-06-31,1," + SENT,
            "S1,P1,25.06.2024,1," + SENT,
            "S1,P1,1899-12-31,1," + SENT,
            "S1,P1,2024-06-29,1," + SENT,
            "S1,P1,2024-06-25,1,yesterday",
            "S1,P1,2024-06-25,1,1999-12-31T23:59:59Z",
            "S1,P1,2024-06-25,1,2024-06-27T02:00:01Z",
            "S1 ,P1,2024-06-25,1," + SENT,
            "S1,P\u0007,2024-06-25,1," + SENT,
            "S1," + "P".repeat(257) + ",2024-06-25,1," + SENT,
            ",,,,",
            GOOD);

    assertThat(file.faults())
        .containsExactly(
            "3 BLANK_LINE",
            "4 BLANK_LINE",
            "5 FIELD_COUNT",
            "6 FIELD_COUNT",
            "7 BAD_QUOTING",
            "8 BAD_QUOTING",
            "9 BAD_QUOTING",
            "10 MISSING_VALUE",
            "11 NOT_FINITE",
            "12 NOT_FINITE",
            "13 NOT_FINITE",
            "14 BAD_TYPE",
            "15 BAD_TYPE",
            "16 BAD_TYPE",
            "17 BAD_TIME",
            "18 BAD_TIME",
            "19 OUT_OF_RANGE",
            "20 OUT_OF_RANGE",
            "21 BAD_TIME",
            "22 TIME_OUT_OF_RANGE",
            "23 TIME_OUT_OF_RANGE",
            "24 BAD_IDENTIFIER",
            "25 BAD_IDENTIFIER",
            "26 BAD_IDENTIFIER",
            "27 MISSING_VALUE");
    assertThat(file.values()).containsExactly("2 " + GOOD_VALUES, "28 " + GOOD_VALUES);
    assertThat(file.summary().records()).isEqualTo(27);
    assertThat(file.summary().deadLetters()).isEqualTo(25);
  }

  @Test
  void acceptsWhatLiesAtTheEdgeOfItsRange() {
    ParsedFile file =
        sales(
            HEADER,
            "S1,P1,1990-01-01,0,2000-01-01T00:00:00Z",
            "S1," + "P".repeat(256) + ",2024-06-28,-0.0,2024-06-27T02:00:00Z");

    assertThat(file.faults()).isEmpty();
    assertThat(file.rows().get(1).values()[3]).isEqualTo(0.0);
  }

  @Test
  void deadLetterKeepsTheBytesAndSaysFieldValueAndRemedy() {
    String bad = "S1,P1,2024-06-25,\"1,5\"," + SENT;

    Parsed.Dead letter = sales(HEADER, bad).dead().get(0);

    assertThat(letter.payload()).isEqualTo(bad.getBytes(StandardCharsets.UTF_8));
    assertThat(letter.length()).isEqualTo(bad.length());
    assertThat(letter.sha256()).isEqualTo(DigestUtils.sha256Hex(bad));
    assertThat(letter.text()).isEqualTo("units is text, '1,5'; send a number such as 12 or -0.5");
  }

  @Test
  void namesTheRequiredColumnThatHasNoValue() {
    Parsed.Dead letter = sales(HEADER, "S1,P1,2024-06-25,," + SENT).dead().get(0);

    assertThat(letter.code()).isEqualTo(ErrorCode.MISSING_VALUE);
    assertThat(letter.missingColumn()).isEqualTo("units");
  }

  @Test
  void toleratesByteOrderMarkCrlfAndAMissingLastLineEnd() {
    byte[] content =
        ("\uFEFF" + HEADER + "\r\n" + GOOD + "\r\n\r\n" + GOOD).getBytes(StandardCharsets.UTF_8);

    ParsedFile file = ParsedFile.of(UnifiedSalesData.TABLE, "a.csv", content);

    assertThat(file.values()).containsExactly("2 " + GOOD_VALUES, "4 " + GOOD_VALUES);
    assertThat(file.faults()).containsExactly("3 BLANK_LINE");
  }

  @Test
  void readsQuotedCommasQuotesAndLineEnds() {
    ParsedFile file =
        sales(
            HEADER + ",note",
            "\"S,1\",\"P\"\"1\",2024-06-25,\"3.5\"," + SENT + ",\"two\r",
            "lines, \"\"quoted\"\"\"",
            GOOD + ",");

    assertThat(file.faults()).isEmpty();
    assertThat(file.values())
        .containsExactly("2 S,1,P\"1,19899,3.5,1719358200000000,,,,,", "4 " + GOOD_VALUES);
    assertThat(file.summary().records()).isEqualTo(2);
  }

  @Test
  void deadLetterOfARecordOverSeveralLinesKeepsAllOfThem() {
    Parsed.Dead letter =
        sales(HEADER + ",note", "S1,P1,2024-06-25,x," + SENT + ",\"a", "b\"").dead().get(0);

    assertThat(letter.line()).isEqualTo(2);
    assertThat(letter.payload())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("S1,P1,2024-06-25,x," + SENT + ",\"a\nb\"");
  }

  @Test
  void quoteThatNeverClosesCostsOneRecord() {
    String open = "S1,\"P1,2024-06-25,3.5," + SENT;
    String[] lines = new String[200];
    Arrays.fill(lines, GOOD);
    lines[0] = HEADER;
    lines[10] = open;
    lines[11] = open;
    lines[50] = "S1,\"P1\",2024-06-25,3.5," + SENT;

    ParsedFile file = sales(lines);

    assertThat(file.faults()).containsExactly("11 BAD_QUOTING", "12 BAD_QUOTING");
    assertThat(file.rows()).hasSize(197);
  }

  @Test
  void latin1LineIsADeadLetterAndUtf8IsNot() {
    String name = "Café";
    byte[] utf8 = ParsedFile.lines(HEADER, GOOD.replace("S1", name));
    byte[] latin1 = (GOOD.replace("S1", name) + "\n" + GOOD).getBytes(StandardCharsets.ISO_8859_1);
    byte[] both = Arrays.copyOf(utf8, utf8.length + latin1.length);
    System.arraycopy(latin1, 0, both, utf8.length, latin1.length);

    ParsedFile file = ParsedFile.of(UnifiedSalesData.TABLE, "a.csv", both);

    assertThat(file.faults()).containsExactly("3 BAD_ENCODING");
    assertThat(file.dead().get(0).text())
        .isEqualTo("byte 4 of the record (0xe9) is no UTF-8; send UTF-8");
    assertThat(file.values())
        .containsExactly("2 " + GOOD_VALUES.replace("S1", name), "4 " + GOOD_VALUES);
  }

  @Test
  void emptyOptionalTextIsNullAndCategoriesAreTrimmed() {
    ParsedFile file =
        ParsedFile.of(
            Products.TABLE,
            "products.csv",
            ParsedFile.lines("sku,category_1,category_2,category_3", "P1, Dairy ,,  "));

    assertThat(file.values()).containsExactly("2 P1,Dairy,,");
  }

  @Test
  void snapshotSaysOneThingOfEachThing() {
    ParsedFile file =
        ParsedFile.of(
            Stores.TABLE,
            "stores.csv",
            ParsedFile.lines("store_id,region,store_group", "S1,N,G", "S1,N,G", "S1,S,G", "S2,S,"));

    assertThat(file.values()).containsExactly("2 S1,N,G", "3 S1,N,G", "5 S2,S,");
    assertThat(file.faults()).containsExactly("4 DUPLICATE_KEY");
  }

  @Test
  void eventThatEndsBeforeItStartsIsOutOfRange() {
    ParsedFile file =
        ParsedFile.of(
            ContextualEvents.TABLE,
            "context.csv",
            ParsedFile.lines(
                "event_id,kind,region,store_id,sku,starts_on,ends_on,magnitude,received_at",
                "E1,holiday,,,,2025-12-25,2025-12-24,," + SENT,
                "E2,holiday,,,,2025-12-25,2025-12-25,," + SENT));

    assertThat(file.faults()).containsExactly("2 OUT_OF_RANGE");
    assertThat(file.values()).isEqualTo(List.of("3 ,E2,holiday,,,,20447,20447,,1719358200000000"));
  }

  @Test
  void unknownColumnsAreSeenAndIgnored() {
    ParsedFile file = sales(HEADER + ",till,,SKU", GOOD + ",7,x,P9");

    assertThat(file.values()).containsExactly("2 " + GOOD_VALUES);
    assertThat(file.summary().columns())
        .containsExactly(
            "store_id", "sku", "sales_date", "units", "received_at", "till", "(column 7)", "SKU");
  }
}
