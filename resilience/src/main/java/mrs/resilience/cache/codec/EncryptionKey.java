package mrs.resilience.cache.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A key of AES-256 with the id that records name it by. What it prints is its id alone. */
public final class EncryptionKey {
  /** How many bytes a key has. */
  public static final int BYTES = 32;

  // Shorter than a key in Base64: where both were mixed up, no message shows the key as an id.
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");
  private static final String HMAC = "HmacSHA256";

  private final String id;
  private final SecretKey secret;
  private final long fingerprint;

  /**
   * @param id letters, digits, {@code . _ -}; at most 32, the first one a letter or a digit
   * @param secret {@value #BYTES} random bytes: a fingerprint of them is in the records, so a
   *     phrase could be guessed
   */
  public EncryptionKey(String id, byte[] secret) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "the id of a key has characters that are not allowed, or too many; use " + ID);
    }
    if (secret.length != BYTES) {
      throw new IllegalArgumentException(
          "the key " + id + " has " + secret.length + " bytes; AES-256 takes " + BYTES);
    }
    this.id = id;
    this.secret = new SecretKeySpec(secret, "AES");
    this.fingerprint = fingerprint(secret);
  }

  /** What records name it by. */
  public String id() {
    return id;
  }

  SecretKey secret() {
    return secret;
  }

  /** The first 8 bytes of an HMAC-SHA256 with it: tells two keys of one id apart. */
  long fingerprint() {
    return fingerprint;
  }

  @Override
  public String toString() {
    return id;
  }

  private static long fingerprint(byte[] secret) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret, HMAC));
      return ByteBuffer.wrap(mac.doFinal("key of a cache".getBytes(US_ASCII))).getLong();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no " + HMAC, e);
    }
  }
}
