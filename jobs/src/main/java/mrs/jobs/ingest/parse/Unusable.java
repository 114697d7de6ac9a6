package mrs.jobs.ingest.parse;

import mrs.contracts.ErrorCode;
import mrs.contracts.Field;

/** A record cannot be used; the one place that words why. */
final class Unusable extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN_CHARACTERS = 80;

  private final ErrorCode code;
  private final String column;

  Unusable(ErrorCode code, String text) {
    this(code, text, "");
  }

  private Unusable(ErrorCode code, String text, String column) {
    super(text, null, false, false);
    this.code = code;
    this.column = column;
  }

  ErrorCode code() {
    return code;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  /** The column without a value, empty if that is not what is wrong. */
  String missingColumn() {
    return column;
  }

  static Unusable missing(Field field) {
    return new Unusable(
        ErrorCode.MISSING_VALUE,
        field.name() + " has no value; send one, it is required",
        field.name());
  }

  static Unusable type(Field field, Cell cell, String expected) {
    return new Unusable(
        ErrorCode.BAD_TYPE,
        field.name() + " is " + cell.kind() + ", " + quoted(cell.shown()) + "; send " + expected);
  }

  static Unusable notFinite(Field field, String value) {
    return new Unusable(
        ErrorCode.NOT_FINITE,
        field.name() + " is " + quoted(value) + "; send a finite number, or nothing if unknown");
  }

  static Unusable time(Field field, String value, String expected) {
    return new Unusable(
        ErrorCode.BAD_TIME, field.name() + " is " + quoted(value) + "; send " + expected);
  }

  static Unusable range(ErrorCode code, Field field, String value, String expected) {
    return new Unusable(code, field.name() + " is " + quoted(value) + "; plausible is " + expected);
  }

  static Unusable identifier(Field field, String value, String fault) {
    return new Unusable(ErrorCode.BAD_IDENTIFIER, field.name() + " " + quoted(value) + " " + fault);
  }

  static Unusable encoding(String what) {
    return new Unusable(ErrorCode.BAD_ENCODING, what + "; send UTF-8");
  }

  /** {@code value} in quotes, cut, with what does not print written as an escape. */
  static String quoted(String value) {
    StringBuilder shown = new StringBuilder("'");
    int end = Math.min(value.length(), SHOWN_CHARACTERS);
    for (int i = 0; i < end; i++) {
      char c = value.charAt(i);
      boolean prints = !Character.isISOControl(c) && !Character.isSurrogate(c);
      shown.append(prints ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    return shown.append(end < value.length() ? "…'" : "'").toString();
  }
}
