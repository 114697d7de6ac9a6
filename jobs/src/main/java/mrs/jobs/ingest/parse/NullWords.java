package mrs.jobs.ingest.parse;

import java.util.Locale;
import java.util.Set;

/**
 * Words that databases, spreadsheets and statistics programs write where there is no value. They
 * mean that only where a number or a truth value is due: as a text, NA is a region.
 */
final class NullWords {
  private static final Set<String> WORDS =
      Set.of("na", "n/a", "#n/a", "<na>", "nan", "null", "nil", "none", "\\n", "-");

  private static final int LONGEST = 4;

  private NullWords() {}

  /** Whether {@code text} is one of them, in upper or lower case. */
  static boolean contains(String text) {
    return text.length() <= LONGEST && WORDS.contains(text.toLowerCase(Locale.ROOT));
  }
}
