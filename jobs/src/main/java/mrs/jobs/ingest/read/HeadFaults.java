package mrs.jobs.ingest.read;

import java.util.Optional;
import mrs.jobs.ingest.feed.FeedFile;
import mrs.jobs.ingest.feed.FeedFormat;
import mrs.jobs.ingest.feed.ForeignContent;

/**
 * Tells from the first bytes of a file why it cannot be read as lines of text at all: it is
 * something else, or its lines end as on old Macs.
 */
final class HeadFaults {
  /** What is said of content that is no text and has no mark of what it is. */
  static final String BINARY =
      "the file is no text but binary, perhaps compressed with brotli, which has no mark; send it"
          + " plain or compressed with gzip";

  /** A compressed file has a control character in ten bytes or so; broken text has a few. */
  private static final int CONTROLS_PER_HUNDRED = 5;

  private HeadFaults() {}

  /** Why {@code file}, whose content starts with {@code head}, is unusable as a whole. */
  static Optional<String> of(FeedFile file, byte[] head) {
    Optional<String> foreign = ForeignContent.of(head).map(ForeignContent::fault);
    if (foreign.isPresent() || Utf8.looksLikeUtf16(head)) {
      return foreign;
    }
    if (isBinary(head, FeedFormat.isBrotli(file.name()))) {
      return Optional.of(BINARY);
    }
    return endsLinesWithCarriageReturns(head)
        ? Optional.of(
            "the file's lines end with a carriage return alone, as on old Macs; end them with a"
                + " line feed (LF or CRLF)")
        : Optional.empty();
  }

  /** Whether {@code bytes} have a control character that no line of text has. */
  static boolean hasControls(byte[] bytes) {
    return controls(bytes, bytes.length) > 0;
  }

  private static boolean isBinary(byte[] head, boolean named) {
    int lineEnd = indexOf(head, '\n');
    int inFirstLine = controls(head, lineEnd < 0 ? head.length : lineEnd);
    int inAll = controls(head, head.length);
    return inFirstLine > 0 && (named || 100L * inAll >= (long) CONTROLS_PER_HUNDRED * head.length);
  }

  private static int controls(byte[] bytes, int end) {
    int controls = 0;
    for (int i = 0; i < end; i++) {
      int b = bytes[i];
      if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
        controls++;
      }
    }
    return controls;
  }

  private static boolean endsLinesWithCarriageReturns(byte[] head) {
    int first = indexOf(head, '\r');
    return first >= 0 && first < head.length - 1 && indexOf(head, '\n') < 0;
  }

  private static int indexOf(byte[] bytes, char wanted) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }
}
