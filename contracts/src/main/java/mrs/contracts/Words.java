package mrs.contracts;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;

/**
 * Marker of the vocabularies: enums whose constants stand in the tables as words, as a rule the
 * constant's name in lower case. A vocabulary's words differ from one another.
 */
public interface Words {
  /** The constant's Java name. */
  String name();

  /** The word that stands in the tables. */
  default String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The constant of {@code vocabulary} that stands in the tables as {@code word}.
   *
   * @throws IllegalArgumentException if there is none: a table holds what no stage writes
   */
  static <W extends Enum<W> & Words> W of(Class<W> vocabulary, String word) {
    return find(vocabulary, word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + word + "' is no word of " + vocabulary.getSimpleName()));
  }

  /** The same of a word that people or later versions wrote; empty where there is none. */
  static <W extends Enum<W> & Words> Optional<W> find(Class<W> vocabulary, String word) {
    return EnumSet.allOf(vocabulary).stream().filter(w -> w.word().equals(word)).findFirst();
  }
}
