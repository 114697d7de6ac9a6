package mrs.transforms.clustering;

import mrs.contracts.Direction;
import org.apache.commons.codec.digest.DigestUtils;

/** What groups may have in common, whenever and wherever they happened. */
record Pattern(Direction direction, Size size, Breadth breadth, Duration duration, Shape shape) {

  private static final String BETWEEN = " · ";

  /** Hash of the features: the cluster's id. */
  String id() {
    return DigestUtils.sha256Hex(
        String.join(
            "\u0000",
            direction.word(),
            size.word(),
            breadth.word(),
            duration.word(),
            shape.word()));
  }

  /**
   * The features in words, such as {@code strong rise · one SKU in many stores · 2-4 days ·
   * fading}.
   */
  String title() {
    String title = String.join(BETWEEN, size.phrase(direction), breadth.word(), duration.word());
    return shape == Shape.STEADY ? title : title + BETWEEN + shape.word();
  }
}
