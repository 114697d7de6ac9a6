package mrs.resilience;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it, backwards too; wall time and ticker in one. */
public final class HandClock implements InstantSource, Ticker {
  private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

  private Instant now = START;

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public long nanos() {
    return Duration.between(START, now).toNanos();
  }

  /** Moves it on (or back, if negative). */
  public void move(Duration by) {
    now = now.plus(by);
  }
}
