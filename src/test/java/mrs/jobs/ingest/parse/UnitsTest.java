package mrs.jobs.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import mrs.contracts.UnifiedSalesData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No number is silently another one. */
final class UnitsTest {
  private static ParsedFile csv(String units) {
    return ParsedFile.of(
        UnifiedSalesData.TABLE,
        "a.csv",
        ParsedFile.lines(
            "store_id,sku,sales_date,units,received_at",
            "S1,P1,2024-06-25," + units + ",2024-06-25T23:30:00Z"));
  }

  private static ParsedFile json(String units) {
    return ParsedFile.of(
        UnifiedSalesData.TABLE,
        "a.jsonl",
        ParsedFile.lines(
            "{\"store_id\":\"S1\",\"sku\":\"P1\",\"sales_date\":\"2024-06-25\",\"units\":"
                + units
                + ",\"received_at\":\"2024-06-25T23:30:00Z\"}"));
  }

  @ParameterizedTest
  @CsvSource({
    "1e-400, OUT_OF_RANGE", "-1e-400, OUT_OF_RANGE", "4e-324, OUT_OF_RANGE",
    "1e400, NOT_FINITE", "-1e400, NOT_FINITE", "1e-99999999999, OUT_OF_RANGE",
    "1000000000000001, OUT_OF_RANGE", "-1.1e15, OUT_OF_RANGE", "99999999999999999999, OUT_OF_RANGE"
  })
  void whatCannotBeHeldIsADeadLetterThatShowsIt(String units, String code) {
    for (ParsedFile file : new ParsedFile[] {csv(units), json(units)}) {
      assertThat(file.faults()).hasSize(1).first().asString().endsWith(" " + code);
      assertThat(file.texts().get(0)).startsWith("units is '" + units + "'; ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "0e-400",
        "0e99999999999",
        "-0.0",
        "0.123456",
        "1e15",
        "-1e15",
        "1.5e3",
        "1000000000.123456",
        "0.30000000000000004",
        "100.10000000000001",
        "1.000000000000",
        "1e-6"
      })
  void whatAddsUpAsItIsWrittenIsNotCounted(String units) {
    for (ParsedFile file : new ParsedFile[] {csv(units), json(units)}) {
      assertThat(file.faults()).isEmpty();
      assertThat(file.rows().get(0).values()[3]).isEqualTo(Double.parseDouble(units) + 0.0);
      assertThat(file.remarks()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.1234567",
        "1e-7",
        "1e-300",
        "3.3000002",
        "123456789.1234567",
        "999999999999999.123456"
      })
  void whatHasToBeRoundedToSixPlacesIsKeptAndCounted(String units) {
    for (ParsedFile file : new ParsedFile[] {csv(units), json(units)}) {
      assertThat(file.rows().get(0).values()[3]).isEqualTo(Double.parseDouble(units));
      assertThat(file.remarks()).containsExactly("units rounded 1 '" + units + "'");
    }
  }

  @org.junit.jupiter.api.Test
  void numberOfAThousandDigitsIsRefusedAndCostsNoTime() {
    assertThat(csv("1".repeat(1_000_000)).faults()).hasSize(1);
    assertThat(csv("0." + "3".repeat(900)).remarks()).hasSize(1);
  }
}
