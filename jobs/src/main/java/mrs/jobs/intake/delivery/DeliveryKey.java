package mrs.jobs.intake.delivery;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What makes a delivery the same one again: the same bytes for the same feed, whatever their name.
 *
 * @param sha256 of the bytes as they were sent, in lower-case hexadecimal digits
 */
public record DeliveryKey(IntakeFeed feed, String sha256) {
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
  private static final int SHORT = 12;

  /** Refuses what is no SHA-256. */
  public DeliveryKey {
    if (!isSha256(sha256)) {
      throw new IllegalArgumentException(
          "a SHA-256 has 64 lower-case hexadecimal digits, not " + sha256.length() + " characters");
    }
  }

  /** The key, if {@code sha256} is one. */
  static Optional<DeliveryKey> of(IntakeFeed feed, String sha256) {
    return isSha256(sha256) ? Optional.of(new DeliveryKey(feed, sha256)) : Optional.empty();
  }

  /** Whether a text has the form of a SHA-256. */
  public static boolean isSha256(String text) {
    return SHA_256.matcher(text).matches();
  }

  /** The first digits, which tell apart what has the same name. */
  public String shortHash() {
    return sha256.substring(0, SHORT);
  }
}
