package mrs.jobs.ingest.read;

import mrs.contracts.ErrorCode;
import org.jspecify.annotations.Nullable;

/** What makes a line no record before its content is looked at. */
final class LineFaults {
  private LineFaults() {}

  /** The fault of {@code line}, or null if it has none of these. */
  static SourceRecord.@Nullable Broken of(Line line) {
    if (line.isTorn()) {
      return SourceRecord.Broken.torn(line);
    }
    if (line.isTooLong()) {
      String text =
          "the line has "
              + line.raw().length()
              + " bytes; at most "
              + LineReader.MAX_LINE
              + " are read";
      return SourceRecord.Broken.of(line, ErrorCode.LINE_TOO_LONG, text);
    }
    if (isBlank(line.raw().head())) {
      return SourceRecord.Broken.of(
          line, ErrorCode.BLANK_LINE, "the line is empty or blank; leave it out");
    }
    return null;
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
