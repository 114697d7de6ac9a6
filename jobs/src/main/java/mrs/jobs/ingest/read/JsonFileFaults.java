package mrs.jobs.ingest.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import mrs.contracts.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a file holds JSON of another form than one object a line, in which case it costs
 * one dead letter and not one a line.
 */
final class JsonFileFaults {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final Pattern MEMBER = Pattern.compile("\\s*\"([^\"\\\\]|\\\\.)*\"\\s*:.*");
  private static final String ARRAY =
      "the file is a JSON array; send its objects one a line, without the brackets around and the"
          + " commas between them";
  private static final String SPREAD =
      "the file's JSON is spread over several lines; send one object a line";

  private JsonFileFaults() {}

  /**
   * The fault of the file whose first line is {@code first}, null if it has none of these.
   *
   * @param lines what follows; it is read no further than for a line that is put back
   */
  static SourceRecord.@Nullable Broken of(Line first, LineReader lines) throws IOException {
    byte[] head = first.raw().head();
    if (Utf8.looksLikeUtf16(head)) {
      return SourceRecord.Broken.wholeFile(
          first.raw(), ErrorCode.BAD_ENCODING, "the file is UTF-16; send UTF-8");
    }
    int start = Utf8.bomLength(head);
    String text = new String(head, start, head.length - start, StandardCharsets.UTF_8).strip();
    if (text.startsWith("[") && (isOpen(text, first) || peek(lines) == null)) {
      return SourceRecord.Broken.wholeFile(first.raw(), ErrorCode.BAD_JSON, ARRAY);
    }
    if (text.equals("{")) {
      Line second = peek(lines);
      boolean member = second != null && MEMBER.matcher(text(second)).matches();
      return member ? SourceRecord.Broken.wholeFile(first.raw(), ErrorCode.BAD_JSON, SPREAD) : null;
    }
    return null;
  }

  /** Whether the array goes on after the line. */
  private static boolean isOpen(String text, Line line) {
    if (line.isTooLong()) {
      return false;
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      return isOpen(text, parser);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOpen(String text, JsonParser parser) throws IOException {
    try {
      do {
        parser.nextToken();
      } while (!parser.getParsingContext().inRoot());
      return false;
    } catch (JsonProcessingException e) {
      return JsonReader.endsInside(text, parser, e);
    }
  }

  private static @Nullable Line peek(LineReader lines) throws IOException {
    Line next = lines.next();
    if (next != null) {
      lines.putBack(List.of(next));
    }
    return next;
  }

  private static String text(Line line) {
    return new String(line.raw().head(), StandardCharsets.UTF_8);
  }
}
