package mrs.jobs.ingest.read;

import mrs.contracts.ErrorCode;

/** One record of a file as a reader found it. */
public sealed interface SourceRecord {
  /** Line that it starts on, 1-based; row number in Parquet; 0 = the file as a whole. */
  long line();

  /** Its bytes. */
  Raw raw();

  /** A record whose form is right; one cell a delivered column, in the contract's order. */
  record Values(long line, Raw raw, Cell[] cells) implements SourceRecord {}

  /** A record, or a file, whose form is not. */
  record Broken(long line, Raw raw, ErrorCode code, String text) implements SourceRecord {
    static Broken of(Line line, Unusable why) {
      return new Broken(line.number(), line.raw(), why.code(), why.text());
    }

    static Broken of(Line line, ErrorCode code, String text) {
      return new Broken(line.number(), line.raw(), code, text);
    }

    static Broken wholeFile(Raw raw, ErrorCode code, String text) {
      return new Broken(0, raw, code, text);
    }

    /** The file breaks off in this line. */
    static Broken torn(Line line) {
      return of(
          line, ErrorCode.TRUNCATED_FILE, "the file breaks off here; deliver it again, whole");
    }
  }
}
