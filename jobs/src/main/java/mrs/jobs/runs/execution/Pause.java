package mrs.jobs.runs.execution;

import java.time.Duration;
import mrs.jobs.messages.Problem;

/** Waits before something is tried again. */
public final class Pause {
  private Pause() {}

  /** Waits so long, in real time. */
  public static void sleep(Duration delay) {
    try {
      Thread.sleep(delay.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.failed("interrupted while waiting to try again", "start the command again", e);
    }
  }
}
