package mrs.resilience.governor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Live records that arrive at random moments, first with nothing to catch up on, then beside a
 * backlog without end, on a simulated clock; the governor is asked at every arrival and whenever it
 * said to.
 */
final class SimulatedTraffic {
  static final long SECOND = 1_000_000_000L;
  private static final double LEARNS = 60;

  private final Random random;
  private final double perSecond;
  private final double unevenness;
  private final RateGovernor governor;
  private final Deque<Long> queue = new ArrayDeque<>();

  /** When records went out while the backlog drained. */
  final List<Long> sent = new ArrayList<>();

  /** How long each live record waited meanwhile, in nanoseconds. */
  final List<Long> waits = new ArrayList<>();

  final double steady;
  int backlogSent;
  boolean liveWentFirst = true;
  private long now;
  private OptionalLong again = OptionalLong.empty();

  /**
   * Learns for a minute, then drains.
   *
   * @param unevenness 0: live records come at the same rate all the time; 1: for seconds at none,
   *     and for seconds at twice the rate
   */
  SimulatedTraffic(
      long seed, double perSecond, double unevenness, GovernorPolicy policy, double drainSeconds) {
    this.random = new Random(seed);
    this.perSecond = perSecond;
    this.unevenness = unevenness;
    this.governor = new RateGovernor(policy, () -> now);
    long end = (long) (LEARNS * SECOND);
    for (long next = gap(); next < end; next = now + gap()) {
      now = next;
      governor.take(1, 0);
    }
    steady = governor.steadyRate();
    governor.drainStarted();
    drain(now + (long) (drainSeconds * SECOND));
  }

  double rate() {
    return governor.rate();
  }

  private long gap() {
    boolean busy = now / SECOND % 4 < 2;
    double rate = Math.max(perSecond / 100, perSecond * (1 + (busy ? unevenness : -unevenness)));
    return (long) (-Math.log(1 - random.nextDouble()) / rate * SECOND) + 1;
  }

  private void drain(long end) {
    long arrival = now + gap();
    while (now < end) {
      boolean arrives = again.isEmpty() || arrival <= again.getAsLong();
      now = arrives ? arrival : again.getAsLong();
      if (arrives) {
        queue.add(now);
        arrival = now + gap();
      }
      Allowance allowance = governor.take(queue.size(), 1_000_000);
      liveWentFirst &= allowance.backlog() == 0 || allowance.live() == queue.size();
      for (int i = 0; i < allowance.live(); i++) {
        waits.add(now - queue.remove());
      }
      sent.addAll(Collections.nCopies(allowance.live() + allowance.backlog(), now));
      backlogSent += allowance.backlog();
      again = allowance.again();
    }
  }

  /** The most that went out in any second. */
  int mostInASecond() {
    int most = 0;
    int first = 0;
    for (int last = 0; last < sent.size(); last++) {
      while (sent.get(first) <= sent.get(last) - SECOND) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  double meanPerSecond() {
    return sent.size() / ((sent.get(sent.size() - 1) - sent.get(0)) / (double) SECOND);
  }

  /** The wait that 95 % of live records do not exceed, in seconds. */
  double p95Wait() {
    long[] sorted = waits.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted[(int) (sorted.length * 0.95)] / (double) SECOND;
  }
}
