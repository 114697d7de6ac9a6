package mrs.jobs.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import mrs.contracts.ContextualEvents;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.ingest.read.Unusable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An optional number or truth value that cannot be read costs that value and not the sale. */
final class OptionalValuesTest {
  private static final String HEADER = "store_id,sku,sales_date,units,received_at";
  private static final String SALE = "S1,P1,2024-06-25,3.5,2024-06-25T23:30:00Z";
  private static final String JSON_SALE =
      "{\"store_id\":\"S1\",\"sku\":\"P1\",\"sales_date\":\"2024-06-25\",\"units\":3.5,"
          + "\"received_at\":\"2024-06-25T23:30:00Z\"";
  private static final String VALUES = "S1,P1,19899,3.5,1719358200000000,";

  /** The columns net_sales, on_promotion and discount of a sale that is kept. */
  private static ParsedFile csv(String netSales, String onPromotion, String discount) {
    return ParsedFile.of(
        UnifiedSalesData.TABLE,
        "a.csv",
        ParsedFile.lines(
            HEADER + ",net_sales,on_promotion,discount",
            String.join(",", SALE, netSales, onPromotion, discount)));
  }

  private static ParsedFile json(String column, String value) {
    return ParsedFile.of(
        UnifiedSalesData.TABLE,
        "a.jsonl",
        ParsedFile.lines(JSON_SALE + ",\"" + column + "\":" + value + "}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NA", "na", "N/A", "n/a", "#N/A", "<NA>", "NULL", "null", "nil", "None", "NaN", "\\N", "-"
      })
  void wordForNoValueIsNoValueInEveryOptionalNumberAndTruthValue(String word) {
    ParsedFile file = csv(word, word, " " + word);

    assertThat(file.faults()).isEmpty();
    assertThat(file.values()).containsExactly("2 " + VALUES + ",,,,");
    String quoted = Unusable.quoted(word);
    assertThat(file.remarks())
        .containsExactly(
            "discount null_word 1 " + Unusable.quoted(" " + word),
            "net_sales null_word 1 " + quoted,
            "on_promotion null_word 1 " + quoted);
  }

  @Test
  void unreadableValueIsLeftOutAndCountedByColumn() {
    ParsedFile file =
        ParsedFile.of(
            UnifiedSalesData.TABLE,
            "a.csv",
            ParsedFile.lines(
                HEADER + ",net_sales,on_promotion,discount",
                SALE + ",\"1,5\",maybe,x%",
                SALE + ",1e999,2,5%%",
                SALE + ",1e-400,,",
                SALE + ",10%,Y,NA"));

    assertThat(file.values())
        .containsExactly(
            "2 " + VALUES + ",,,,",
            "3 " + VALUES + ",,,,",
            "4 " + VALUES + ",,,,",
            "5 " + VALUES + ",true,,,");
    assertThat(file.remarks())
        .containsExactly(
            "discount null_word 1 'NA'",
            "discount unreadable_value 2 'x%'",
            "net_sales unreadable_value 4 '1,5'",
            "on_promotion unreadable_value 2 'maybe'");
  }

  @ParameterizedTest
  @CsvSource({
    "Y, true",
    "y, true",
    "yes, true",
    "T, true",
    "1, true",
    "N, false",
    "No, false",
    "f, false",
    "0, false"
  })
  void yesAndNoAreTruthValues(String word, String value) {
    assertThat(csv("", word, "").values()).containsExactly("2 " + VALUES + "," + value + ",,,");
    assertThat(json("on_promotion", "\"" + word + "\"").values())
        .containsExactly("1 " + VALUES + "," + value + ",,,");
  }

  @ParameterizedTest
  @CsvSource({"10%, 0.1", "12.5 %, 0.125", "7%, 0.07", "0%, 0.0", "0.1, 0.1"})
  void discountInPercentIsAShare(String text, String value) {
    assertThat(csv("", "", text).values()).containsExactly("2 " + VALUES + ",," + value + ",,");
    assertThat(json("discount", "\"" + text + "\"").values())
        .containsExactly("1 " + VALUES + ",," + value + ",,");
  }

  @ParameterizedTest
  @CsvSource({
    "discount, NaN, null_word", "discount, -Infinity, unreadable_value",
    "net_sales, '\"NULL\"', null_word", "net_sales, '{\"a\":1}', unreadable_value",
    "on_promotion, '[true]', unreadable_value", "on_promotion, 7, unreadable_value"
  })
  void jsonValueOfAnotherKindIsLeftOut(String column, String value, String reason) {
    ParsedFile file = json(column, value);

    assertThat(file.values()).containsExactly("1 " + VALUES + ",,,,");
    assertThat(file.remarks()).hasSize(1).first().asString().startsWith(column + " " + reason);
  }

  @Test
  void numberThatStandsInAJsonStringIsReadWhereItIsOptional() {
    assertThat(json("net_sales", "\"9.5\"").values()).containsExactly("1 " + VALUES + "9.5,,,,");
  }

  @Test
  void requiredNumberThatIsAWordIsADeadLetterThatSaysSo() {
    ParsedFile file =
        ParsedFile.of(
            UnifiedSalesData.TABLE,
            "a.csv",
            ParsedFile.lines(HEADER, SALE.replace("3.5", "NA"), SALE.replace("3.5", "10%")));

    assertThat(file.faults()).containsExactly("2 BAD_TYPE", "3 BAD_TYPE");
    assertThat(file.texts())
        .containsExactly(
            "units is 'NA', a word for no value, and is required; send a number, 0 if nothing was"
                + " sold",
            "units is text, '10%'; send a number such as 12 or -0.5");
  }

  @Test
  void wordIsATextInTextsAndNoDayInDays() {
    ParsedFile file =
        ParsedFile.of(
            ContextualEvents.TABLE,
            "c.csv",
            ParsedFile.lines(
                "event_id,kind,region,store_id,sku,starts_on,ends_on,magnitude,received_at",
                "E1,holiday,NA,NULL,n/a,2024-06-25,2024-06-25,NA,2024-06-25T23:30:00Z",
                "E2,holiday,,,,2024-06-25,NA,,2024-06-25T23:30:00Z"));

    assertThat(file.values())
        .containsExactly("2 ,E1,holiday,NA,NULL,n/a,19899,19899,,1719358200000000");
    assertThat(file.faults()).containsExactly("3 BAD_TIME");
    assertThat(file.remarks()).containsExactly("magnitude null_word 1 'NA'");
  }

  @Test
  void whatIsNotedOfADeadLetterDoesNotCount() {
    ParsedFile file =
        ParsedFile.of(
            UnifiedSalesData.TABLE,
            "a.csv",
            ParsedFile.lines("net_sales," + HEADER, "NA," + SALE.replace("Z", "x"), "NA," + SALE));

    assertThat(file.remarks()).containsExactly("net_sales null_word 1 'NA'");
  }
}
