package mrs.jobs.ingest.remote;

import java.io.InterruptedIOException;
import java.time.Duration;

/** A file system has sent nothing for too long; whether it ever will is not waited for. */
final class RemoteStalled extends InterruptedIOException {
  private static final long serialVersionUID = 1L;

  RemoteStalled(Duration timeout) {
    super("nothing came for " + timeout.toMillis() / 1000.0 + " s");
  }
}
