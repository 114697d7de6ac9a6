package mrs.jobs.ingest.remote;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import mrs.resilience.breaker.BreakerOpenException;
import mrs.resilience.breaker.CircuitBreaker;
import mrs.resilience.call.RetryCalls;
import mrs.resilience.call.TimeLimit;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;

/**
 * Calls to one remote file system. Each is tried as often as configured, under the file system's
 * breaker, and none is waited for when nothing comes any more.
 *
 * @param limit after so long without progress a call has failed
 */
record RemoteCalls(CircuitBreaker breaker, RetryCalls retry, TimeLimit limit) {

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
  <T> T timed(TimeLimit.Work<T> work) throws IOException {
    try {
      return limit.within(work);
    } catch (TimeoutException e) {
      throw new RemoteStalled(limit.most());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + breaker.name());
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
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
}
