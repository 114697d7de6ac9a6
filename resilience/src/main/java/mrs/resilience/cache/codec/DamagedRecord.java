package mrs.resilience.cache.codec;

import java.io.IOException;

/** A record that is not what was written under its key: changed, cut or moved there. */
public final class DamagedRecord extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param problem what is wrong with it, without any of its content
   */
  public DamagedRecord(String problem) {
    super(problem);
  }

  /** As {@link #DamagedRecord(String)}, found by somebody else. */
  public DamagedRecord(String problem, Throwable cause) {
    super(problem, cause);
  }
}
