package mrs.jobs.messages;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.unsafe.types.UTF8String;

/** Guesses which name somebody meant who wrote one that is not there. */
public final class NearestName {
  private NearestName() {}

  /**
   * The name with the fewest edits from {@code wrong}, at most a third of its length; else one
   * containing it.
   */
  public static Optional<String> to(String wrong, List<String> names) {
    String lower = wrong.toLowerCase(Locale.ROOT);
    return names.stream()
        .filter(n -> edits(lower, n) <= Math.max(1, lower.length() / 3))
        .min(Comparator.<String>comparingInt(n -> edits(lower, n)).thenComparing(n -> n))
        .or(() -> names.stream().filter(n -> lower.length() > 2 && n.contains(lower)).findFirst());
  }

  private static int edits(String a, String b) {
    return UTF8String.fromString(a).levenshteinDistance(UTF8String.fromString(b));
  }
}
