package mrs.resilience.governor;

import java.time.Duration;

/**
 * How fast a backlog may go out, the live records beside it included.
 *
 * @param factor times the steady rate of live records; 1.5 as a rule
 * @param floor records a second that are allowed in any case: who sends one delivery a night has no
 *     rate to multiply
 * @param cap records a second that are never exceeded while something is caught up on
 * @param memory over how much active time the steady rate is averaged: what is older counts less
 *     than 1/e
 * @param pause a time without a live record that is longer than this is no active time
 */
public record GovernorPolicy(
    double factor, double floor, double cap, Duration memory, Duration pause) {

  /** Refuses what would let nothing out. */
  public GovernorPolicy {
    if (!(factor >= 1) || !(floor > 0) || !(cap >= floor)) {
      throw new IllegalArgumentException(
          "a governor needs a factor of at least 1, a floor above 0 and a cap of at least the"
              + " floor, not "
              + factor
              + ", "
              + floor
              + " and "
              + cap);
    }
    if (memory.isNegative() || memory.isZero() || pause.isNegative() || pause.isZero()) {
      throw new IllegalArgumentException(
          "a governor's memory and pause are longer than nothing, not " + memory + " and " + pause);
    }
  }

  /** 1.5 times what was steady over the last five active minutes, at least {@code floor}. */
  public static GovernorPolicy withFloor(double floor) {
    return new GovernorPolicy(
        1.5, floor, Double.MAX_VALUE, Duration.ofMinutes(5), Duration.ofSeconds(10));
  }

  /** The rate that goes with a steady rate, in records a second. */
  double rate(double steady) {
    return Math.min(cap, Math.max(factor * steady, floor));
  }
}
