package mrs.jobs.config;

import mrs.jobs.messages.Problem;

/** Checks of configured values; a failed one names the key, the value and what is allowed. */
final class Bounds {
  private Bounds() {}

  static void check(boolean holds, String key, Object value, String allowed) {
    if (!holds) {
      throw Problem.refused(
          "configuration key '" + key + "' has the value '" + value + "'",
          "set it to " + allowed + " in conf/mrs.yaml or with --set");
    }
  }

  static void between(long value, long least, long most, String key) {
    check(value >= least && value <= most, key, value, "a value from " + least + " to " + most);
  }

  static void between(double value, double least, double most, String key) {
    check(value >= least && value <= most, key, value, "a value from " + least + " to " + most);
  }
}
