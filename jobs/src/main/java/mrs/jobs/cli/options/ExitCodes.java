package mrs.jobs.cli.options;

/**
 * What a command's exit code means. Schedules treat {@link #DEGRADED} as success with a warning.
 */
public final class ExitCodes {
  /** Done. */
  public static final int DONE = 0;

  /** Failed. */
  public static final int FAILED = 1;

  /** Done, but degraded or with dead letters. */
  public static final int DEGRADED = 2;

  /** An objective was missed. */
  public static final int MISSED = 3;

  /** Refused: bad arguments, with what to change. */
  public static final int REFUSED = 4;

  private ExitCodes() {}

  /** Of work that is done, unless it {@code failed}. */
  public static int of(boolean failed, boolean degraded) {
    return failed ? FAILED : degraded ? DEGRADED : DONE;
  }
}
