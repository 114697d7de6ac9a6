package mrs.resilience.health;

import java.time.Duration;

/**
 * A part of the system whose health counts.
 *
 * @param weight w of its term, positive
 * @param vital whether the system is never quite well without it
 * @param staleAfter for how long it may show no progress
 */
public record Component(String name, double weight, boolean vital, Duration staleAfter) {
  /** How long a component may show no progress, unless it says otherwise (seed 002 §1). */
  public static final Duration STALE_AFTER = Duration.ofSeconds(30);

  /** Checks the bounds. */
  public Component {
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "the weight of " + name + " is " + weight + "; it has to be positive");
    }
    if (staleAfter.isNegative() || staleAfter.isZero()) {
      throw new IllegalArgumentException(
          name + " may be silent for " + staleAfter + "; that has to be positive");
    }
  }
}
