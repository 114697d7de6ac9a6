package mrs.jobs.messages;

/**
 * Characters that a reader cannot see or cannot tell from others, and how they are written where a
 * text from elsewhere is shown.
 */
public final class Escapes {
  private static final int COMBINING_GRAPHEME_JOINER = 0x034F;
  private static final int HANGUL_FILLER = 0x3164;
  private static final int HALFWIDTH_HANGUL_FILLER = 0xFFA0;

  private Escapes() {}

  /** {@code text} with every character escaped that {@link #isPlain} does not call plain. */
  public static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(safe, c));
    return safe.toString();
  }

  /** Whether a reader sees the character {@code c} and cannot take it for an ordinary blank. */
  static boolean isPlain(int c) {
    return switch (Character.getType(c)) {
      case Character.UNASSIGNED, Character.PRIVATE_USE -> false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> !isInvisible(c);
    };
  }

  /**
   * Whether nothing is drawn for {@code c}: controls, format characters (soft hyphen, zero-width
   * blanks and joiners, byte order mark), line and paragraph separators, halves of surrogate pairs,
   * variation selectors and the other characters that Unicode lets a renderer ignore.
   */
  public static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> isIgnorable(c);
    };
  }

  /** Unicode's Default_Ignorable_Code_Point, as far as it is no format character. */
  private static boolean isIgnorable(int c) {
    return c == COMBINING_GRAPHEME_JOINER
        || c == HANGUL_FILLER
        || c == HALFWIDTH_HANGUL_FILLER
        || isWithin(c, 0x115F, 0x1160)
        || isWithin(c, 0x17B4, 0x17B5)
        || isWithin(c, 0x180B, 0x180F)
        || isWithin(c, 0x2060, 0x206F)
        || isWithin(c, 0xFE00, 0xFE0F)
        || isWithin(c, 0xFFF0, 0xFFF8)
        || isWithin(c, 0xE0000, 0xE0FFF);
  }

  private static boolean isWithin(int c, int first, int last) {
    return first <= c && c <= last;
  }

  private static void append(StringBuilder safe, int c) {
    switch (c) {
      case '\n' -> safe.append("\\n");
      case '\r' -> safe.append("\\r");
      case '\t' -> safe.append("\\t");
      default -> {
        if (isPlain(c)) {
          safe.appendCodePoint(c);
        } else {
          safe.append(String.format(c > 0xFFFF ? "\\U%08x" : "\\u%04x", c));
        }
      }
    }
  }
}
