package mrs.jobs.ingest.remote;

import java.io.IOException;
import mrs.resilience.breaker.BreakerOpenException;

/** A file system is not even tried now, as its breaker is open. */
final class LeftAlone extends IOException {
  private static final long serialVersionUID = 1L;

  LeftAlone(BreakerOpenException why) {
    super(why.getMessage(), why);
  }
}
