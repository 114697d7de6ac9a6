package mrs.transforms.clustering;

import java.util.Optional;
import mrs.contracts.Direction;
import mrs.contracts.Words;

/** How far a group's units are from what was expected of them. */
enum Size implements Words {
  /** By less than half as much again. */
  SLIGHT,
  /** By less than two and a half times. */
  MODERATE,
  /** By less than six times. */
  STRONG,
  /** By more, down to nothing. */
  EXTREME,
  /** Nothing is known of what was expected. */
  UNKNOWN,
  /** Nothing was reported. */
  ABSENT;

  /** So far away counts as infinitely far: a factor of about twenty. */
  static final double MOST = 3;

  private static final double SLIGHT_BELOW = Math.log(1.5);
  private static final double MODERATE_BELOW = Math.log(2.5);
  private static final double STRONG_BELOW = Math.log(6);

  /** The band of a log ratio of observed to expected units. */
  static Size of(Direction direction, Optional<Double> logRatio) {
    if (direction == Direction.MISSING) {
      return ABSENT;
    }
    if (logRatio.isEmpty()) {
      return UNKNOWN;
    }
    double size = Math.abs(logRatio.get());
    if (size < SLIGHT_BELOW) {
      return SLIGHT;
    }
    if (size < MODERATE_BELOW) {
      return MODERATE;
    }
    return size < STRONG_BELOW ? STRONG : EXTREME;
  }

  /** Band and direction as people say it. */
  String phrase(Direction direction) {
    return switch (direction) {
      case UP -> word() + " rise";
      case DOWN -> word() + " fall";
      case MISSING -> "no report";
    };
  }
}
