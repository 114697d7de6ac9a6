package mrs.resilience.breaker;

import java.time.Instant;
import java.util.Optional;
import mrs.resilience.breaker.BreakerState.Closed;
import mrs.resilience.breaker.BreakerState.ForcedClosed;
import mrs.resilience.breaker.BreakerState.ForcedOpen;
import mrs.resilience.breaker.BreakerState.HalfOpen;
import mrs.resilience.breaker.BreakerState.Open;

/**
 * A {@link BreakerState} as plain columns, to be kept in a row and read at the next start.
 *
 * @param position which state it is
 * @param failureRate moving average of failures, in [0, 1]; 0 unless closed
 * @param calls calls seen since it closed, up to the least number; 0 unless closed
 * @param failures failures in a row while closed, failed trials in a row otherwise
 * @param since when it opened, or was forced; empty while closed
 * @param until while open, when a trial is due; while half-open, when the trial started
 */
public record BreakerMemory(
    Position position,
    double failureRate,
    int calls,
    int failures,
    Optional<Instant> since,
    Optional<Instant> until) {
  /** The states, as words. */
  public enum Position {
    CLOSED,
    OPEN,
    HALF_OPEN,
    FORCED_OPEN,
    FORCED_CLOSED
  }

  /** The columns of a state. */
  public static BreakerMemory of(BreakerState state) {
    if (state instanceof Closed closed) {
      return new BreakerMemory(
          Position.CLOSED,
          closed.failureRate(),
          closed.calls(),
          closed.failuresInARow(),
          Optional.empty(),
          Optional.empty());
    } else if (state instanceof Open open) {
      return notClosed(Position.OPEN, open.failedTrials(), open.since(), open.until());
    } else if (state instanceof HalfOpen half) {
      return notClosed(Position.HALF_OPEN, half.failedTrials(), half.since(), half.trialSince());
    } else if (state instanceof ForcedOpen forced) {
      return forced(Position.FORCED_OPEN, forced.since());
    } else {
      return forced(Position.FORCED_CLOSED, ((ForcedClosed) state).since());
    }
  }

  /**
   * The state that the columns stand for. What cannot be a state is read as the state of a breaker
   * that has seen no call: a damaged memory must not shut anything.
   */
  public BreakerState state() {
    return switch (position) {
      case CLOSED ->
          failureRate >= 0 && failureRate <= 1 && calls >= 0 && failures >= 0
              ? new Closed(failureRate, calls, failures)
              : BreakerState.UNUSED;
      case OPEN -> areKnown() ? new Open(since.get(), until.get(), failures) : BreakerState.UNUSED;
      case HALF_OPEN ->
          areKnown() ? new HalfOpen(since.get(), until.get(), failures) : BreakerState.UNUSED;
      case FORCED_OPEN -> since.<BreakerState>map(ForcedOpen::new).orElse(BreakerState.UNUSED);
      case FORCED_CLOSED -> since.<BreakerState>map(ForcedClosed::new).orElse(BreakerState.UNUSED);
    };
  }

  private boolean areKnown() {
    return since.isPresent() && until.isPresent() && failures >= 0;
  }

  private static BreakerMemory notClosed(
      Position position, int failures, Instant since, Instant until) {
    return new BreakerMemory(position, 0, 0, failures, Optional.of(since), Optional.of(until));
  }

  private static BreakerMemory forced(Position position, Instant since) {
    return new BreakerMemory(position, 0, 0, 0, Optional.of(since), Optional.empty());
  }
}
