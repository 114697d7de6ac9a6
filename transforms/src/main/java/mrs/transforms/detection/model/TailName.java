package mrs.transforms.detection.model;

import java.io.DataInput;
import java.io.IOException;

/**
 * The statistics whose recent distribution is kept, with the narrowest tail each may have. Most of
 * them count deviations, and share one; those of the others are chosen, not fitted.
 */
public enum TailName {
  STORE_DAY,
  STORE_TWO_DAYS,
  SKU_UP,
  SKU_DOWN,
  SKU_TWO_DAYS_UP,
  SKU_TWO_DAYS_DOWN,
  STORE_VOLUME,
  STORE_VOLUME_TWO_DAYS,
  SKU_VOLUME_UP,
  SKU_VOLUME_DOWN,
  ZERO_RUN(1.0, 0.3),
  SHIFT_UP(4, 1),
  SHIFT_DOWN(4, 1),
  CELL_UP,
  CELL_DOWN,
  COUNT_UP(1.0, 0.3),
  COUNT_DOWN(1.0, 0.3),
  LONE_RUN(1.0, 0.3),
  TOLD_RUN(1.0, 0.3),
  RETURN;

  private final double leastThreshold;
  private final double leastMean;

  /** Of deviations, in standard deviations: the study's. */
  TailName() {
    this(1.9, 0.42);
  }

  TailName(double leastThreshold, double leastMean) {
    this.leastThreshold = leastThreshold;
    this.leastMean = leastMean;
  }

  /** One that knows no value yet. */
  public Tail empty() {
    return new Tail(leastThreshold, leastMean);
  }

  /** Reads a stored tail of this statistic. */
  Tail read(DataInput in) throws IOException {
    return Tail.read(leastThreshold, leastMean, in);
  }
}
