package mrs.jobs.config;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import mrs.jobs.feasts.Jollyday;
import mrs.jobs.messages.Problem;

/**
 * Whose feasts the regions keep.
 *
 * @param regions by region the country or its region, such as {@code DE-BY}; {@code default} is all
 *     regions that are not named. A region without a place is as one that is not there
 */
public record CalendarConfig(Map<String, String> regions) {
  private static final String NORWAY = "NO";

  /** What YAML takes {@link #NORWAY} for where it is not quoted. */
  private static final String FALSE = "FALSE";

  /** Nobody's. */
  public static final CalendarConfig NONE = new CalendarConfig(Map.of());

  /** Keeps those with a place, in upper case. */
  public CalendarConfig {
    TreeMap<String, String> placed = new TreeMap<>();
    regions.forEach((region, place) -> placed.put(region, written(place)));
    placed.values().removeIf(String::isEmpty);
    regions = Collections.unmodifiableMap(placed);
  }

  private static String written(String place) {
    String code = place.strip().toUpperCase(Locale.ROOT);
    return code.equals(FALSE) ? NORWAY : code;
  }

  /** Whether any region has a place. */
  public boolean hasAny() {
    return !regions.isEmpty();
  }

  /**
   * Passes if the library knows all places. Asked where the configuration is read, not of one that
   * a run was frozen with: that was known then.
   *
   * @throws Problem naming the key of one that it does not know, with those that it knows
   */
  void check() {
    if (hasAny()) {
      Jollyday library = new Jollyday();
      regions.forEach((region, place) -> check(library, region, place));
    }
  }

  private static void check(Jollyday library, String region, String place) {
    try {
      library.check(place);
    } catch (Problem unknown) {
      throw Problem.refused(
          "configuration key 'calendar.regions." + region + "' cannot be '" + place + "'",
          String.valueOf(unknown.getMessage()));
    }
  }
}
