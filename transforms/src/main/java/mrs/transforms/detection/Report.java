package mrs.transforms.detection;

import java.io.Serializable;
import mrs.contracts.Direction;
import mrs.contracts.Method;

/**
 * One anomaly of one series in one direction, as it stands after the last day that was judged.
 *
 * @param first first day, in days since 1970-01-01
 * @param last last day so far, inclusive
 * @param sums observed and expected units over the window
 * @param cause the strongest finding that speaks of it
 * @param method where the expectation comes from
 */
record Report(SeriesKey series, long first, long last, Sums sums, Finding cause, Method method)
    implements Serializable {

  Direction direction() {
    return cause.group().direction();
  }

  double severity() {
    return cause.severity();
  }
}
