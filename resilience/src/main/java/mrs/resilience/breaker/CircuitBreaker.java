package mrs.resilience.breaker;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;
import mrs.resilience.breaker.BreakerState.Closed;
import mrs.resilience.breaker.BreakerState.ForcedClosed;
import mrs.resilience.breaker.BreakerState.ForcedOpen;
import mrs.resilience.breaker.BreakerState.HalfOpen;
import mrs.resilience.breaker.BreakerState.Open;

/**
 * Guards calls to something that may fail (seed 002 §2). While it is closed all calls go through;
 * once too many have failed ({@link BreakerPolicy}) it opens and none does for a while; then one
 * call at a time is let through as a trial: its success closes the breaker, its failure opens it
 * for twice as long.
 *
 * <p>Each call has a {@link Permit} and reports its outcome through it once. An outcome that comes
 * after the breaker has moved on, of a call that began while it was closed or of a trial that was
 * not waited for, changes nothing. Time is that of the wall, because what a breaker knows outlasts
 * the process ({@link BreakerMemory}). Safe for use by several threads; {@code moved} is called
 * under the breaker's lock and must not call back.
 */
public final class CircuitBreaker {
  private final String name;
  private final BreakerPolicy policy;
  private final InstantSource clock;
  private final Consumer<BreakerMoved> moved;
  private BreakerState state;
  private long epoch;

  /**
   * @param name of what it guards
   * @param start what it knows at first
   * @param moved told of each change between closed, open, half-open and forced
   */
  public CircuitBreaker(
      String name,
      BreakerPolicy policy,
      InstantSource clock,
      BreakerState start,
      Consumer<BreakerMoved> moved) {
    this.name = name;
    this.policy = policy;
    this.clock = clock;
    this.state = start;
    this.moved = moved;
  }

  /** The name of what it guards. */
  public String name() {
    return name;
  }

  /** What it knows just now. */
  public synchronized BreakerState state() {
    return state;
  }

  /** A permit for one call, whose outcome must be reported; empty while none may go through. */
  public synchronized Optional<Permit> tryAcquire() {
    if (state instanceof Closed || state instanceof ForcedClosed) {
      return Optional.of(new Permit(epoch));
    }
    // Asking for the time costs more than all the rest: only who needs it does.
    Instant now = clock.instant();
    if (state instanceof Open open && open.isDue(now, policy)) {
      move(new HalfOpen(open.since(), now, open.failedTrials()), now);
      return Optional.of(new Permit(epoch));
    } else if (state instanceof HalfOpen half && half.isJammed(now, policy)) {
      move(new HalfOpen(half.since(), now, half.failedTrials()), now);
      return Optional.of(new Permit(epoch));
    }
    return Optional.empty();
  }

  /**
   * Makes a call under the breaker.
   *
   * @param isFailure which exceptions say that what is guarded failed; the others (a refused
   *     argument, an interrupt) give the permit back
   * @throws BreakerOpenException if no call may go through
   * @throws Exception what the call throws
   */
  public <T> T call(Callable<T> call, Predicate<Exception> isFailure) throws Exception {
    Permit permit = tryAcquire().orElseThrow(() -> new BreakerOpenException(name, state()));
    try {
      T result = call.call();
      permit.succeeded();
      return result;
    } catch (Exception e) {
      if (isFailure.test(e)) {
        permit.failed();
      }
      throw e;
    } finally {
      permit.giveBack();
    }
  }

  /** Lets no call through until {@link #auto}. */
  public synchronized void forceOpen() {
    Instant now = clock.instant();
    move(new ForcedOpen(now), now);
  }

  /** Lets every call through until {@link #auto}. */
  public synchronized void forceClosed() {
    Instant now = clock.instant();
    move(new ForcedClosed(now), now);
  }

  /** Goes back to its own judgement, as if it had seen no call; one that nobody forced goes on. */
  public synchronized void auto() {
    if (state instanceof ForcedOpen || state instanceof ForcedClosed) {
      move(BreakerState.UNUSED, clock.instant());
    }
  }

  private synchronized void report(long permitEpoch, boolean failed) {
    if (permitEpoch != epoch) {
      return;
    }
    if (state instanceof Closed closed) {
      Closed next = closed.after(failed, policy);
      if (next.opens(policy)) {
        Instant now = clock.instant();
        move(Open.after(0, now, now, policy), now);
      } else {
        state = next;
      }
    } else if (state instanceof HalfOpen half) {
      Instant now = clock.instant();
      move(half.after(failed, now, policy), now);
    }
  }

  /** A trial that says neither is as if it had not been: the next call is the trial. */
  private synchronized void takeBack(long permitEpoch) {
    if (permitEpoch == epoch && state instanceof HalfOpen half) {
      Instant now = clock.instant();
      move(new Open(half.since(), now, half.failedTrials()), now);
    }
  }

  private void move(BreakerState next, Instant now) {
    BreakerState former = state;
    state = next;
    epoch++;
    moved.accept(new BreakerMoved(name, former, next, now));
  }

  /** Permission for one call. Its first report counts, further ones change nothing. */
  public final class Permit {
    private final long permitEpoch;
    private boolean open = true;

    private Permit(long permitEpoch) {
      this.permitEpoch = permitEpoch;
    }

    /** The call worked. */
    public void succeeded() {
      if (close()) {
        report(permitEpoch, false);
      }
    }

    /** What is guarded failed. */
    public void failed() {
      if (close()) {
        report(permitEpoch, true);
      }
    }

    /** The call says nothing about what is guarded; to be called in a {@code finally}. */
    public void giveBack() {
      if (close()) {
        takeBack(permitEpoch);
      }
    }

    private synchronized boolean close() {
      boolean first = open;
      open = false;
      return first;
    }
  }
}
