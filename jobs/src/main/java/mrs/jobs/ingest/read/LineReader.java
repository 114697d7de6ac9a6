package mrs.jobs.ingest.read;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import mrs.contracts.Errors;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream of bytes into lines at LF or CRLF, in bounded memory: of a line longer than
 * {@link #MAX_LINE} only the head is kept, the rest is counted and hashed.
 */
final class LineReader implements Closeable {
  /** Bytes that a line may have. */
  static final int MAX_LINE = 1 << 20;

  private static final int BUFFER = 64 * 1024;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private final Deque<Line> returned = new ArrayDeque<>();
  private int position;
  private int limit;
  private long number;
  private boolean ended;
  private Line.Ending end = Line.Ending.END_OF_FILE;

  LineReader(InputStream in) {
    this.in = in;
  }

  /**
   * The next line, or null after the last. Where the compression breaks off, the last line is TORN;
   * it may be empty.
   */
  @Nullable Line next() throws IOException {
    if (!returned.isEmpty()) {
      return returned.removeFirst();
    }
    if (ended) {
      return null;
    }
    Gathered gathered = new Gathered();
    while (true) {
      if (position == limit && !fill()) {
        ended = true;
        boolean nothing = gathered.length == 0 && end == Line.Ending.END_OF_FILE;
        return nothing ? null : gathered.line(++number, end);
      }
      int feed = indexOfLineFeed();
      gathered.add(buffer, position, feed < 0 ? limit : feed);
      position = feed < 0 ? limit : feed + 1;
      if (feed >= 0) {
        return gathered.line(++number, Line.Ending.LF);
      }
    }
  }

  /** The first bytes of the stream, as many as come at once; they are still to be read. */
  byte[] head() throws IOException {
    if (position == limit && !ended) {
      fill();
    }
    return Arrays.copyOfRange(buffer, position, limit);
  }

  /** Gives lines back, to be read again. */
  void putBack(List<Line> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      returned.addFirst(lines.get(i));
    }
  }

  private int indexOfLineFeed() {
    for (int i = position; i < limit; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = 0;
    try {
      limit = Math.max(0, in.read(buffer));
    } catch (EOFException e) {
      end = Line.Ending.TORN;
    }
    return limit > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** A line while it is being read. */
  private static final class Gathered {
    private byte[] bytes = new byte[0];
    private int kept;
    private long length;
    private @Nullable MessageDigest digest;

    private void add(byte[] from, int start, int end) {
      int n = end - start;
      length += n;
      if (digest == null && length > MAX_LINE) {
        digest = DigestUtils.getSha256Digest();
        digest.update(bytes, 0, kept);
        keep(from, start, Math.max(0, Math.min(n, Errors.MAX_PAYLOAD_BYTES - kept)));
        kept = Math.min(kept, Errors.MAX_PAYLOAD_BYTES);
      }
      if (digest != null) {
        digest.update(from, start, n);
      } else {
        keep(from, start, n);
      }
    }

    private void keep(byte[] from, int start, int n) {
      if (kept + n > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(kept + n, 2 * bytes.length));
      }
      System.arraycopy(from, start, bytes, kept, n);
      kept += n;
    }

    private Line line(long number, Line.Ending ending) {
      if (digest != null) {
        // The carriage return of a line this long stays in the hash and the length.
        return new Line(
            number,
            Raw.cut(Arrays.copyOf(bytes, kept), length, Hex.encodeHexString(digest.digest())),
            ending);
      }
      boolean crlf = ending == Line.Ending.LF && kept > 0 && bytes[kept - 1] == '\r';
      int n = crlf ? kept - 1 : kept;
      byte[] whole = n == bytes.length ? bytes : Arrays.copyOf(bytes, n);
      return new Line(number, Raw.whole(whole), crlf ? Line.Ending.CRLF : ending);
    }
  }
}
