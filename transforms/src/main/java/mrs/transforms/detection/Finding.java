package mrs.transforms.detection;

/**
 * What a test found out about one series on one day.
 *
 * @param severity −log10 of the false alarms expected per region and day
 * @param groupKey what the test found together
 * @param groupStart first day of that group
 * @param start first day of the series' own deviation, at most the day of the finding
 * @param sums units from {@code start} to the day of the finding
 */
record Finding(
    double severity, DetectionTest test, String groupKey, long groupStart, long start, Sums sums) {

  /** Deterministic: severity, then the test, then the group. */
  boolean outranks(Finding other) {
    if (severity != other.severity) {
      return severity > other.severity;
    }
    int byTest = test.compareTo(other.test);
    return byTest < 0 || (byTest == 0 && groupKey.compareTo(other.groupKey) < 0);
  }
}
