package mrs.jobs.ingest.read;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8 strictly: what is malformed is reported, never replaced. */
public final class Utf8 {
  private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private Utf8() {}

  /** The text of {@code bytes} from {@code start} on. */
  static String decode(byte[] bytes, int start) throws Unusable {
    if (isAscii(bytes, start)) {
      return new String(bytes, start, bytes.length - start, StandardCharsets.ISO_8859_1);
    }
    ByteBuffer input = ByteBuffer.wrap(bytes, start, bytes.length - start);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(input)
          .toString();
    } catch (CharacterCodingException e) {
      int at = input.position();
      throw Unusable.encoding(
          String.format("byte %d of the record (0x%02x) is no UTF-8", at + 1, bytes[at] & 0xff));
    }
  }

  /** Length of the byte order mark that {@code bytes} start with: 3 or 0. */
  static int bomLength(byte[] bytes) {
    for (int i = 0; i < BOM.length; i++) {
      if (i >= bytes.length || bytes[i] != BOM[i]) {
        return 0;
      }
    }
    return BOM.length;
  }

  /**
   * Whether a file that starts with {@code bytes} is written in UTF-16, with a byte order mark or
   * without.
   */
  static boolean looksLikeUtf16(byte[] bytes) {
    if (bytes.length < 2) {
      return false;
    }
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    boolean mark = (first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE);
    return mark || (first == 0 ^ second == 0);
  }

  /** Whether {@code text} holds half of a surrogate pair, which no UTF-8 can express. */
  public static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAscii(byte[] bytes, int start) {
    for (int i = start; i < bytes.length; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }
}
