package mrs.jobs.ingest.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.List;
import mrs.contracts.ErrorCode;
import mrs.contracts.Field;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object a line, strictly: nothing after it, no key twice, no comments, no single
 * quotes, no numbers that are none. Keys count in their exact case.
 */
final class JsonReader implements RecordReader {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_NUMBER = 1000;

  /** Non-numeric numbers are let through the lexer so that they can be called by their name. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER)
                  .maxStringLength(LineReader.MAX_LINE)
                  .build())
          .build();

  private final LineReader lines;
  private final ColumnNames names;
  private boolean formKnown;
  private boolean ended;

  JsonReader(LineReader lines, List<Field> contract) {
    this.lines = lines;
    this.names = new ColumnNames(contract);
  }

  @Override
  public @Nullable SourceRecord next() throws IOException {
    Line line = ended ? null : lines.next();
    if (line == null) {
      return null;
    }
    SourceRecord.Broken fault = LineFaults.of(line);
    if (!formKnown && !line.isTorn() && !isBlank(fault)) {
      formKnown = true;
      SourceRecord.Broken ofFile = JsonFileFaults.of(line, lines);
      ended = ofFile != null;
      fault = ofFile == null ? fault : ofFile;
    }
    boolean first = line.number() == 1;
    return fault != null ? fault : parse(line, first ? Utf8.bomLength(line.raw().head()) : 0);
  }

  private static boolean isBlank(SourceRecord.@Nullable Broken fault) {
    return fault != null && fault.code() == ErrorCode.BLANK_LINE;
  }

  private SourceRecord parse(Line line, int start) throws IOException {
    try {
      String text = Utf8.decode(line.raw().head(), start);
      try (JsonParser parser = FACTORY.createParser(text)) {
        return parse(line, text, parser);
      }
    } catch (Unusable e) {
      return SourceRecord.Broken.of(line, e);
    }
  }

  private SourceRecord parse(Line line, String text, JsonParser parser)
      throws IOException, Unusable {
    try {
      return new SourceRecord.Values(line.number(), line.raw(), object(parser));
    } catch (JsonProcessingException e) {
      boolean lastLine = line.ending() == Line.Ending.END_OF_FILE;
      if (lastLine && endsInside(text, parser, e)) {
        return SourceRecord.Broken.torn(line);
      }
      throw fault(parser, e);
    }
  }

  /** Whether what is wrong is that the text ends before its object does. */
  static boolean endsInside(String text, JsonParser parser, JsonProcessingException e) {
    boolean atEnd =
        e instanceof JsonEOFException || e.getLocation().getCharOffset() >= text.length();
    return atEnd && !parser.getParsingContext().inRoot();
  }

  private Cell[] object(JsonParser parser) throws IOException, Unusable {
    JsonToken start = parser.nextToken();
    if (start == JsonToken.START_ARRAY) {
      throw bad("it is an array");
    } else if (start != JsonToken.START_OBJECT) {
      throw bad("it is no object");
    }
    Cell[] cells = names.noCells();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.getCurrentName();
      JsonValues.checkText(name);
      int position = names.take(name);
      parser.nextToken();
      Cell cell = JsonValues.cell(parser, position >= 0);
      if (position >= 0) {
        cells[position] = cell;
      }
    }
    if (parser.nextToken() != null) {
      throw bad("something follows the object");
    }
    return cells;
  }

  private static Unusable fault(JsonParser parser, JsonProcessingException e) {
    String message = e.getOriginalMessage();
    if (message.startsWith("Duplicate field")) {
      return new Unusable(ErrorCode.DUPLICATE_KEY, message + "; name each key once");
    }
    if (message.startsWith("Unexpected character (','") && parser.getParsingContext().inRoot()) {
      return bad("a comma follows the object");
    }
    boolean afterComma =
        (message.startsWith("Unexpected character ('}'") && message.contains("field name"))
            || (message.startsWith("Unexpected character (']'") && message.contains("a value"));
    return bad(afterComma ? "a comma stands before a closing bracket" : message);
  }

  private static Unusable bad(String message) {
    return new Unusable(
        ErrorCode.BAD_JSON,
        "not one JSON object: " + message.lines().findFirst().orElse("") + "; send one a line");
  }

  @Override
  public List<String> columns() {
    return names.seen();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
