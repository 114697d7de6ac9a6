package mrs.jobs.ingest.read;

import java.nio.charset.StandardCharsets;

/**
 * One line of a file without its line end.
 *
 * @param number 1-based
 * @param ending how it ended
 */
record Line(long number, Raw raw, Ending ending) {

  /** How a line ended. */
  enum Ending {
    /** A line feed. */
    LF("\n"),
    /** Carriage return and line feed. */
    CRLF("\r\n"),
    /** The file's end. */
    END_OF_FILE(""),
    /** The break of the file's compression; there may have been more of the line. */
    TORN("");

    private final byte[] bytes;

    Ending(String characters) {
      this.bytes = characters.getBytes(StandardCharsets.US_ASCII);
    }

    /** The line end as it stands in the file. */
    byte[] bytes() {
      return bytes.clone();
    }
  }

  /** Whether it is longer than lines may be; only its head is there. */
  boolean isTooLong() {
    return raw.isCut();
  }

  /** Whether the file breaks off in it. */
  boolean isTorn() {
    return ending == Ending.TORN;
  }
}
