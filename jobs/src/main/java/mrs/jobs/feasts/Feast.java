package mrs.jobs.feasts;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * A day on which a place keeps a feast.
 *
 * @param day a day on which it is kept; where it is moved from a weekend there are two
 * @param key names the feast in every year and every version of the library
 * @param name its name in English
 */
public record Feast(LocalDate day, String key, String name) {
  /** By day, and then by key. */
  public static final Comparator<Feast> ORDER =
      Comparator.comparing(Feast::day).thenComparing(Feast::key);
}
