package mrs.jobs.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is well formed, univocity's parser, Spark's own, splits into the same fields. */
final class CsvSplitterProperties {
  private static final CsvParser UNIVOCITY = univocity();

  @Property(tries = 2000)
  void splitsAWellFormedRecordAsAnotherParserDoes(
      @ForAll("records") List<String> fields, @ForAll long quoting) throws Unusable {
    String record = written(fields, quoting);

    assertThat(CsvSplitter.split(record))
        .isEqualTo(fields)
        .isEqualTo(Arrays.asList(UNIVOCITY.parseLine(record)));
  }

  @Provide
  Arbitrary<List<String>> records() {
    return Arbitraries.strings()
        .withChars("ab \"\",,\t'\\;\r\n")
        .withChars('ä', '\u00a0', '\u2028')
        .ofMaxLength(6)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .filter(r -> r.size() > 1 || !r.get(0).isBlank());
  }

  /** The k-th field is quoted where it must be, and where the k-th bit says so. */
  private static String written(List<String> fields, long quoting) {
    return IntStream.range(0, fields.size())
        .mapToObj(k -> written(fields.get(k), (quoting >> k & 1) == 1))
        .collect(Collectors.joining(","));
  }

  private static String written(String field, boolean quoted) {
    boolean needed = field.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return quoted || needed ? '"' + field.replace("\"", "\"\"") + '"' : field;
  }

  private static CsvParser univocity() {
    CsvParserSettings settings = new CsvParserSettings();
    settings.trimValues(false);
    settings.setNullValue("");
    settings.setEmptyValue("");
    settings.setNormalizeLineEndingsWithinQuotes(false);
    settings.getFormat().setComment('\0');
    return new CsvParser(settings);
  }
}
