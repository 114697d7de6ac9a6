package mrs.resilience.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.MalformedInputException;

/** The key of an entry as bytes: UTF-8, so that no two keys are one. */
final class EntryKey {
  /** The most bytes a key may have. */
  static final int LONGEST = 1024;

  private EntryKey() {}

  /** Refuses what is no key. */
  static void check(String key) {
    bytes(key);
  }

  /** The bytes of a key, checked. */
  static byte[] bytes(String key) {
    if (!isText(key)) {
      throw new IllegalArgumentException(
          "a key of " + key.length() + " characters has half a surrogate pair and is no text");
    }
    byte[] bytes = key.getBytes(UTF_8);
    if (!fits(bytes)) {
      throw new IllegalArgumentException(
          "a key has from 1 to "
              + LONGEST
              + " bytes in UTF-8, and not "
              + bytes.length
              + "; use a hash of a longer one");
    }
    return bytes;
  }

  /**
   * The key that {@code bytes} are.
   *
   * @throws CharacterCodingException if they are none
   */
  static String text(byte[] bytes) throws CharacterCodingException {
    if (!fits(bytes)) {
      throw new MalformedInputException(bytes.length);
    }
    return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static boolean fits(byte[] bytes) {
    return bytes.length > 0 && bytes.length <= LONGEST;
  }

  private static boolean isText(String key) {
    for (int i = 0; i < key.length(); i++) {
      if (Character.isSurrogate(key.charAt(i))) {
        // Only then: an encoder for each key would cost more than a get.
        return UTF_8.newEncoder().canEncode(key);
      }
    }
    return true;
  }
}
