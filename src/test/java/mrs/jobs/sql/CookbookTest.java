package mrs.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The questions of the README are answered as they stand there. */
class CookbookTest extends AskedWarehouse {
  private static final Pattern BETWEEN = Pattern.compile("\n\n");

  static List<String> questions() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String chapter = readme.substring(readme.indexOf("## Questions analysts ask"));
    String code = chapter.substring(chapter.indexOf("```sql\n") + "```sql\n".length());
    return Stream.of(BETWEEN.split(code.substring(0, code.indexOf("\n```")))).toList();
  }

  @Test
  void thereAreSome() throws IOException {
    assertThat(questions()).hasSizeGreaterThan(8).allMatch(q -> q.startsWith("-- "));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void eachIsAnswered(String question) {
    assertThat(now(question)).isNotNull();
    assertThat(asOf("n2", question)).isNotNull();
  }

  @Test
  void theFeastsThatStandAreAnswered() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String query = readme.substring(readme.indexOf("SELECT region, day, feast_name"));
    assertThat(now(query.substring(0, query.indexOf("```")))).isEmpty();
  }

  @Test
  void whatHasRowsInTheTinyWarehouseShowsThem() {
    assertThat(now(starting("-- What should I look at first?")))
        .extracting(row -> row.get("report_group_id"))
        .containsExactly("event-rise");
    assertThat(now(starting("-- What did the retailer correct?")))
        .extracting(row -> row.get("report_group_id"))
        .containsExactly("event-fault");
    assertThat(now(starting("-- What is degraded")))
        .extracting(row -> row.get("degraded_reasons"))
        .containsExactly(List.of("MRCL_down", "MRPAL_down"));
  }

  private static String starting(String comment) {
    try {
      return questions().stream().filter(q -> q.startsWith(comment)).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
