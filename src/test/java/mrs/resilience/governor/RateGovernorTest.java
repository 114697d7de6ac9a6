package mrs.resilience.governor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A governor, step by step, on a clock that the test turns. */
class RateGovernorTest {
  private static final long SECOND = 1_000_000_000L;

  private long now;
  private final RateGovernor governor = new RateGovernor(GovernorPolicy.withFloor(2), () -> now);

  private void liveFor(int seconds, int perSecond) {
    for (int i = 0; i < seconds * perSecond; i++) {
      now += SECOND / perSecond;
      governor.take(1, 0);
    }
  }

  @Test
  void allowsTheFloorWhereNothingIsKnown() {
    assertThat(governor.rate()).isEqualTo(2);
    governor.drainStarted();
    Allowance first = governor.take(0, 100);
    assertThat(first.backlog()).isZero();
    assertThat(first.again().getAsLong()).isEqualTo(SECOND / 2);
    now = SECOND / 2;
    assertThat(governor.take(0, 100).backlog()).isOne();
    assertThat(governor.take(0, 100).again().getAsLong()).isEqualTo(SECOND);
  }

  @Test
  void doesNotSaveUpForABurst() {
    governor.drainStarted();
    now += 3600 * SECOND;
    assertThat(governor.take(0, 100).backlog()).isOne();
  }

  @Test
  void learnsWhileNothingDrainsAndNotWhileSomethingDoes() {
    liveFor(60, 20);
    assertThat(governor.steadyRate()).isCloseTo(20, within(0.01));
    governor.drainStarted();
    assertThat(governor.rate()).isCloseTo(30, within(0.02));
    double frozen = governor.rate();
    for (int i = 0; i < 3000; i++) {
      now += SECOND / 100;
      governor.take(1, 100);
    }
    assertThat(governor.rate()).isEqualTo(frozen);
    governor.drainEnded();
    assertThat(governor.rate()).isEqualTo(frozen);
  }

  @Test
  void forgetsWhatIsLongAgo() {
    liveFor(600, 20);
    liveFor(1500, 5);
    assertThat(governor.steadyRate()).isCloseTo(5, within(0.2));
  }

  @Test
  void takesPausesForNoTime() {
    for (int night = 0; night < 30; night++) {
      liveFor(10, 8);
      now += 80_000 * SECOND;
    }
    assertThat(governor.steadyRate()).isCloseTo(8, within(0.1));
  }

  @Test
  void hasNoRateForOneDeliveryANight() {
    for (int night = 0; night < 100; night++) {
      now += 86_400 * SECOND;
      governor.take(1, 0);
    }
    assertThat(governor.steadyRate()).isZero();
    assertThat(governor.rate()).isEqualTo(2);
  }

  @Test
  void countsBundlesAsWhatIsInThem() {
    for (int i = 0; i < 120; i++) {
      now += SECOND;
      governor.take(20, 0);
    }
    assertThat(governor.steadyRate()).isCloseTo(20, within(0.05));
  }

  @Test
  void letsLiveRecordsPassWhileNothingDrains() {
    assertThat(governor.take(1_000_000, 0)).isEqualTo(new Allowance(1_000_000, 0, empty()));
    assertThatThrownBy(() -> governor.take(0, 1)).hasMessageContaining("no drain was started");
  }

  private static java.util.OptionalLong empty() {
    return java.util.OptionalLong.empty();
  }

  @Test
  void keepsTokensForLiveRecords() {
    liveFor(60, 100);
    now += SECOND;
    governor.drainStarted();
    Allowance backlog = governor.take(0, 1000);
    assertThat(backlog.backlog()).isBetween(1, 2);
    assertThat(governor.take(5, 1000))
        .extracting(Allowance::live, Allowance::backlog)
        .containsExactly(5, 0);
  }

  @Test
  void waitsForWhatWentOutBeforeTheDrainBegan() {
    liveFor(60, 20);
    governor.take(25, 0);
    governor.drainStarted();
    Allowance allowance = governor.take(0, 10);
    assertThat(allowance.backlog()).isZero();
    assertThat(allowance.again().getAsLong() - now).isBetween(SECOND * 7 / 10, SECOND);
  }

  @Test
  void learnsAgainIfLiveRecordsAloneTakeAllOfTheRate() {
    liveFor(60, 20);
    governor.drainStarted();
    double frozen = governor.rate();
    int waiting = 0;
    for (int i = 0; i < 100 * 1800; i++) {
      now += SECOND / 100;
      waiting++;
      waiting -= governor.take(waiting, 100).live();
    }
    assertThat(governor.rate()).isGreaterThan(3 * frozen);
    assertThat(waiting).isLessThan(1000);
  }

  @Test
  void exceedsNoCap() {
    RateGovernor capped =
        new RateGovernor(
            new GovernorPolicy(1.5, 2, 10, Duration.ofMinutes(5), Duration.ofSeconds(10)),
            () -> now);
    for (int i = 0; i < 6000; i++) {
      now += SECOND / 100;
      capped.take(1, 0);
    }
    assertThat(capped.rate()).isEqualTo(10);
  }

  @Test
  void aTrialCountsAndTeachesNothing() {
    governor.trial();
    governor.drainStarted();
    assertThat(governor.take(1, 0).again().getAsLong()).isEqualTo(SECOND);
    assertThat(governor.steadyRate()).isZero();
  }

  @Test
  void refusesAPolicyThatLetsNothingOut() {
    assertThatThrownBy(() -> GovernorPolicy.withFloor(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> GovernorPolicy.withFloor(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new GovernorPolicy(0.9, 1, 2, Duration.ofMinutes(1), Duration.ofSeconds(1)))
        .hasMessageContaining("not 0.9, 1.0 and 2.0");
    assertThatThrownBy(() -> new GovernorPolicy(1.5, 1, 2, Duration.ZERO, Duration.ofSeconds(1)))
        .hasMessageContaining("longer than nothing");
  }
}
