package mrs.resilience.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a command waits before it is tried again, and how often it is tried. Full jitter: after
 * attempt n it waits for a time drawn evenly from 0 to min({@code longest}, {@code base} · {@code
 * factor}ⁿ⁻¹), so that many that failed at once do not come back at once. Seed 001 §1.2.
 *
 * @param base from 1 ms to {@code longest}
 * @param factor from 1 to 10
 * @param attempts from 1 to {@value #MOST_ATTEMPTS}: the first and its repetitions
 * @param longest at most a day
 */
public record RetryPolicy(Duration base, double factor, int attempts, Duration longest) {
  static final int MOST_ATTEMPTS = 10;
  private static final Duration DAY = Duration.ofDays(1);

  /** Refuses what is not as described. */
  public RetryPolicy {
    check(longest.compareTo(DAY) <= 0, "longest", longest, "at most " + DAY);
    check(
        base.compareTo(Duration.ofMillis(1)) >= 0 && base.compareTo(longest) <= 0,
        "base",
        base,
        "1 ms to " + longest);
    check(factor >= 1 && factor <= 10, "factor", factor, "1 to 10");
    check(
        attempts >= 1 && attempts <= MOST_ATTEMPTS, "attempts", attempts, "1 to " + MOST_ATTEMPTS);
  }

  /** 500 ms, doubled each time up to 30 s; five attempts. */
  public static RetryPolicy defaults() {
    return new RetryPolicy(Duration.ofMillis(500), 2, 5, Duration.ofSeconds(30));
  }

  /** How long to wait after the {@code n}th time, from 1 on. */
  Duration delay(int n, RandomGenerator random) {
    return Duration.ofNanos(random.nextLong(ceiling(n).toNanos() + 1));
  }

  /** The longest wait after the {@code n}th time. */
  Duration ceiling(int n) {
    double nanos = base.toNanos() * Math.pow(factor, n - 1);
    return Duration.ofNanos((long) Math.min(longest.toNanos(), nanos));
  }

  private static void check(boolean holds, String what, Object value, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(
          "a retry policy cannot have " + what + " = " + value + "; allowed: " + allowed);
    }
  }
}
