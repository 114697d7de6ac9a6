package mrs.resilience.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** How often a call is made, after which waits, and what its caller is given. */
class RetryCallsTest {
  private static final IOException RESET = new IOException("reset");

  private final Queue<Exception> failures = new ArrayDeque<>();
  private final List<Duration> waits = new ArrayList<>();
  private final RetryCalls retry = new RetryCalls(4, Duration.ofSeconds(2), waits::add);
  private int calls;

  private String work() throws Exception {
    calls++;
    Exception failure = failures.poll();
    if (failure != null) {
      throw failure;
    }
    return "done";
  }

  private static boolean mayPass(Exception e) {
    return e instanceof IOException && !(e instanceof FileNotFoundException);
  }

  @Test
  void whatSucceedsIsDoneOnce() throws Exception {
    assertThat(retry.call(this::work, RetryCallsTest::mayPass)).isEqualTo("done");

    assertThat(calls).isEqualTo(1);
    assertThat(waits).isEmpty();
  }

  @Test
  void whatMayPassIsDoneAgainAfterAWaitThatDoubles() throws Exception {
    failures.addAll(List.of(RESET, RESET, RESET));

    assertThat(retry.call(this::work, RetryCallsTest::mayPass)).isEqualTo("done");

    assertThat(calls).isEqualTo(4);
    assertThat(waits)
        .containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
  }

  @Test
  void whatKeepsFailingIsGivenUpWithItsLastFailure() {
    IOException last = new IOException("still");
    failures.addAll(List.of(RESET, RESET, RESET, last));

    assertThatThrownBy(() -> retry.call(this::work, RetryCallsTest::mayPass)).isSameAs(last);

    assertThat(calls).isEqualTo(4);
    assertThat(waits).hasSize(3);
  }

  @Test
  void whatWillNotPassIsNotDoneAgain() {
    FileNotFoundException gone = new FileNotFoundException("gone");
    failures.addAll(List.of(RESET, gone));

    assertThatThrownBy(() -> retry.call(this::work, RetryCallsTest::mayPass)).isSameAs(gone);

    assertThat(waits).containsExactly(Duration.ofSeconds(2));
  }

  @Test
  void anErrorIsNotContained() {
    assertThatThrownBy(
            () ->
                retry.call(
                    () -> {
                      throw new AssertionError("killed");
                    },
                    e -> true))
        .isInstanceOf(AssertionError.class);
    assertThat(waits).isEmpty();
  }

  @Test
  void oneAttemptIsOneAndNoDelayIsNone() throws Exception {
    failures.addAll(List.of(RESET, RESET, RESET));

    assertThatThrownBy(
            () -> new RetryCalls(1, Duration.ofSeconds(2), waits::add).call(this::work, e -> true))
        .isSameAs(RESET);
    assertThat(waits).isEmpty();
    assertThat(new RetryCalls(3, Duration.ZERO, waits::add).call(this::work, e -> true))
        .isEqualTo("done");
    assertThat(waits).containsExactly(Duration.ZERO, Duration.ZERO);
  }

  @Test
  void aWaitThatFailsEndsIt() {
    failures.add(RESET);
    IllegalStateException interrupted = new IllegalStateException("interrupted");
    RetryCalls broken =
        new RetryCalls(
            3,
            Duration.ofSeconds(1),
            wait -> {
              throw interrupted;
            });

    assertThatThrownBy(() -> broken.call(this::work, e -> true)).isSameAs(interrupted);
    assertThat(calls).isEqualTo(1);
  }
}
