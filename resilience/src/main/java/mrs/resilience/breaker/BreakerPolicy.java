package mrs.resilience.breaker;

import java.time.Duration;

/**
 * When a breaker opens and for how long.
 *
 * <p>It opens when the moving average of failures f, f ← (1 − {@code weight}) f + {@code weight} x
 * with x = 1 for a failure and 0 for a success, is above {@code opensAbove} after at least {@code
 * leastCalls} calls, or after {@code inARow} failures in a row. It then stays open for {@code
 * openFor}, doubled with each trial that fails, up to {@code longestOpen}: short enough that what
 * is used once a night is tried every night.
 *
 * @param weight of the newest call in the moving average, in (0, 1]
 * @param opensAbove share of failures, in (0, 1)
 * @param leastCalls calls before the average is trusted, at least 1
 * @param inARow failures in a row that open it whatever the average, at least 1
 * @param openFor how long it stays open at first
 * @param longestOpen how long it stays open at most
 * @param trialLimit after which a trial that has not reported no longer keeps others waiting
 */
public record BreakerPolicy(
    double weight,
    double opensAbove,
    int leastCalls,
    int inARow,
    Duration openFor,
    Duration longestOpen,
    Duration trialLimit) {
  /** Average .1 and .5 after 10 calls, or 5 in a row; 30 s, up to an hour. */
  public static final BreakerPolicy USUAL =
      new BreakerPolicy(
          .1, .5, 10, 5, Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofMinutes(5));

  /** Checks the bounds. */
  public BreakerPolicy {
    require(weight > 0 && weight <= 1, "weight is in (0, 1]", weight);
    require(opensAbove > 0 && opensAbove < 1, "opensAbove is in (0, 1)", opensAbove);
    require(leastCalls >= 1, "leastCalls is at least 1", leastCalls);
    require(inARow >= 1, "inARow is at least 1", inARow);
    require(isPositive(openFor), "openFor is positive", openFor);
    require(longestOpen.compareTo(openFor) >= 0, "longestOpen is at least openFor", longestOpen);
    require(isPositive(trialLimit), "trialLimit is positive", trialLimit);
  }

  /** How long it stays open after so many trials in a row have failed. */
  Duration openFor(int failedTrials) {
    Duration open = openFor;
    for (int i = 0; i < failedTrials && open.compareTo(longestOpen) < 0; i++) {
      open = open.multipliedBy(2);
    }
    return open.compareTo(longestOpen) < 0 ? open : longestOpen;
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  private static void require(boolean holds, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", but it is " + value);
    }
  }
}
