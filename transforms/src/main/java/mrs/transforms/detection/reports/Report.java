package mrs.transforms.detection.reports;

import java.io.Serializable;
import mrs.contracts.Direction;
import mrs.contracts.Method;
import mrs.transforms.detection.series.SeriesKey;

/**
 * One anomaly of one series in one direction, as it stands after the last day that was judged.
 *
 * @param first first day, in days since 1970-01-01
 * @param last last day so far, inclusive
 * @param sums observed and expected units over the window
 * @param cause the strongest finding that speaks of it, with the greatest severity of all
 * @param method where the expectation comes from
 */
public record Report(
    SeriesKey series, long first, long last, Sums sums, CellFinding cause, Method method)
    implements Serializable {

  /** Whether too much was sold, too little, or nothing reported. */
  public Direction direction() {
    return cause.group().direction();
  }

  /** How rare it is: the greatest severity of a group that it was found together with. */
  public double severity() {
    return cause.group().severity();
  }

  /**
   * How much it matters: the most that the cell had of the score of any group, with the units that
   * it was off by counted in. The package of detection has the formula.
   */
  public double priority() {
    return cause.priority();
  }
}
