package mrs.contracts;

import java.util.List;

/** {@code <table>_errors}: the dead letters of a table: rows that could not be used, and why. */
public final class Errors {
  /** A payload longer than this is cut; its length and hash tell of the whole. */
  public static final int MAX_PAYLOAD_BYTES = 64 * 1024;

  /** SHA-256 (hex) of the delivery, or of the source row where there is no delivery. */
  public static final Field SOURCE_HASH =
      Field.string("source_hash", "SHA-256 (hex) of the delivery that the row came in.").required();

  /** The delivered file. */
  public static final Field SOURCE_FILE = SourceColumns.SOURCE_FILE;

  /** Its line; 0 where the file as a whole is meant. */
  public static final Field SOURCE_LINE =
      SourceColumns.SOURCE_LINE.saying("Line of the file (1-based); 0 = the file as a whole.");

  /** {@link ErrorCode}. */
  public static final Field CODE = Field.string("code", "What is wrong, as a code.").required();

  /** What is wrong, in words: the field, the value, the remedy. */
  public static final Field TEXT =
      Field.string("text", "What is wrong: field, value, remedy.").required();

  /** The row as it came, at most 64 KiB of it. */
  public static final Field PAYLOAD =
      Field.binary("payload", "The row as it came, at most 64 KiB.").required();

  /** Bytes of the whole payload. */
  public static final Field PAYLOAD_BYTES =
      Field.bigint("payload_bytes", "Bytes of the whole payload.").required();

  /** SHA-256 (hex) of the whole payload. */
  public static final Field PAYLOAD_SHA256 =
      Field.string("payload_sha256", "SHA-256 (hex) of the whole payload.").required();

  /** How often the row has been tried: once, as nothing tries a row again so far. */
  public static final Field ATTEMPTS =
      Field.integer("attempts", "How often it was tried.").required();

  /** The report concerned, where derivable. */
  public static final Field REPORT_ID =
      Field.string("report_id", "The report concerned; NULL where not derivable.");

  private Errors() {}

  /** The dead letters of {@code table}. */
  public static Table of(Table table) {
    return Table.partitioned(
        table.name() + "_errors",
        Table.Kind.ERRORS,
        "Rows of " + table.name() + " that could not be used, with their reason.",
        List.of(
            SOURCE_HASH,
            SOURCE_FILE,
            SOURCE_LINE,
            CODE,
            TEXT,
            PAYLOAD,
            PAYLOAD_BYTES,
            PAYLOAD_SHA256,
            ATTEMPTS,
            REPORT_ID,
            LogColumns.RUN_ID,
            LogColumns.WRITTEN_AT,
            LogColumns.CONTENT_HASH,
            LogColumns.WEEK_START),
        List.of(SOURCE_HASH, SOURCE_LINE, CODE),
        LogColumns.WEEK_START);
  }
}
