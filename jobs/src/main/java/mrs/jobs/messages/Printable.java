package mrs.jobs.messages;

/**
 * Text from elsewhere, made safe to print in one line: nothing in it moves the cursor, breaks the
 * line or stays unseen.
 */
public final class Printable {
  private Printable() {}

  /** {@code text} with control and invisible characters and unusual blanks written as escapes. */
  public static String of(String text) {
    return Escapes.of(text);
  }

  /** The same, of at most {@code most} characters; a cut is marked. */
  public static String of(String text, int most) {
    String safe = of(text.length() > most ? text.substring(0, most) : text);
    return safe.length() < text.length() || safe.length() > most
        ? safe.substring(0, Math.min(most, safe.length())) + "…"
        : safe;
  }
}
