package mrs.jobs.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import mrs.contracts.Products;
import mrs.contracts.UnifiedSalesData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two identifiers that look the same are the same. */
final class IdentifiersTest {
  private static final String HEADER = "store_id,sku,sales_date,units,received_at";

  private static ParsedFile csv(String sku) {
    return ParsedFile.of(
        UnifiedSalesData.TABLE,
        "a.csv",
        ParsedFile.lines(HEADER, "S1," + sku + ",2024-06-25,1,2024-06-25T23:30:00Z"));
  }

  private static ParsedFile json(String sku) {
    String line =
        "{\"store_id\":\"S1\",\"sku\":\"%s\",\"sales_date\":\"2024-06-25\",\"units\":1,"
            + "\"received_at\":\"2024-06-25T23:30:00Z\"}";
    return ParsedFile.of(UnifiedSalesData.TABLE, "a.jsonl", ParsedFile.lines(line.formatted(sku)));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00AD, 0x034F, 0x061C, 0x115F, 0x180E, 0x200B, 0x200D, 0x200E, 0x2028, 0x202E, 0x2060,
        0x3164, 0xFE0F, 0xFEFF, 0xE0041
      })
  void invisibleCharacterAnywhereIsADeadLetterThatShowsIt(int invisible) {
    String c = Character.toString(invisible);
    String escape = String.format(invisible > 0xFFFF ? "\\U%08x" : "\\u%04x", invisible);
    for (String sku : new String[] {"P" + c + "7", "P7" + c, c + "P7"}) {
      for (ParsedFile file : new ParsedFile[] {csv(sku), json(sku)}) {
        assertThat(file.faults()).hasSize(1).first().asString().endsWith(" BAD_IDENTIFIER");
        assertThat(file.texts().get(0))
            .isEqualTo(
                "sku '" + sku.replace(c, escape) + "' has an invisible character; remove it");
      }
    }
  }

  @Test
  void blankAtAnEndIsShownAsAnEscape() {
    assertThat(csv("P7\u00A0").texts())
        .containsExactly("sku 'P7\\u00a0' starts or ends with a blank; remove it");
    assertThat(csv("P7\u3000").texts())
        .containsExactly("sku 'P7\\u3000' starts or ends with a blank; remove it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Café", "商品", "P 7", "P-7/a", "मूल्य", "\uD83D\uDE00", "5E12", "1E5", "E+12"})
  void letterOfAnyScriptIsRead(String sku) {
    assertThat(csv(sku).faults()).isEmpty();
    assertThat(csv(sku).rows().get(0).values()[1]).isEqualTo(sku);
    assertThat(csv(sku).remarks()).isEmpty();
    assertThat(json(sku).faults()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"4.00638E+12", "5.01235e12", "5E+12", "-1.2E-3", "\"4,00638E+12\""})
  void scientificNotationIsKeptAndNoted(String sku) {
    String value = sku.replace("\"", "");

    assertThat(csv(sku).rows().get(0).values()[1]).isEqualTo(value);
    assertThat(csv(sku).remarks()).containsExactly("sku scientific_notation 1 '" + value + "'");
    assertThat(json(value).remarks()).containsExactly("sku scientific_notation 1 '" + value + "'");
  }

  @Test
  void freeTextMayHoldWhatItLikes() {
    ParsedFile file =
        ParsedFile.of(
            Products.TABLE,
            "p.csv",
            ParsedFile.lines("sku,category_1,category_2,category_3", "P1,Da\u00ADiry,1.5E+3,"));

    assertThat(file.values()).containsExactly("2 P1,Da\u00ADiry,1.5E+3,");
    assertThat(file.remarks()).isEmpty();
  }
}
