package mrs.transforms.detection.model;

import java.io.DataInput;
import java.io.IOException;

/**
 * The statistics whose recent distribution is kept, with the narrowest tail each may have: 1.9 and
 * 0.42 of tests that count deviations are the study's, the others chosen, not fitted.
 */
public enum TailName {
  STORE_DAY(1.9, 0.42),
  STORE_TWO_DAYS(1.9, 0.42),
  SKU_UP(1.9, 0.42),
  SKU_DOWN(1.9, 0.42),
  SKU_TWO_DAYS_UP(1.9, 0.42),
  SKU_TWO_DAYS_DOWN(1.9, 0.42),
  STORE_VOLUME(1.9, 0.42),
  STORE_VOLUME_TWO_DAYS(1.9, 0.42),
  SKU_VOLUME_UP(1.9, 0.42),
  SKU_VOLUME_DOWN(1.9, 0.42),
  ZERO_RUN(1.0, 0.3),
  SHIFT_UP(4, 1),
  SHIFT_DOWN(4, 1),
  CELL_UP(1.9, 0.42),
  CELL_DOWN(1.9, 0.42),
  RETURN(1.9, 0.42);

  private final double leastThreshold;
  private final double leastMean;

  TailName(double leastThreshold, double leastMean) {
    this.leastThreshold = leastThreshold;
    this.leastMean = leastMean;
  }

  Tail empty() {
    return new Tail(leastThreshold, leastMean);
  }

  /** Reads a stored tail of this statistic. */
  Tail read(DataInput in) throws IOException {
    return Tail.read(leastThreshold, leastMean, in);
  }
}
