package mrs.jobs.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.SparkTest;
import mrs.jobs.messages.Problem;
import mrs.jobs.questions.Questions;
import mrs.jobs.sql.TinyWarehouse;
import mrs.jobs.sql.TrustedReports;
import mrs.jobs.warehouse.Warehouse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeadLettersTest extends SparkTest {
  private static final String HASH = TinyWarehouse.SOURCE.substring(0, 12);
  private static DeadLetters letters;

  @BeforeAll
  static void open() {
    Warehouse warehouse = TinyWarehouse.shared(spark);
    letters =
        new DeadLetters(Questions.now(warehouse.root(), TrustedReports.POLICY, Clock.systemUTC()));
  }

  @Test
  void countsByTableCodeAndFile() {
    assertThat(letters.counts(Optional.empty(), 10))
        .containsExactly(
            counted("unified_sales_data", "BAD_TYPE", 2, HASH + ":7"),
            counted("contextual_events", "BLANK_LINE", 1, HASH + ":3"),
            counted("unified_sales_data", "BAD_TIME", 1, HASH + ":9"));
    assertThat(letters.counts(Optional.of("contextual_events"), 10)).hasSize(1);
    assertThat(letters.counts(Optional.of("contextual_events_errors"), 10)).hasSize(1);
    assertThat(letters.counts(Optional.of("stores"), 10)).isEmpty();
    assertThat(letters.counts(Optional.empty(), 1)).hasSize(1);
  }

  @Test
  void showsTheLettersOfALineOrOneOfThem() {
    assertThat(letters.of(HASH + ":9"))
        .extracting(l -> l.get("code"))
        .containsExactly("BAD_TIME", "BAD_TYPE");
    List<Map<String, Object>> one = letters.of(HASH + ":9:BAD_TYPE");
    assertThat(one).hasSize(1);
    assertThat(one.get(0))
        .containsEntry("table", "unified_sales_data")
        .containsEntry("text", "units 'few' is no number")
        .containsEntry("source_line", 9L);
    assertThat((byte[]) one.get(0).get("payload"))
        .isEqualTo("S1,A7,2024-06-10,few".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void refusesWhatMeansNothing() {
    refused(() -> letters.of("nothing"), "'nothing' is no dead letter's id");
    refused(() -> letters.of(HASH + ":8"), "there is no dead letter");
    refused(() -> letters.of(HASH + ":9:OTHER"), "there is no dead letter");
    refused(
        () -> letters.counts(Optional.of("minority_reports"), 1),
        "the table 'minority_reports' has no dead letters; name one of unified_sales_data");
  }

  private static Map<String, Object> counted(String table, String code, long count, String id) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("table", table);
    row.put("code", code);
    row.put("source_file", "sales/2024-06-10.csv");
    row.put("count", count);
    row.put("newest", Instant.parse("2024-06-12T01:00:00Z"));
    row.put("first_id", id);
    return row;
  }

  private static void refused(Runnable ask, String part) {
    assertThatThrownBy(ask::run)
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.REFUSED))
        .hasMessageContaining(part);
  }
}
