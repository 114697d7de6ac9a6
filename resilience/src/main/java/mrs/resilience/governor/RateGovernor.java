package mrs.resilience.governor;

import java.util.OptionalLong;
import mrs.resilience.Ticker;

/**
 * Lets a backlog out evenly, beside what arrives. While it drains, live and backlog together never
 * exceed max(factor × steady rate, floor) records in any second, live records go first, and a few
 * tokens are kept for them, so that one that arrives does not wait for what has been waiting
 * longer. While nothing drains, live records go as they come.
 *
 * <p>The steady rate is learnt from live records while nothing drains and is frozen while something
 * does: else the backlog would raise its own limit. If live records alone take all of the rate for
 * a minute, nothing drains in fact; then it is learnt again, or growth would be held down for ever.
 *
 * <p>For one thread, or guarded by the caller.
 */
public final class RateGovernor {
  /** A backlog may take a token when the bucket is full but for what comes in this time, in s. */
  private static final double SLACK = 0.005;

  private static final long STARVED = 60_000_000_000L;

  private final GovernorPolicy policy;
  private final Ticker ticker;
  private final SteadyRate steady;
  private final TokenBucket bucket;
  private boolean draining;
  private double rate;
  private long lastBacklog;

  /** Has seen nothing yet: its rate is the floor. */
  public RateGovernor(GovernorPolicy policy, Ticker ticker) {
    this.policy = policy;
    this.ticker = ticker;
    this.steady = new SteadyRate(policy.memory(), policy.pause());
    this.rate = policy.rate(0);
    this.bucket = new TokenBucket(rate, ticker.nanos());
  }

  /** A backlog begins to drain: the rate is frozen at what it is now. */
  public void drainStarted() {
    draining = true;
    lastBacklog = ticker.nanos();
    adopt();
  }

  /** Nothing drains any more. */
  public void drainEnded() {
    draining = false;
    steady.pause();
  }

  /** Records a second that go out at most while something drains. */
  public double rate() {
    return rate;
  }

  /**
   * The rate of live records while there are any, in records a second; 0 if it is not known yet.
   */
  public double steadyRate() {
    return steady.perSecond();
  }

  /**
   * Takes the right to send now, for as many as possible of those that wait.
   *
   * @param backlog has to be 0 while nothing drains
   */
  public Allowance take(int live, int backlog) {
    long now = ticker.nanos();
    if (!draining) {
      if (backlog > 0) {
        throw new IllegalStateException(
            backlog + " records of a backlog are to go out and no drain was started; start it");
      }
      learn(live, now);
      adopt();
      bucket.owe(live, now);
      return new Allowance(live, 0, OptionalLong.empty());
    }
    int liveNow = bucket.take(live, 0, now);
    int backlogNow = liveNow < live ? 0 : bucket.take(backlog, reserve(), now);
    if (backlogNow > 0 || (backlog == 0 && live == 0)) {
      lastBacklog = now;
    }
    if (now - lastBacklog > STARVED) {
      learn(liveNow, now);
      adopt();
    } else {
      steady.pause();
    }
    return new Allowance(liveNow, backlogNow, again(live - liveNow, backlog - backlogNow, now));
  }

  private void learn(int live, long now) {
    if (live > 0) {
      steady.saw(live, now);
    }
  }

  /** Something goes out to see whether the target is there: it counts, and teaches nothing. */
  public void trial() {
    bucket.owe(1, ticker.nanos());
  }

  private OptionalLong again(int live, int backlog, long now) {
    if (live > 0) {
      return OptionalLong.of(bucket.readyAt(0, now));
    }
    return backlog > 0 ? OptionalLong.of(bucket.readyAt(reserve(), now)) : OptionalLong.empty();
  }

  /** What a backlog leaves in the bucket for live records. */
  private double reserve() {
    return Math.max(0, bucket.depth() - Math.max(1, bucket.in(SLACK)));
  }

  private void adopt() {
    rate = policy.rate(steady.perSecond());
    bucket.rate(rate, ticker.nanos());
  }
}
