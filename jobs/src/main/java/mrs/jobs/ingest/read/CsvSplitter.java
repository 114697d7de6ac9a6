package mrs.jobs.ingest.read;

import java.util.ArrayList;
import java.util.List;
import mrs.contracts.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Splits a CSV record into its fields, strictly as RFC 4180 quotes them. */
final class CsvSplitter {
  private static final char COMMA = ',';
  private static final char QUOTE = '"';

  private final String text;
  private final List<String> fields = new ArrayList<>();
  private int at;

  private CsvSplitter(String text) {
    this.text = text;
  }

  /**
   * The fields of {@code text}, or null if a quote is still open at its end.
   *
   * @throws Unusable if a quote stands inside a plain field, or text after a closing quote
   */
  static @Nullable List<String> split(String text) throws Unusable {
    CsvSplitter splitter = new CsvSplitter(text);
    return text.indexOf(QUOTE) < 0 ? splitter.plain() : splitter.quoted();
  }

  private List<String> plain() {
    int comma = text.indexOf(COMMA);
    while (comma >= 0) {
      fields.add(text.substring(at, comma));
      at = comma + 1;
      comma = text.indexOf(COMMA, at);
    }
    fields.add(text.substring(at));
    return fields;
  }

  private @Nullable List<String> quoted() throws Unusable {
    while (true) {
      String field = at < text.length() && text.charAt(at) == QUOTE ? quotedField() : plainField();
      if (field == null) {
        return null;
      }
      fields.add(field);
      if (at == text.length()) {
        return fields;
      }
      at++;
    }
  }

  private String plainField() throws Unusable {
    int comma = text.indexOf(COMMA, at);
    int end = comma < 0 ? text.length() : comma;
    String field = text.substring(at, end);
    if (field.indexOf(QUOTE) >= 0) {
      throw bad("a quote stands inside the plain field " + Unusable.quoted(field));
    }
    at = end;
    return field;
  }

  private @Nullable String quotedField() throws Unusable {
    StringBuilder field = new StringBuilder();
    int from = at + 1;
    while (true) {
      int quote = text.indexOf(QUOTE, from);
      if (quote < 0) {
        return null;
      }
      field.append(text, from, quote);
      from = quote + 1;
      boolean escaped = from < text.length() && text.charAt(from) == QUOTE;
      if (!escaped) {
        break;
      }
      field.append(QUOTE);
      from++;
    }
    if (from < text.length() && text.charAt(from) != COMMA) {
      throw bad("text follows the quoted field " + Unusable.quoted(field.toString()));
    }
    at = from;
    return field.toString();
  }

  private static Unusable bad(String what) {
    return new Unusable(
        ErrorCode.BAD_QUOTING, what + "; quote the whole field and double the quotes inside");
  }
}
