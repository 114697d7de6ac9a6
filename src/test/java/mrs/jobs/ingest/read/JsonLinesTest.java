package mrs.jobs.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.ingest.parse.ParsedFile;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

/** What a JSON Lines delivery gives, line by line. */
final class JsonLinesTest {
  private static final String REST =
      "\"sku\":\"P1\",\"sales_date\":\"2024-06-25\",\"received_at\":\"2024-06-25T23:30:00Z\"";
  private static final String GOOD = "{\"store_id\":\"S1\",\"units\":3.5," + REST + "}";
  private static final String GOOD_VALUES = "S1,P1,19899,3.5,1719358200000000,,,,,";

  private static ParsedFile sales(List<String> lines) {
    byte[] content = ParsedFile.lines(lines.toArray(String[]::new));
    return ParsedFile.of(UnifiedSalesData.TABLE, "a.jsonl", content);
  }

  private static String withUnits(String units) {
    return "{\"store_id\":\"S1\",\"units\":" + units + "," + REST + "}";
  }

  private static String withStore(String store) {
    return "{\"store_id\":" + store + ",\"units\":1," + REST + "}";
  }

  @Test
  void readsTypedValuesNullsAndIdsWrittenAsWholeNumbers() {
    ParsedFile file =
        sales(
            List.of(
                GOOD.replace("}", ",\"on_promotion\":true,\"net_sales\":null,\"retailer\":\"\"}"),
                withStore("17"),
                "  " + GOOD + " \t",
                withUnits("1E2"),
                GOOD.replace("2024-06-25\"", "2024-06-25T00:00:00.000Z\"")));

    assertThat(file.faults()).isEmpty();
    assertThat(file.values())
        .containsExactly(
            "1 S1,P1,19899,3.5,1719358200000000,,true,,,",
            "2 17,P1,19899,1.0,1719358200000000,,,,,",
            "3 " + GOOD_VALUES,
            "4 S1,P1,19899,100.0,1719358200000000,,,,,",
            "5 " + GOOD_VALUES);
    assertThat(file.summary().columns())
        .containsExactly(
            "store_id",
            "units",
            "sku",
            "sales_date",
            "received_at",
            "on_promotion",
            "net_sales",
            "retailer");
  }

  @Test
  void givesEachHostileLineItsCodeAndGoesOn() {
    List<String[]> corpus =
        List.of(
            new String[] {"", "BLANK_LINE"},
            new String[] {"   ", "BLANK_LINE"},
            new String[] {GOOD + " trailing", "BAD_JSON"},
            new String[] {GOOD + GOOD, "BAD_JSON"},
            new String[] {GOOD + ",", "BAD_JSON"},
            new String[] {"[" + GOOD + "]", "BAD_JSON"},
            new String[] {"17", "BAD_JSON"},
            new String[] {"null", "BAD_JSON"},
            new String[] {GOOD.replace("}", ",\"units\":4}"), "DUPLICATE_KEY"},
            new String[] {GOOD.replace("}", ",\"x\":{\"a\":1,\"a\":2}}"), "DUPLICATE_KEY"},
            new String[] {withUnits("NaN"), "NOT_FINITE"},
            new String[] {withUnits("-Infinity"), "NOT_FINITE"},
            new String[] {withUnits("\"NaN\""), "NOT_FINITE"},
            new String[] {withUnits("1e999"), "NOT_FINITE"},
            new String[] {GOOD.replace("}", ",\"x\":[NaN]}"), "NOT_FINITE"},
            new String[] {withUnits("\"3.5\""), "BAD_TYPE"},
            new String[] {withUnits("true"), "BAD_TYPE"},
            new String[] {withUnits("01"), "BAD_JSON"},
            new String[] {withUnits("0x1"), "BAD_JSON"},
            new String[] {withUnits("null"), "MISSING_VALUE"},
            new String[] {withStore("{\"id\":\"S1\"}"), "BAD_TYPE"},
            new String[] {withStore("[\"S1\"]"), "BAD_TYPE"},
            new String[] {withStore("17.0"), "BAD_TYPE"},
            new String[] {withStore("true"), "BAD_TYPE"},
            new String[] {withStore("\"\\ud800\""), "BAD_ENCODING"},
            new String[] {withStore("\"S\\u0000\""), "BAD_IDENTIFIER"},
            new String[] {withStore("\" \""), "MISSING_VALUE"},
            new String[] {GOOD.replace('"', '\''), "BAD_JSON"},
            new String[] {GOOD.replace("store_id", "STORE_ID"), "MISSING_VALUE"},
            new String[] {GOOD.replace("\"store_id\"", "store_id"), "BAD_JSON"},
            new String[] {"{\"store_id\":\"S1\"", "BAD_JSON"},
            new String[] {"// comment", "BAD_JSON"},
            new String[] {"{}", "MISSING_VALUE"},
            new String[] {"{\"x\":" + "[".repeat(70) + "]".repeat(70) + "}", "BAD_JSON"},
            new String[] {GOOD.replace("2024-06-25\"", "2024-06-25T06:00:00Z\""), "BAD_TIME"},
            new String[] {GOOD.replace("\"2024-06-25T23:30:00Z\"", "1719358200"), "BAD_TYPE"});
    List<String> lines = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    for (String[] hostile : corpus) {
      lines.add(hostile[0]);
      faults.add(lines.size() + " " + hostile[1]);
      lines.add(GOOD);
      rows.add(lines.size() + " " + GOOD_VALUES);
    }

    ParsedFile file = sales(lines);

    assertThat(file.faults()).containsExactlyElementsOf(faults);
    assertThat(file.values()).containsExactlyElementsOf(rows);
    assertThat(file.summary().records()).isEqualTo(2L * corpus.size());
    for (int i = 0; i < corpus.size(); i++) {
      assertThat(file.dead().get(i).sha256()).isEqualTo(DigestUtils.sha256Hex(corpus.get(i)[0]));
    }
  }

  @Test
  void surrogatePairIsOneCharacterAndNoFault() {
    assertThat(sales(List.of(withStore("\"\\ud83d\\ude00\""))).values())
        .containsExactly("1 \uD83D\uDE00,P1,19899,1.0,1719358200000000,,,,,");
  }

  @Test
  void toleratesByteOrderMarkAndCrlf() {
    byte[] content = ("\uFEFF" + GOOD + "\r\n" + GOOD + "\r\n").getBytes(StandardCharsets.UTF_8);

    ParsedFile file = ParsedFile.of(UnifiedSalesData.TABLE, "a.ndjson", content);

    assertThat(file.values()).containsExactly("1 " + GOOD_VALUES, "2 " + GOOD_VALUES);
  }

  @Test
  void malformedUtf8IsADeadLetter() {
    byte[] content = ParsedFile.lines(GOOD.replace("S1", "S~"), GOOD);
    for (int i = 0; i < content.length; i++) {
      content[i] = content[i] == '~' ? (byte) 0xFF : content[i];
    }

    ParsedFile file = ParsedFile.of(UnifiedSalesData.TABLE, "a.json", content);

    assertThat(file.faults()).containsExactly("1 BAD_ENCODING");
    assertThat(file.values()).containsExactly("2 " + GOOD_VALUES);
  }

  @Test
  void fileWithoutALineHasNoRecord() {
    ParsedFile file = ParsedFile.of(UnifiedSalesData.TABLE, "a.jsonl", new byte[0]);

    assertThat(file.summary().records()).isZero();
    assertThat(file.faults()).isEmpty();
  }

  @Test
  void lastLineThatBreaksOffIsATruncatedFile() {
    byte[] content = (GOOD + "\n" + GOOD.substring(0, 40)).getBytes(StandardCharsets.UTF_8);

    ParsedFile file = ParsedFile.of(UnifiedSalesData.TABLE, "a.jsonl", content);

    assertThat(file.faults()).containsExactly("2 TRUNCATED_FILE");
    assertThat(file.values()).containsExactly("1 " + GOOD_VALUES);
    assertThat(file.summary().keepOriginal()).isTrue();
  }
}
