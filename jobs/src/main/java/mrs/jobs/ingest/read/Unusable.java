package mrs.jobs.ingest.read;

import mrs.contracts.ErrorCode;
import mrs.contracts.Field;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.messages.Escapes;

/** A record cannot be used; the one place that words why. */
public final class Unusable extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN_CHARACTERS = 80;

  private final ErrorCode code;
  private final String column;

  /** For {@code code}; {@code text} says what is wrong and what to send. */
  public Unusable(ErrorCode code, String text) {
    this(code, text, "");
  }

  private Unusable(ErrorCode code, String text, String column) {
    super(text, null, false, false);
    this.code = code;
    this.column = column;
  }

  /** What kind of fault it is. */
  public ErrorCode code() {
    return code;
  }

  /** What is wrong, and what to send instead. */
  public String text() {
    return String.valueOf(getMessage());
  }

  /** The column without a value, empty if that is not what is wrong. */
  public String missingColumn() {
    return column;
  }

  /** A required column has no value. */
  public static Unusable missing(Field field) {
    return new Unusable(
        ErrorCode.MISSING_VALUE,
        field.name() + " has no value; send one, it is required",
        field.name());
  }

  /** A row of sales names no retailer, where that makes part of its store. */
  public static Unusable withoutRetailer() {
    String retailer = UnifiedSalesData.RETAILER.name();
    return new Unusable(
        ErrorCode.MISSING_VALUE,
        retailer
            + " has no value; send one, as feeds.sales.qualify_stores makes a store known by"
            + " retailer:store_id",
        retailer);
  }

  /** A value is of another type than its column. */
  public static Unusable type(Field field, Cell cell, String expected) {
    return new Unusable(
        ErrorCode.BAD_TYPE,
        field.name() + " is " + cell.kind() + ", " + quoted(cell.shown()) + "; send " + expected);
  }

  /** A number is none that a column can hold. */
  public static Unusable notFinite(Field field, String value) {
    return new Unusable(
        ErrorCode.NOT_FINITE,
        field.name() + " is " + quoted(value) + "; send a finite number, or nothing if unknown");
  }

  /** A required number is a word for no value. */
  public static Unusable nullWord(Field field, String value) {
    return new Unusable(
        ErrorCode.BAD_TYPE,
        field.name()
            + " is "
            + quoted(value)
            + ", a word for no value, and is required; send a number, 0 if nothing was sold");
  }

  /** A day or time is not written as it has to be. */
  public static Unusable time(Field field, String value, String expected) {
    return new Unusable(
        ErrorCode.BAD_TIME, field.name() + " is " + quoted(value) + "; send " + expected);
  }

  /** A value lies outside of what is plausible. */
  public static Unusable range(ErrorCode code, Field field, String value, String expected) {
    return new Unusable(code, field.name() + " is " + quoted(value) + "; plausible is " + expected);
  }

  /** An identifier has something in it, {@code fault}, that none may have. */
  public static Unusable identifier(Field field, String value, String fault) {
    return new Unusable(ErrorCode.BAD_IDENTIFIER, field.name() + " " + quoted(value) + " " + fault);
  }

  /** Text is not UTF-8. */
  public static Unusable encoding(String what) {
    return new Unusable(ErrorCode.BAD_ENCODING, what + "; send UTF-8");
  }

  /** {@code value} in quotes, cut, with what cannot be seen written as an escape. */
  public static String quoted(String value) {
    int end = value.length();
    if (end > SHOWN_CHARACTERS) {
      boolean pair = Character.isHighSurrogate(value.charAt(SHOWN_CHARACTERS - 1));
      end = pair ? SHOWN_CHARACTERS - 1 : SHOWN_CHARACTERS;
    }
    String more = end < value.length() ? "…" : "";
    return "'" + Escapes.of(value.substring(0, end)) + more + "'";
  }
}
