package mrs.jobs.ingest.remote;

import java.io.IOException;

/** A file was not at rest: what was read of it may be of two versions. */
final class ChangingFile extends IOException {
  private static final long serialVersionUID = 1L;

  ChangingFile(String how) {
    super(how);
  }
}
