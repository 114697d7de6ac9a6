package mrs.resilience.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mrs.resilience.HandClock;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * A breaker lets through exactly the calls that the rule lets through, told another way: from the
 * list of all outcomes since it last closed, in whole seconds. Between any two steps the process
 * may be a new one.
 */
class CircuitBreakerProperties {
  private static final BreakerPolicy POLICY = BreakerPolicy.USUAL;

  /** What happens next. */
  enum Step {
    SUCCEEDS,
    FAILS,
    FAILS_AGAIN,
    SAYS_NOTHING,
    TAKES_MINUTES,
    WAIT_A_LITTLE,
    WAIT_LONG,
    NEW_PROCESS
  }

  @Property(tries = 400)
  void letsThroughWhatTheRuleLetsThrough(@ForAll("steps") List<Step> steps) {
    HandClock clock = new HandClock();
    CircuitBreaker breaker = start(clock, BreakerState.UNUSED);
    Rule rule = new Rule();
    for (Step step : steps) {
      switch (step) {
        case WAIT_A_LITTLE -> clock.move(Duration.ofSeconds(10));
        case WAIT_LONG -> clock.move(Duration.ofMinutes(25));
        case NEW_PROCESS -> breaker = start(clock, BreakerMemory.of(breaker.state()).state());
        default -> {
          boolean through = rule.lets(now(clock));
          assertThat(breaker.tryAcquire().map(permit -> call(permit, step)).isPresent())
              .isEqualTo(through);
          if (through) {
            rule.outcome(step, now(clock));
          }
        }
      }
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(2, Arbitraries.of(Step.SUCCEEDS)),
            net.jqwik.api.Tuple.of(5, Arbitraries.of(Step.FAILS, Step.FAILS_AGAIN)),
            net.jqwik.api.Tuple.of(3, Arbitraries.of(Step.class)))
        .list()
        .ofMinSize(20)
        .ofMaxSize(120);
  }

  private static CircuitBreaker start(HandClock clock, BreakerState state) {
    return new CircuitBreaker("feed", POLICY, clock, state, moved -> {});
  }

  private static long now(HandClock clock) {
    return clock.instant().getEpochSecond();
  }

  private static CircuitBreaker.Permit call(CircuitBreaker.Permit permit, Step step) {
    switch (step) {
      case SUCCEEDS -> permit.succeeded();
      case FAILS, FAILS_AGAIN -> permit.failed();
      case SAYS_NOTHING -> permit.giveBack();
      default -> {
        // The call takes minutes: it has not reported.
      }
    }
    return permit;
  }

  /** The rule, from all outcomes and in seconds. */
  private static final class Rule {
    private final List<Boolean> failures = new ArrayList<>();
    private boolean open;
    private long trialAt;
    private boolean trialOut;
    private long wait = 30;

    boolean lets(long now) {
      return !open || now >= trialAt;
    }

    void outcome(Step step, long now) {
      boolean failed = step == Step.FAILS || step == Step.FAILS_AGAIN;
      boolean reports = failed || step == Step.SUCCEEDS;
      if (open) {
        trialOut = step == Step.TAKES_MINUTES;
        if (trialOut) {
          trialAt = now + POLICY.trialLimit().toSeconds();
        } else if (failed) {
          wait = Math.min(2 * wait, 3600);
          trialAt = now + wait;
        } else if (reports) {
          open = false;
          failures.clear();
          wait = 30;
        } else {
          trialAt = now;
        }
      } else if (reports) {
        failures.add(failed);
        if (opens()) {
          open = true;
          trialAt = now + wait;
        }
      }
    }

    private boolean opens() {
      int n = failures.size();
      double average = 0;
      for (int i = 0; i < n; i++) {
        average += failures.get(i) ? .1 * Math.pow(.9, n - 1.0 - i) : 0;
      }
      boolean fiveInARow = n >= 5 && failures.subList(n - 5, n).stream().allMatch(f -> f);
      return fiveInARow || n >= 10 && average > .5;
    }
  }
}
