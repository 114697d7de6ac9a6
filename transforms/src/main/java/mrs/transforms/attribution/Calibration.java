package mrs.transforms.attribution;

import java.io.Serializable;
import java.util.List;

/**
 * How likely the best cause is right, given how far it is ahead of the second: a line through fixed
 * points, level beyond the first and the last.
 *
 * @param points at least one; leads increase, confidences do not decrease
 */
public record Calibration(List<Point> points) implements Serializable {
  /**
   * Set by hand until verdicts are there to fit it to: a lead of a tenth is little better than a
   * toss between causes, a lead of half leaves little doubt, and nothing is certain.
   */
  public static final Calibration BY_HAND =
      new Calibration(
          List.of(
              new Point(0.0, 0.40),
              new Point(0.1, 0.50),
              new Point(0.2, 0.75),
              new Point(0.4, 0.90),
              new Point(0.6, 0.95)));

  /**
   * One fixed point.
   *
   * @param lead score of the best cause minus that of the second, 0 to 1
   * @param confidence probability that the best cause is right, between 0 and 1
   */
  public record Point(double lead, double confidence) implements Serializable {}

  /** Checks that more of a lead is never less of a confidence. */
  public Calibration {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a calibration needs at least one point, got none");
    }
    for (int i = 0; i < points.size(); i++) {
      check(points.get(i));
      if (i > 0) {
        check(points.get(i - 1), points.get(i));
      }
    }
  }

  private static void check(Point point) {
    if (!(point.confidence() > 0 && point.confidence() < 1)) {
      throw new IllegalArgumentException(
          "a confidence is between 0 and 1, both excluded, got " + point);
    }
  }

  private static void check(Point before, Point after) {
    if (!(after.lead() > before.lead() && after.confidence() >= before.confidence())) {
      throw new IllegalArgumentException(
          "leads have to increase and confidences not to decrease, got " + before + ", " + after);
    }
  }

  /** The confidence in a cause that is ahead by {@code lead}. */
  public double confidence(double lead) {
    Point below = points.get(0);
    for (Point above : points) {
      if (lead < above.lead()) {
        double share = above == below ? 0 : (lead - below.lead()) / (above.lead() - below.lead());
        return below.confidence() + share * (above.confidence() - below.confidence());
      }
      below = above;
    }
    return below.confidence();
  }
}
