package mrs.jobs.intake.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** The body of a request, each chunk of which has to arrive in a certain time. */
final class WatchedBody extends InputStream {
  private final InputStream inner;
  private final ReadWatch.Watched watched;
  private final Duration mostForChunk;

  WatchedBody(InputStream inner, ReadWatch.Watched watched, Duration mostForChunk) {
    this.inner = inner;
    this.watched = watched;
    this.mostForChunk = mostForChunk;
  }

  @Override
  public int readNBytes(byte[] into, int offset, int length) throws IOException {
    watched.waitFor(mostForChunk);
    try {
      return inner.readNBytes(into, offset, length);
    } finally {
      watched.go();
    }
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    watched.waitFor(mostForChunk);
    try {
      return inner.read(into, offset, length);
    } finally {
      watched.go();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }
}
