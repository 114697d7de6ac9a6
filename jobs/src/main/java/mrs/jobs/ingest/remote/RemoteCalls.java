package mrs.jobs.ingest.remote;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import mrs.resilience.breaker.BreakerOpenException;
import mrs.resilience.breaker.CircuitBreaker;
import mrs.resilience.call.RetryCalls;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;

/**
 * Calls to one remote file system. Each is tried as often as configured, under the file system's
 * breaker, and none is waited for when nothing comes any more: its thread is left behind, as
 * nothing ends a read from a dead share.
 *
 * @param timeout after so long without progress a call has failed
 */
record RemoteCalls(CircuitBreaker breaker, RetryCalls retry, Duration timeout) {

  /** A call that says when it has got on. */
  @FunctionalInterface
  interface Work<T> {
    T run(Runnable progressed) throws Exception;
  }

  /**
   * Does {@code work}, which is made of {@link #timed} calls, until it succeeds or was tried often
   * enough.
   *
   * @throws LeftAlone if the breaker is open
   * @throws IOException the last failure; one that says nothing about the file system is not tried
   *     again
   */
  <T> T tried(Callable<T> work) throws IOException {
    try {
      return retry.call(() -> breaker.call(work, RemoteCalls::isFailure), RemoteCalls::isFailure);
    } catch (BreakerOpenException e) {
      throw new LeftAlone(e);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /**
   * One call.
   *
   * @throws RemoteStalled if nothing came for too long
   */
  <T> T timed(Work<T> work) throws IOException {
    AtomicLong progress = new AtomicLong();
    FutureTask<T> task = new FutureTask<>(() -> work.run(progress::incrementAndGet));
    Thread thread = new Thread(task, "call to " + breaker.name());
    thread.setDaemon(true);
    thread.start();
    long before = -1;
    while (true) {
      try {
        return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        long now = progress.get();
        if (now == before || now == 0) {
          task.cancel(true);
          throw new RemoteStalled(timeout);
        }
        before = now;
      } catch (InterruptedException e) {
        task.cancel(true);
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for " + breaker.name());
      } catch (ExecutionException e) {
        throw raised(Objects.requireNonNull(e.getCause()));
      }
    }
  }

  /**
   * Whether it says that the file system is away; not that a file is, changes, or may not be read.
   */
  static boolean isFailure(Exception e) {
    return e instanceof IOException
        && !(e instanceof FileNotFoundException)
        && !(e instanceof NoSuchFileException)
        && !(e instanceof AccessControlException)
        && !(e instanceof AccessDeniedException)
        && !(e instanceof UnsupportedFileSystemException)
        && !(e instanceof ChangingFile);
  }

  private static IOException raised(Throwable cause) {
    if (cause instanceof RuntimeException e) {
      throw e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    return cause instanceof IOException e ? e : new IOException(cause);
  }
}
