package mrs.contracts;

/** Why a row became a dead letter. */
public enum ErrorCode {
  /** The file has no header, or none that names the table's required columns. */
  MISSING_HEADER,
  /** The file ends in the middle of its compression or of a record. */
  TRUNCATED_FILE,
  /** The file cannot be read at all. */
  UNREADABLE_FILE,
  /** Bytes that are no UTF-8. */
  BAD_ENCODING,
  /** Longer than a line may be. */
  LINE_TOO_LONG,
  /** The line is empty or blank. */
  BLANK_LINE,
  /** The line has more or fewer fields than the header. */
  FIELD_COUNT,
  /** A quote that does not close, or text after one that did. */
  BAD_QUOTING,
  /** Not one JSON object: broken, followed by something, or not an object. */
  BAD_JSON,
  /** A key stands twice: in one object or header, or in one snapshot with other values. */
  DUPLICATE_KEY,
  /** A required value is absent, empty or NULL. */
  MISSING_VALUE,
  /** The value is of another type than the column. */
  BAD_TYPE,
  /** NaN, infinite or beyond what a DOUBLE can hold. */
  NOT_FINITE,
  /** No date or time that can be read. */
  BAD_TIME,
  /** A time before 2000 or more than a day ahead. */
  TIME_OUT_OF_RANGE,
  /** A value outside what the column may hold. */
  OUT_OF_RANGE,
  /** A character that no identifier may hold. */
  BAD_IDENTIFIER,
  /** A word that is not in the vocabulary. */
  UNKNOWN_WORD,
  /** Names a thing that does not exist. */
  UNKNOWN_REFERENCE
}
