package mrs.resilience.spool;

import java.io.IOException;

/** Another process, or another part of this one, owns the spool. */
public final class SpoolTaken extends IOException {
  private static final long serialVersionUID = 1L;

  SpoolTaken(Object folder) {
    super(
        "the spool in "
            + folder
            + " is in use by another process; end that one first: a spool has one owner");
  }
}
