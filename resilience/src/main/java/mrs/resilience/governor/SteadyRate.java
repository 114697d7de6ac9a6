package mrs.resilience.governor;

import java.time.Duration;

/**
 * The rate of records while there are any: an exponentially weighted mean over active time, which
 * is the times between two records that follow each other without a pause. Records and time are
 * weighted alike, N = Σ nᵢ·e^(−aᵢ/τ) and T = ∫ e^(−a/τ) da, and the rate is N/T: so it is right
 * from the start on, and does not depend on how records are bundled.
 */
final class SteadyRate {
  private static final double NANOS = 1e9;

  /** With less active time than this part of the memory there is no rate yet. */
  private static final double EVIDENCE = 0.1;

  private final double memory;
  private final long pause;
  private double records;
  private double seconds;
  private boolean isActive;
  private long last;

  SteadyRate(Duration memory, Duration pause) {
    this.memory = memory.toNanos() / NANOS;
    this.pause = pause.toNanos();
  }

  /** Some records went out. */
  void saw(int count, long now) {
    long since = now - last;
    if (isActive && since <= pause) {
      double elapsed = since / NANOS;
      double kept = Math.exp(-elapsed / memory);
      records = records * kept + count;
      seconds = seconds * kept + memory * (1 - kept);
    }
    isActive = true;
    last = now;
  }

  /** The time until the next record does not count. */
  void pause() {
    isActive = false;
  }

  /** Records a second; 0 as long as too little was seen to say. */
  double perSecond() {
    return seconds < EVIDENCE * memory ? 0 : records / seconds;
  }
}
