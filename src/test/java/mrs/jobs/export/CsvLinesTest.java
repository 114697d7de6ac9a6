package mrs.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CsvLinesTest {
  @Test
  void quotesWhatNeedsItAndTellsNullFromEmpty() {
    assertThat(line("plain", "a,b", "say \"x\"", "two\nlines", "\r", null, "", " edge "))
        .isEqualTo("plain,\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\"\r\",,\"\",\" edge \"\n");
  }

  @Test
  void writesTimesInUtcAndNumbersAsTheyAre() {
    assertThat(
            line(
                Instant.parse("2024-06-10T02:00:00.25Z"),
                LocalDate.parse("2024-06-10"),
                1.0,
                -0.1,
                9_007_199_254_740_993L,
                true))
        .isEqualTo("2024-06-10T02:00:00.250Z,2024-06-10,1.0,-0.1,9007199254740993,true\n");
  }

  @Test
  void writesNestedValuesAsJsonAndBytesAsBase64() {
    Map<String, Object> cause = new LinkedHashMap<>();
    cause.put("cause", "viral");
    cause.put("score", 0.5);
    assertThat(line(List.of("b", "a"), List.of(cause), "hi".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(
            "\"[\"\"b\"\",\"\"a\"\"]\",\"[{\"\"cause\"\":\"\"viral\"\",\"\"score\"\":0.5}]\",aGk=\n");
  }

  @Test
  void namesTheColumnsInTheHeader() {
    assertThat(new CsvLines().header(List.of("a", "b,c"))).isEqualTo("a,\"b,c\"\n");
  }

  private static String line(@Nullable Object... values) {
    return new CsvLines().line(List.of(), Arrays.asList(values));
  }
}
