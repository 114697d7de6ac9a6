package mrs.jobs.intake.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import mrs.jobs.intake.http.ReadWatch.Watched;
import org.junit.jupiter.api.Test;

class ReadWatchTest {
  private static final Duration MOST = Duration.ofSeconds(10);

  private final AtomicLong now = new AtomicLong();

  /** Another thread that waits for its sender until it is cut off. */
  private Thread waiting(ReadWatch watch) {
    Thread thread =
        new Thread(
            () -> {
              watch.current().waitFor(MOST);
              while (!Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(1_000_000);
              }
            });
    thread.start();
    return thread;
  }

  private void passes(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void cutsOffWhoWaitsForTooLong() throws Exception {
    try (ReadWatch watch = new ReadWatch(now::get)) {
      Watched here = watch.current();
      here.waitFor(MOST);
      passes(MOST.plusMillis(1));
      while (!Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(1_000_000);
      }
      here.go();
      assertThat(Thread.currentThread().isInterrupted()).as("and lets it go on").isFalse();
    }
  }

  /** An interrupt would close the files that a thread writes. */
  @Test
  void leavesThoseAloneThatDoNotWait() throws Exception {
    try (ReadWatch watch = new ReadWatch(now::get)) {
      Watched here = watch.current();
      here.waitFor(MOST);
      here.go();
      for (int look = 0; look < 2; look++) {
        Thread other = waiting(watch);
        while (other.isAlive()) {
          passes(MOST);
          LockSupport.parkNanos(1_000_000);
        }
      }
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }
}
