package mrs.jobs.cache;

import java.io.IOException;

/** Another process uses the cache. */
public final class CacheTaken extends IOException {
  private static final long serialVersionUID = 1L;

  CacheTaken(CacheFolders folders) {
    super("the cache in " + folders.root() + " is in use by another process");
  }
}
