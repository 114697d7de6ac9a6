package mrs.jobs.ingest.feed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, which every Java has, as hexadecimal digits. */
public final class Sha256 {
  private final MessageDigest digest = digest();

  /** Takes the next {@code length} bytes from {@code offset} on. */
  public void update(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
  }

  /** The hash of all bytes taken; the next byte starts another one. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The hash of {@code bytes}. */
  public static String hex(byte[] bytes) {
    Sha256 sha256 = new Sha256();
    sha256.update(bytes, 0, bytes.length);
    return sha256.hex();
  }

  /** The hash of {@code text} in UTF-8. */
  public static String hex(String text) {
    return hex(text.getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
