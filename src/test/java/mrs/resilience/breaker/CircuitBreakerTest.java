package mrs.resilience.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import mrs.resilience.HandClock;
import mrs.resilience.breaker.BreakerState.Closed;
import mrs.resilience.breaker.BreakerState.HalfOpen;
import mrs.resilience.breaker.BreakerState.Open;
import mrs.resilience.breaker.CircuitBreaker.Permit;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private final HandClock clock = new HandClock();
  private final Instant start = clock.instant();
  private final List<BreakerMoved> moves = new ArrayList<>();
  private final CircuitBreaker breaker = startWith(BreakerState.UNUSED);

  @Test
  void opensAfterFiveFailuresInARow() {
    fail(4);
    assertThat(breaker.state()).isInstanceOf(Closed.class);
    fail(1);

    assertThat(breaker.state()).isEqualTo(new Open(start, start.plusSeconds(30), 0));
    assertThat(breaker.tryAcquire()).isEmpty();
    assertThat(moves)
        .extracting(BreakerMoved::to)
        .containsExactly(new Open(start, start.plusSeconds(30), 0));
  }

  @Test
  void aSuccessInBetweenStartsTheRowAnew() {
    fail(4);
    succeed();
    fail(4);

    assertThat(breaker.state()).isInstanceOf(Closed.class);
  }

  @Test
  void opensWhenMoreThanHalfFailOnAverageButNotBeforeTheTenthCall() {
    BreakerPolicy policy =
        new BreakerPolicy(
            .5, .5, 10, 100, Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofMinutes(1));
    CircuitBreaker averaging =
        new CircuitBreaker("feed", policy, clock, BreakerState.UNUSED, moves::add);
    for (int call = 1; call <= 9; call++) {
      averaging.tryAcquire().orElseThrow().failed();
    }
    assertThat(averaging.state()).isEqualTo(new Closed(1 - Math.pow(.5, 9), 9, 9));
    averaging.tryAcquire().orElseThrow().failed();

    assertThat(averaging.state()).isInstanceOf(Open.class);
  }

  @Test
  void letsOneTrialThroughOnceTheTimeIsOver() {
    fail(5);
    clock.move(Duration.ofSeconds(30).minusNanos(1));
    assertThat(breaker.tryAcquire()).isEmpty();
    clock.move(Duration.ofNanos(1));

    Permit trial = breaker.tryAcquire().orElseThrow();
    assertThat(breaker.tryAcquire()).isEmpty();
    trial.succeeded();
    assertThat(breaker.state()).isEqualTo(BreakerState.UNUSED);
    assertThat(breaker.tryAcquire()).isPresent();
  }

  @Test
  void staysOpenForTwiceAsLongAfterEachTrialThatFailsUpToAnHour() {
    fail(5);
    List<Long> waits = new ArrayList<>();
    for (int trial = 0; trial < 9; trial++) {
      Open open = (Open) breaker.state();
      waits.add(Duration.between(clock.instant(), open.until()).toSeconds());
      assertThat(open.since()).isEqualTo(start);
      clock.move(Duration.between(clock.instant(), open.until()));
      breaker.tryAcquire().orElseThrow().failed();
    }

    assertThat(waits).containsExactly(30L, 60L, 120L, 240L, 480L, 960L, 1920L, 3600L, 3600L);
  }

  @Test
  void aTrialThatNeverReportsIsNotWaitedForForEver() {
    fail(5);
    clock.move(Duration.ofSeconds(30));
    Permit jammed = breaker.tryAcquire().orElseThrow();
    clock.move(Duration.ofMinutes(5).minusNanos(1));
    assertThat(breaker.tryAcquire()).isEmpty();
    clock.move(Duration.ofNanos(1));

    Permit other = breaker.tryAcquire().orElseThrow();
    jammed.failed();
    assertThat(breaker.state()).isInstanceOf(HalfOpen.class);
    other.succeeded();
    assertThat(breaker.state()).isEqualTo(BreakerState.UNUSED);
  }

  @Test
  void aTrialThatIsGivenBackLetsTheNextCallTry() {
    fail(5);
    clock.move(Duration.ofSeconds(30));
    breaker.tryAcquire().orElseThrow().giveBack();

    assertThat(breaker.tryAcquire()).isPresent();
  }

  @Test
  void anOutcomeOfBeforeItOpenedChangesNothing() {
    Permit early = breaker.tryAcquire().orElseThrow();
    fail(5);
    clock.move(Duration.ofSeconds(30));
    breaker.tryAcquire();
    early.succeeded();

    assertThat(breaker.state()).isInstanceOf(HalfOpen.class);
  }

  @Test
  void onlyTheFirstReportOfAPermitCounts() {
    Permit permit = breaker.tryAcquire().orElseThrow();
    permit.failed();
    permit.failed();
    permit.succeeded();

    assertThat(breaker.state()).isEqualTo(new Closed(.1, 1, 1));
  }

  @Test
  void aNewProcessGoesOnFromWhatTheLastOneKnew() {
    fail(5);
    clock.move(Duration.ofSeconds(29));
    CircuitBreaker next = startWith(BreakerMemory.of(breaker.state()).state());

    assertThat(next.tryAcquire()).isEmpty();
    clock.move(Duration.ofSeconds(1));
    assertThat(next.tryAcquire()).isPresent();
  }

  @Test
  void aClockThatWasSetBackDoesNotKeepItShut() {
    fail(5);
    clock.move(Duration.ofDays(-400));

    assertThat(breaker.tryAcquire()).isPresent();
  }

  @Test
  void whatIsForcedStaysUntilItIsLetGo() {
    breaker.forceOpen();
    clock.move(Duration.ofDays(2));
    assertThat(breaker.tryAcquire()).isEmpty();
    breaker.forceClosed();
    fail(20);
    assertThat(breaker.tryAcquire()).isPresent();
    breaker.auto();
    fail(5);

    assertThat(breaker.tryAcquire()).isEmpty();
    breaker.auto();
    assertThat(breaker.tryAcquire()).isEmpty();
  }

  @Test
  void countsWhatIsAFailureAndThrowsOnWhatIsThrown() throws Exception {
    assertThat(breaker.call(() -> "read", e -> true)).isEqualTo("read");
    assertThatThrownBy(() -> breaker.call(() -> throwing(new IOException("gone")), this::isIo))
        .isInstanceOf(IOException.class)
        .hasMessage("gone");
    assertThat(breaker.state()).isEqualTo(new Closed(.1, 2, 1));
    assertThatThrownBy(() -> breaker.call(() -> throwing(new IllegalStateException()), this::isIo))
        .isInstanceOf(IllegalStateException.class);
    assertThat(breaker.state()).isEqualTo(new Closed(.1, 2, 1));
  }

  @Test
  void saysWhyACallWasNotMade() {
    fail(5);

    assertThatThrownBy(() -> breaker.call(() -> "read", e -> true))
        .isInstanceOf(BreakerOpenException.class)
        .hasMessage(
            "feed is left alone: it has failed since 2026-03-01T02:00:00Z and is tried again at"
                + " 2026-03-01T02:00:30Z");
  }

  private CircuitBreaker startWith(BreakerState state) {
    return new CircuitBreaker("feed", BreakerPolicy.USUAL, clock, state, moves::add);
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      breaker.tryAcquire().orElseThrow().failed();
    }
  }

  private void succeed() {
    breaker.tryAcquire().orElseThrow().succeeded();
  }

  private boolean isIo(Exception e) {
    return e instanceof IOException;
  }

  private static String throwing(Exception e) throws Exception {
    throw e;
  }
}
