package mrs.jobs.config;

import java.net.URI;
import java.net.URISyntaxException;
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

  /** An address of HTTP, or nothing. One with a secret in it is refused without showing it. */
  static void address(String value, String key) {
    boolean secret = value.contains("@") || value.contains("?");
    boolean holds = value.isEmpty() || (!secret && isOfHttp(value));
    check(
        holds,
        key,
        secret ? "***" : value,
        "empty or an address such as http://localhost:4318/v1/metrics, without user and query");
  }

  private static boolean isOfHttp(String value) {
    try {
      URI uri = new URI(value);
      return uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  static void between(long value, long least, long most, String key) {
    check(value >= least && value <= most, key, value, "a value from " + least + " to " + most);
  }

  static void between(double value, double least, double most, String key) {
    check(value >= least && value <= most, key, value, "a value from " + least + " to " + most);
  }
}
