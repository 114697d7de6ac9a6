package mrs.resilience.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What is waited for, and for how long. */
class TimeLimitTest {
  private static final TimeLimit LONG = new TimeLimit("call", Duration.ofMinutes(1));
  private static final TimeLimit SHORT = new TimeLimit("call", Duration.ofMillis(20));

  private final CountDownLatch never = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);

  private boolean hang() {
    try {
      never.await();
      return true;
    } catch (InterruptedException e) {
      interrupted.countDown();
      return false;
    }
  }

  @Test
  void givesWhatTheWorkGivesFromAThreadThatKeepsNoProcessAlive() throws Exception {
    AtomicReference<Thread> thread = new AtomicReference<>();

    String given =
        LONG.within(
            progressed -> {
              thread.set(Thread.currentThread());
              return "given";
            });

    assertThat(given).isEqualTo("given");
    assertThat(thread.get().getName()).isEqualTo("call");
    assertThat(thread.get().isDaemon()).isTrue();
  }

  @Test
  void throwsWhatTheWorkThrows() {
    IOException failure = new IOException("reset");
    AssertionError error = new AssertionError("killed");

    assertThatThrownBy(
            () ->
                LONG.within(
                    progressed -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThatThrownBy(
            () ->
                LONG.within(
                    progressed -> {
                      throw error;
                    }))
        .isSameAs(error);
  }

  @Test
  void workThatHangsIsInterruptedAndLeft() throws InterruptedException {
    assertThatThrownBy(() -> SHORT.within(progressed -> hang()))
        .isInstanceOf(TimeoutException.class);

    assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void workThatHangsAfterItHasGotOnIsLeftToo() throws InterruptedException {
    assertThatThrownBy(
            () ->
                SHORT.within(
                    progressed -> {
                      progressed.run();
                      return hang();
                    }))
        .isInstanceOf(TimeoutException.class);

    assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void workThatGetsOnMayTakeLonger() throws Exception {
    TimeLimit limit = new TimeLimit("call", Duration.ofMillis(250));
    long end = System.nanoTime() + limit.most().toNanos() * 5 / 2;

    boolean done =
        limit.within(
            progressed -> {
              while (System.nanoTime() < end) {
                progressed.run();
                LockSupport.parkNanos(2_000_000);
              }
              return true;
            });

    assertThat(done).isTrue();
  }

  @Test
  void whoeverIsInterruptedWhileWaitingTakesTheWorkWithHim() throws InterruptedException {
    Thread waiting = Thread.currentThread();

    assertThatThrownBy(
            () ->
                LONG.within(
                    progressed -> {
                      waiting.interrupt();
                      return hang();
                    }))
        .isInstanceOf(InterruptedException.class);

    assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
  }
}
