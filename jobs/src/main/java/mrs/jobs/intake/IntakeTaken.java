package mrs.jobs.intake;

import java.io.IOException;

/** Another process, or another part of this one, has the intake open. */
public final class IntakeTaken extends IOException {
  private static final long serialVersionUID = 1L;

  IntakeTaken(Object folder) {
    super("the intake in " + folder + " is in use by another process");
  }
}
