package mrs.jobs.feasts;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameter;
import de.focus_shift.jollyday.core.ManagerParameters;
import de.focus_shift.jollyday.core.configuration.ConfigurationProviderManager;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mrs.jobs.messages.Problem;

/**
 * The public holidays of Jollyday. Days that are only observed, and those of banks, are none: shops
 * are open then. One that is moved from a weekend is kept on both days, one that is moved from
 * another weekday on the day that it is moved to.
 */
public final class Jollyday implements FeastLibrary {
  /** The library's version, as {@code pom.xml} pins it. */
  static final String VERSION = "1.5.0";

  private static final String BETWEEN = "-";
  private static final String UNNAMED = "undefined";
  private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

  private final Map<String, HolidayManager> managers = new ConcurrentHashMap<>();

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public List<Feast> feasts(String place, int year) {
    List<String> path = known(place);
    String[] regions = path.stream().skip(1).toArray(String[]::new);
    HolidayManager manager = manager(path.get(0));
    return IntStream.rangeClosed(year - 1, year + 1) // one may be moved to another year
        .mapToObj(y -> manager.getHolidays(Year.of(y), HolidayType.PUBLIC_HOLIDAY, regions))
        .flatMap(Set::stream)
        .flatMap(Jollyday::feasts)
        .filter(f -> f.day().getYear() == year)
        .distinct()
        .sorted(Feast.ORDER)
        .toList();
  }

  /**
   * Passes if there is a calendar of {@code place}.
   *
   * @throws Problem if not, with those that there are
   */
  public void check(String place) {
    known(place);
  }

  /** The countries of which there is a calendar, by code. */
  List<String> countries() {
    return HolidayManager.getSupportedCalendarCodes().stream()
        .filter(c -> c.length() == 2)
        .sorted()
        .toList();
  }

  /** The parts of {@code place} as the library has them, the country first. */
  private List<String> known(String place) {
    List<String> path = Arrays.asList(place.toLowerCase(Locale.ROOT).split(BETWEEN, -1));
    String country = path.get(0).toUpperCase(Locale.ROOT);
    if (!countries().contains(country)) {
      throw unknown(place, "country '" + country + "'", "the countries are ", countries());
    }
    CalendarHierarchy at = manager(path.get(0)).getCalendarHierarchy();
    String name = country;
    for (String part : path.subList(1, path.size())) {
      CalendarHierarchy below = at.getChildren().get(part);
      if (below == null) {
        String region = "region '" + part.toUpperCase(Locale.ROOT) + "' of " + name;
        throw unknown(place, region, "those of " + name + " are ", regions(name, at));
      }
      at = below;
      name += BETWEEN + part.toUpperCase(Locale.ROOT);
    }
    return path;
  }

  private static List<String> regions(String name, CalendarHierarchy at) {
    return at.getChildren().keySet().stream()
        .map(r -> name + BETWEEN + r.toUpperCase(Locale.ROOT))
        .sorted()
        .toList();
  }

  private static Problem unknown(String place, String what, String these, List<String> known) {
    String all = known.isEmpty() ? "none, so leave it out" : String.join(", ", known);
    return Problem.refused("there is no calendar of '" + place + "': no " + what, these + all);
  }

  private HolidayManager manager(String country) {
    return managers.computeIfAbsent(country, Jollyday::open);
  }

  /** As the library would open it, with our own reader. Some countries have a manager of theirs. */
  private static HolidayManager open(String country) {
    ManagerParameter parameter = ManagerParameters.create(country);
    new ConfigurationProviderManager().mergeConfigurationProperties(parameter);
    try {
      HolidayManager manager =
          Class.forName(parameter.getManagerImplClassName())
              .asSubclass(HolidayManager.class)
              .getDeclaredConstructor()
              .newInstance();
      manager.setConfigurationService(new CalendarFiles());
      manager.init(parameter);
      return manager;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<Feast> feasts(Holiday holiday) {
    String key = holiday.getPropertiesKey();
    // The root's texts are in English; any other locale would fall back to that of the machine.
    String text = holiday.getDescription(Locale.ROOT);
    String name = text.equals(UNNAMED) ? key : text;
    LocalDate own = holiday.getActualDate();
    Stream<LocalDate> first = WEEKEND.contains(own.getDayOfWeek()) ? Stream.of(own) : Stream.of();
    return Stream.concat(first, Stream.of(holiday.getDate())).map(day -> new Feast(day, key, name));
  }
}
