package mrs.jobs.sql;

/**
 * Text from elsewhere, made safe to print in one line: nothing in it moves the cursor or breaks the
 * line.
 */
public final class Printable {
  private Printable() {}

  /** {@code text} with control and invisible characters written as escapes. */
  public static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(safe, c));
    return safe.toString();
  }

  /** The same, of at most {@code most} characters; a cut is marked. */
  public static String of(String text, int most) {
    String safe = of(text.length() > most ? text.substring(0, most) : text);
    return safe.length() < text.length() || safe.length() > most
        ? safe.substring(0, Math.min(most, safe.length())) + "…"
        : safe;
  }

  private static void append(StringBuilder safe, int c) {
    switch (c) {
      case '\n' -> safe.append("\\n");
      case '\r' -> safe.append("\\r");
      case '\t' -> safe.append("\\t");
      default -> {
        if (visible(c)) {
          safe.appendCodePoint(c);
        } else {
          safe.append(String.format(c > 0xFFFF ? "\\U%08x" : "\\u%04x", c));
        }
      }
    }
  }

  private static boolean visible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          false;
      default -> true;
    };
  }
}
