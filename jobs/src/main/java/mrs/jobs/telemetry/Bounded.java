package mrs.jobs.telemetry;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Does what hangs on others, such as a disk on a network or a name server, in a thread of its own
 * that is left behind when the time is over. It keeps no process alive.
 */
final class Bounded {
  private Bounded() {}

  /** What is to be done. */
  @FunctionalInterface
  interface Attempt {
    /** Does it. */
    void make() throws Exception;
  }

  /**
   * Waits for {@code attempt}, but no longer than {@code most}.
   *
   * @throws TimeoutException if it is not done by then
   */
  static void within(Duration most, Attempt attempt) throws Exception {
    FutureTask<Boolean> task =
        new FutureTask<>(
            () -> {
              attempt.make();
              return true;
            });
    Thread thread = new Thread(task, "telemetry");
    thread.setDaemon(true);
    thread.start();
    try {
      task.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      task.cancel(true);
    }
  }
}
