package mrs.resilience.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;

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
    ByteBuffer encoded;
    try {
      encoded = UTF_8.newEncoder().encode(CharBuffer.wrap(key));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "a key of " + key.length() + " characters has half a surrogate pair and is no text", e);
    }
    int length = encoded.remaining();
    if (length == 0 || length > LONGEST) {
      throw new IllegalArgumentException(
          "a key has from 1 to "
              + LONGEST
              + " bytes in UTF-8, and not "
              + length
              + "; use a hash of a longer one");
    }
    byte[] bytes = new byte[length];
    encoded.get(bytes);
    return bytes;
  }

  /** The key that {@code bytes} are. */
  static String text(byte[] bytes) throws CharacterCodingException {
    return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
