package mrs.resilience.breaker;

import java.time.Instant;

/** What a breaker knows: one immutable value a state, which says what comes after an outcome. */
public sealed interface BreakerState {
  /** The state of a breaker that has seen no call. */
  BreakerState UNUSED = new Closed(0, 0, 0);

  /** Calls go through and are counted. */
  record Closed(double failureRate, int calls, int failuresInARow) implements BreakerState {
    /** With one outcome more. */
    Closed after(boolean failed, BreakerPolicy policy) {
      double rate = (1 - policy.weight()) * failureRate + (failed ? policy.weight() : 0);
      // The count only matters up to the least number; it must not overflow in a long life.
      int seen = Math.min(calls + 1, policy.leastCalls());
      return new Closed(rate, seen, failed ? failuresInARow + 1 : 0);
    }

    /** Whether too many have failed. */
    boolean opens(BreakerPolicy policy) {
      return failuresInARow >= policy.inARow()
          || (calls >= policy.leastCalls() && failureRate > policy.opensAbove());
    }
  }

  /**
   * No call goes through before {@code until}.
   *
   * @param since when it opened, failed trials in between included
   * @param failedTrials trials in a row that failed
   */
  record Open(Instant since, Instant until, int failedTrials) implements BreakerState {
    static Open after(int failedTrials, Instant since, Instant now, BreakerPolicy policy) {
      return new Open(since, now.plus(policy.openFor(failedTrials)), failedTrials);
    }

    /**
     * Whether a trial is due. A clock that was set back must not keep it shut: it is never waited
     * for longer than the longest time.
     */
    boolean isDue(Instant now, BreakerPolicy policy) {
      return !now.isBefore(until) || until.isAfter(now.plus(policy.longestOpen()));
    }
  }

  /**
   * One call, the trial, is out; the others wait for it.
   *
   * @param since when it opened
   * @param trialSince when the trial started
   * @param failedTrials trials in a row that failed before
   */
  record HalfOpen(Instant since, Instant trialSince, int failedTrials) implements BreakerState {
    /** Whether the trial is not waited for any longer. */
    boolean isJammed(Instant now, BreakerPolicy policy) {
      return !now.isBefore(trialSince.plus(policy.trialLimit())) || trialSince.isAfter(now);
    }

    BreakerState after(boolean failed, Instant now, BreakerPolicy policy) {
      return failed ? Open.after(failedTrials + 1, since, now, policy) : UNUSED;
    }
  }

  /** Somebody wants no call to go through. */
  record ForcedOpen(Instant since) implements BreakerState {}

  /** Somebody wants every call to go through. */
  record ForcedClosed(Instant since) implements BreakerState {}
}
