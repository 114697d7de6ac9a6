package mrs.resilience.governor;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When to try again whoever is away: after a time drawn evenly from between the shortest and a
 * limit that doubles with every failure up to the longest (full jitter, so that many that lost the
 * same target do not come back at once).
 *
 * @param least the shortest time to wait
 * @param most the longest
 * @param failures how many there were without a success
 */
public record Reconnect(Duration least, Duration most, int failures) {
  private static final int MOST_DOUBLINGS = 30;

  /** Refuses limits that are none. */
  public Reconnect {
    if (least.isNegative() || least.isZero() || most.compareTo(least) < 0 || failures < 0) {
      throw new IllegalArgumentException(
          "a reconnect waits from more than nothing up to no less, not from "
              + least
              + " to "
              + most
              + " after "
              + failures
              + " failures");
    }
  }

  /** From 1 to 60 seconds; nothing has failed. */
  public static Reconnect upToAMinute() {
    return new Reconnect(Duration.ofSeconds(1), Duration.ofSeconds(60), 0);
  }

  /** After one more failure. */
  public Reconnect failed() {
    return new Reconnect(least, most, failures + 1);
  }

  /** After a success. */
  public Reconnect succeeded() {
    return new Reconnect(least, most, 0);
  }

  /** How long to wait before the next attempt. */
  public Duration delay(RandomGenerator random) {
    long limit = Math.min(most.toNanos(), doubled(least.toNanos()));
    return Duration.ofNanos(random.nextLong(least.toNanos(), limit + 1));
  }

  private long doubled(long nanos) {
    int doublings = Math.min(failures, MOST_DOUBLINGS);
    return nanos > Long.MAX_VALUE >> doublings ? Long.MAX_VALUE - 1 : nanos << doublings;
  }
}
