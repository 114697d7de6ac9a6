package mrs.resilience.cache.backend;

import java.io.IOException;

/** The files of a backend are damaged as a whole, not a single record: only a new one helps. */
public final class DamagedStore extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param problem what is wrong
   */
  public DamagedStore(String problem, Throwable cause) {
    super(problem, cause);
  }
}
