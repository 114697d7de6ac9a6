package mrs.transforms.detection.reports;

import java.io.Serializable;
import mrs.contracts.DetectionTest;
import mrs.contracts.Direction;

/**
 * What a test found together on a day, such as all SKUs of a store.
 *
 * @param key names it, such as {@code store_day|S1|up}
 * @param start its first day
 * @param severity −log10 of the false alarms expected per region and day
 * @param statistic the test's own, in deviations and signed; NaN where it has none
 */
public record Group(
    DetectionTest test,
    Direction direction,
    String key,
    long start,
    double severity,
    double statistic)
    implements Serializable {

  /** Whether its test follows a series over a run of days, and may speak again of all of them. */
  boolean ofRun() {
    return test == DetectionTest.ZERO_RUN || test == DetectionTest.LEVEL_SHIFT;
  }
}
