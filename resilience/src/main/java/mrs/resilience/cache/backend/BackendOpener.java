package mrs.resilience.cache.backend;

import java.io.IOException;

/** Opens the backend of a cache, as often as it takes. */
public interface BackendOpener {

  /**
   * Opens what is there, or makes a new one.
   *
   * @throws DamagedStore if what is there is beyond use
   * @throws IOException if it cannot be opened now: the disk fails, or another process has it
   */
  CacheBackend open() throws IOException;

  /** Deletes what is there; it must not be open. */
  void wipe() throws IOException;
}
