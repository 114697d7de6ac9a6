package mrs.resilience.call;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds how long is waited for what may hang for ever, such as a read from a disk on a network or
 * the answer of a name server. It is done in a thread of its own, which is interrupted and left
 * behind when the time is over, as nothing ends such a read; it keeps no process alive.
 *
 * @param name of the thread
 * @param most how long nothing may come: all of its time, for work that never says that it has got
 *     on
 */
public record TimeLimit(String name, Duration most) {

  /** What is to be done. */
  @FunctionalInterface
  public interface Work<T> {
    /**
     * Does it.
     *
     * @param progressed to be run each time that it has got on
     */
    T run(Runnable progressed) throws Exception;
  }

  /**
   * Does {@code work} and waits for it.
   *
   * @throws TimeoutException if nothing came for too long
   * @throws InterruptedException if this thread is interrupted meanwhile; the work is, too
   * @throws Exception what the work throws, as it was thrown
   */
  public <T> T within(Work<T> work) throws Exception {
    AtomicLong progress = new AtomicLong();
    FutureTask<T> task = new FutureTask<>(() -> work.run(progress::incrementAndGet));
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    try {
      return await(task, progress);
    } catch (ExecutionException e) {
      throw raised(Objects.requireNonNull(e.getCause()));
    } finally {
      task.cancel(true);
    }
  }

  private <T> T await(FutureTask<T> task, AtomicLong progress) throws Exception {
    long before = 0;
    while (true) {
      try {
        return task.get(most.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        long now = progress.get();
        if (now == before) {
          throw e;
        }
        before = now;
      }
    }
  }

  private static Exception raised(Throwable cause) {
    if (cause instanceof Error e) {
      throw e;
    }
    return (Exception) cause;
  }
}
