package mrs.transforms.detection;

/** Which way a series departs from its expectation. */
public enum Direction {
  UP("up", 1),
  DOWN("down", -1),
  MISSING("missing", -1);

  private final String label;
  private final int sign;

  Direction(String label, int sign) {
    this.label = label;
    this.sign = sign;
  }

  /** The name in the log. */
  public String label() {
    return label;
  }

  int sign() {
    return sign;
  }

  static Direction ofSign(double value) {
    return value < 0 ? DOWN : UP;
  }
}
