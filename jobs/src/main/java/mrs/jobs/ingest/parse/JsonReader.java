package mrs.jobs.ingest.parse;

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
    boolean first = line.number() == 1;
    if (first && !line.isTorn() && Utf8.looksLikeUtf16(line.raw().head())) {
      ended = true;
      return SourceRecord.Broken.wholeFile(
          line.raw(), ErrorCode.BAD_ENCODING, "the file is UTF-16; send UTF-8");
    }
    SourceRecord.Broken fault = LineFaults.of(line);
    return fault != null ? fault : parse(line, first ? Utf8.bomLength(line.raw().head()) : 0);
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
      throw fault(e);
    }
  }

  /** Whether what is wrong is that the text ends before its object does. */
  private static boolean endsInside(String text, JsonParser parser, JsonProcessingException e) {
    boolean atEnd =
        e instanceof JsonEOFException || e.getLocation().getCharOffset() >= text.length();
    return atEnd && !parser.getParsingContext().inRoot();
  }

  private Cell[] object(JsonParser parser) throws IOException, Unusable {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw bad("it is no object");
    }
    Cell[] cells = names.noCells();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.getCurrentName();
      checkText(name);
      int position = names.take(name);
      parser.nextToken();
      Cell cell = value(parser);
      if (position >= 0) {
        cells[position] = cell;
      }
    }
    if (parser.nextToken() != null) {
      throw bad("something follows the object");
    }
    return cells;
  }

  private static Cell value(JsonParser parser) throws IOException, Unusable {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> Cell.ABSENT;
      case VALUE_STRING -> {
        checkText(parser.getText());
        yield new Cell.Text(parser.getText());
      }
      case VALUE_TRUE, VALUE_FALSE -> new Cell.Truth(parser.getBooleanValue());
      case START_OBJECT -> {
        skip(parser);
        yield new Cell.Other("an object");
      }
      case START_ARRAY -> {
        skip(parser);
        yield new Cell.Other("an array");
      }
      default -> {
        checkNumber(parser);
        yield new Cell.Numeral(parser.getText());
      }
    };
  }

  /** Goes over a nested value, which has to be valid all the same. */
  private static void skip(JsonParser parser) throws IOException, Unusable {
    int depth = 1;
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token.isNumeric()) {
        checkNumber(parser);
      } else {
        checkText(parser.getText());
      }
    }
  }

  private static void checkNumber(JsonParser parser) throws IOException, Unusable {
    if (Decimals.isWordForNotFinite(parser.getText())) {
      throw new Unusable(
          ErrorCode.NOT_FINITE,
          Unusable.quoted(parser.getText()) + " stands for a number; send a finite one, or null");
    }
  }

  private static void checkText(String text) throws Unusable {
    if (Utf8.hasLoneSurrogate(text)) {
      throw Unusable.encoding("a string has half of a surrogate pair");
    }
  }

  private static Unusable fault(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    return message.startsWith("Duplicate field")
        ? new Unusable(ErrorCode.DUPLICATE_KEY, message + "; name each key once")
        : bad(message);
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
