package mrs.jobs.ingest.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import mrs.contracts.ErrorCode;

/**
 * Reads the values of a JSON object as cells. What no column holds has to be valid all the same.
 */
final class JsonValues {
  private JsonValues() {}

  /**
   * The value that {@code parser} stands at.
   *
   * @param known whether a column holds it; that column then judges words for no finite number
   */
  static Cell cell(JsonParser parser, boolean known) throws IOException, Unusable {
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
        if (!known) {
          checkNumber(parser);
        }
        yield new Cell.Numeral(parser.getText());
      }
    };
  }

  /** Goes over a nested value. */
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

  static void checkText(String text) throws Unusable {
    if (Utf8.hasLoneSurrogate(text)) {
      throw Unusable.encoding("a string has half of a surrogate pair");
    }
  }
}
