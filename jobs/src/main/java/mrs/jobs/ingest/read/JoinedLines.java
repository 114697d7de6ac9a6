package mrs.jobs.ingest.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A CSV record that goes over several lines, because a quoted field of it holds line ends. */
record JoinedLines(Raw raw, List<String> fields) {
  /** Lines that a record may have. */
  static final int MAX_LINES = 64;

  /**
   * The record that starts with {@code first}, whose quote is open; null if the lines after it do
   * not complete it to a record whose number of {@code fields} is right, in which case they will be
   * read again.
   */
  static @Nullable JoinedLines from(Line first, LineReader lines, IntPredicate fields)
      throws IOException {
    List<Line> more = new ArrayList<>();
    try {
      JoinedLines joined = join(first, lines, more);
      if (joined != null && fields.test(joined.fields.size())) {
        return joined;
      }
    } catch (Unusable e) {
      // What follows is no continuation; it is judged line by line.
    }
    lines.putBack(more);
    return null;
  }

  private static @Nullable JoinedLines join(Line first, LineReader lines, List<Line> more)
      throws IOException, Unusable {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(first.raw().head());
    Line last = first;
    while (more.size() + 1 < MAX_LINES) {
      Line next = lines.next();
      if (next == null) {
        return null;
      }
      more.add(next);
      if (next.isTorn() || bytes.size() + next.raw().length() + 2 > LineReader.MAX_LINE) {
        return null;
      }
      bytes.writeBytes(last.ending().bytes());
      bytes.writeBytes(next.raw().head());
      List<String> fields = fieldsIfQuoted(next, bytes);
      if (fields != null) {
        return new JoinedLines(Raw.whole(bytes.toByteArray()), fields);
      }
      last = next;
    }
    return null;
  }

  /** Only a line with a quote can close one. */
  private static @Nullable List<String> fieldsIfQuoted(Line next, ByteArrayOutputStream bytes)
      throws Unusable {
    for (byte b : next.raw().head()) {
      if (b == '"') {
        return CsvSplitter.split(Utf8.decode(bytes.toByteArray(), 0));
      }
    }
    return null;
  }
}
