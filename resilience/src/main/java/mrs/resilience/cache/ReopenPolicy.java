package mrs.resilience.cache;

import java.time.Duration;

/**
 * When a broken backend is tried again: after {@code first}, then each time {@code factor} times
 * later, at most {@code longest}. It is one process and its own disk, so nothing is drawn.
 *
 * @param wipeAfter after so many failures in a row it is wiped before the next try, as it may be
 *     its files that are broken, in a way that it does not see
 */
public record ReopenPolicy(Duration first, double factor, Duration longest, int wipeAfter) {
  /** After a second, then twice as long up to a minute; wiped after five failures. */
  public static final ReopenPolicy DEFAULT =
      new ReopenPolicy(Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 5);

  /** Checks it. */
  public ReopenPolicy {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "a backend is tried again after 0 < first <= longest, and not "
              + first
              + " and "
              + longest);
    }
    if (!(factor >= 1) || factor > 100) {
      throw new IllegalArgumentException("the factor is from 1 to 100, and not " + factor);
    }
    if (wipeAfter < 1) {
      throw new IllegalArgumentException(
          "a backend can be wiped after 1 failure or more, and not after " + wipeAfter);
    }
  }

  /** How long to wait after so many failures in a row. */
  Duration after(int failures) {
    double millis = first.toMillis() * Math.pow(factor, failures - 1);
    return millis < longest.toMillis() ? Duration.ofMillis((long) millis) : longest;
  }
}
