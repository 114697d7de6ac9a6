package mrs.jobs.intake.http;

import java.io.Closeable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import mrs.resilience.Ticker;

/**
 * Cuts off connections that are too slow. The server of the JDK reads a request in the thread that
 * works on it, without a limit; an interrupt closes the connection of a thread that waits for it.
 *
 * <p>A thread is interrupted only while it is {@link Watched#waitFor waiting for its sender}: at
 * any other time an interrupt would close files that it writes.
 */
final class ReadWatch implements Closeable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final Ticker ticker;
  private final Map<Thread, Watched> watched = new ConcurrentHashMap<>();
  private final Thread looking;
  private volatile boolean closed;

  ReadWatch(Ticker ticker) {
    this.ticker = ticker;
    this.looking = new Thread(this::look, "intake-read-watch");
    looking.setDaemon(true);
    looking.start();
  }

  /** A thread that reads from a connection. */
  static final class Watched {
    private final Thread thread;
    private final Ticker ticker;
    private boolean isWaiting;
    private boolean isCut;
    private long until;

    private Watched(Thread thread, Ticker ticker) {
      this.thread = thread;
      this.ticker = ticker;
    }

    /** From here on the thread waits for its sender, at most so long. */
    synchronized void waitFor(Duration most) {
      isWaiting = true;
      until = ticker.nanos() + most.toNanos();
    }

    /** It waits no more. */
    synchronized void go() {
      isWaiting = false;
      if (isCut) {
        isCut = false;
        Thread.interrupted();
      }
    }

    private synchronized void look() {
      if (isWaiting && ticker.nanos() - until > 0) {
        isWaiting = false;
        isCut = true;
        thread.interrupt();
      }
    }
  }

  /** Has all that {@code inner} runs watched, from its start on: first of all it reads a head. */
  Executor watching(Executor inner, Duration mostForHead) {
    return task ->
        inner.execute(
            () -> {
              Watched current = current();
              current.waitFor(mostForHead);
              try {
                task.run();
              } finally {
                current.go();
              }
            });
  }

  /** The thread that calls. */
  Watched current() {
    return watched.computeIfAbsent(Thread.currentThread(), thread -> new Watched(thread, ticker));
  }

  private void look() {
    while (!closed) {
      watched.values().forEach(Watched::look);
      try {
        Thread.sleep(LOOK_EVERY.toMillis());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    looking.interrupt();
  }
}
