package mrs.transforms.clustering;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import mrs.contracts.Direction;

/** What groups may have in common, whenever and wherever they happened. */
record Pattern(Direction direction, Size size, Breadth breadth, Duration duration, Shape shape) {

  private static final String BETWEEN = " · ";

  /** Hash of the features: the cluster's id. */
  String id() {
    String text =
        String.join(
            "\u0000", direction.word(), size.word(), breadth.word(), duration.word(), shape.word());
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256, this one does not", e);
    }
  }

  /**
   * The features in words, such as {@code strong rise · one article in many stores · 2-4 days ·
   * fading}.
   */
  String title() {
    String title = String.join(BETWEEN, size.phrase(direction), breadth.word(), duration.word());
    return shape == Shape.STEADY ? title : title + BETWEEN + shape.word();
  }
}
