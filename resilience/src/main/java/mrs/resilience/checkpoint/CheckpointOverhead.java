package mrs.resilience.checkpoint;

import java.time.Duration;

/**
 * What checkpoints cost the components that wait for them.
 *
 * @param saves how many were made
 * @param bytes of these together
 * @param saving time spent in saves, failed ones too; of components that save at the same time, the
 *     sum
 * @param open time since the checkpoints were opened
 */
public record CheckpointOverhead(long saves, long bytes, Duration saving, Duration open) {
  /** Time in saves by time open: .003 is 0.3 %. */
  public double share() {
    return open.isZero() ? 0 : (double) saving.toNanos() / open.toNanos();
  }
}
