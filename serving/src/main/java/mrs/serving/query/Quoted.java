package mrs.serving.query;

/** Names and texts as SQL has them: whatever stands in them, they end where they end. */
public final class Quoted {
  private Quoted() {}

  /** A name. */
  public static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A text. */
  public static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
