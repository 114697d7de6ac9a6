package mrs.transforms.detection;

import java.io.Serializable;

/**
 * What a test found out about one series on one day.
 *
 * @param group what it was found together with
 * @param severity the cell's share of the group's severity
 * @param start first day of the series' own deviation, at most the day of the finding
 * @param sums units from {@code start} to the day of the finding
 */
record Finding(Group group, double severity, long start, Sums sums) implements Serializable {

  /** Deterministic: severity, then the test, then the group. */
  boolean outranks(Finding other) {
    if (severity != other.severity) {
      return severity > other.severity;
    }
    int byTest = group.test().compareTo(other.group.test());
    return byTest < 0 || (byTest == 0 && group.key().compareTo(other.group.key()) < 0);
  }

  /** This finding over the window of another one. */
  Finding over(Finding window) {
    return new Finding(group, severity, window.start, window.sums);
  }
}
