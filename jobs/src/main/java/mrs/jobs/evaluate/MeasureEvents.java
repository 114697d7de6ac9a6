package mrs.jobs.evaluate;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures events as somebody reads them: each is unfolded as a whole.
 *
 * @param labels what really happened
 * @param judged what there was to judge
 */
record MeasureEvents(Labels labels, JudgedSales judged) {
  private static final List<Double> EVENTS_A_DAY = List.of(0.5, 1.0, 2.0);
  private static final List<Integer> SEVERITIES = List.of(1, 2, 3);

  /** An event is right if so much of it is labelled. */
  private static final double RIGHT_SHARE = 0.5;

  /** When the first events of the list are unfolded, so many a day. */
  List<Quality.Unfolded> unfolded(List<Answered> reports) {
    List<Set<CellKey>> events = List.copyOf(events(reports));
    return EVENTS_A_DAY.stream().map(a -> unfolded(a, events)).toList();
  }

  private Quality.Unfolded unfolded(double eventsADay, List<Set<CellKey>> events) {
    int most = (int) Math.rint(eventsADay * judged.days().size());
    List<Set<CellKey>> first = events.subList(0, Math.min(most, events.size()));
    Map<String, Integer> hits = new HashMap<>();
    first.stream()
        .flatMap(Set::stream)
        .distinct()
        .filter(labels.cells()::containsKey)
        .forEach(c -> hits.merge(labels.eventOf(c), 1, Integer::sum));
    long right = first.stream().filter(this::isRight).count();
    return new Quality.Unfolded(
        eventsADay,
        first.size(),
        MeasureQuality.share(labels.found(hits).size(), labels.events().size()),
        MeasureQuality.share(right, first.size()));
  }

  private boolean isRight(Set<CellKey> event) {
    long labelled = event.stream().filter(labels.cells()::containsKey).count();
    return labelled >= RIGHT_SHARE * event.size();
  }

  /** The cells of each event, in the order of their first reports. */
  private Collection<Set<CellKey>> events(List<Answered> reports) {
    Map<String, Set<CellKey>> events = new LinkedHashMap<>();
    for (Answered report : reports) {
      List<CellKey> cells = report.cells().filter(judged::counts).toList();
      if (!cells.isEmpty()) {
        events.computeIfAbsent(report.eventOrSelf(), e -> new HashSet<>()).addAll(cells);
      }
    }
    return events.values();
  }

  /** A region's week. */
  private record RegionWeek(String region, long week) {}

  private RegionWeek weekOf(String storeId, long day) {
    return new RegionWeek(judged.regionOf(storeId), week(day));
  }

  /** Weeks begin on Mondays; 1970-01-01 was a Thursday. */
  private static long week(long day) {
    return Math.floorDiv(day + 3, 7);
  }

  /** Events that began in weeks in which nothing is labelled, beside what is due by chance. */
  List<Quality.AtSeverity> inQuietWeeks(List<Answered> reports) {
    Set<RegionWeek> labelled = new HashSet<>();
    labels.cells().keySet().forEach(c -> labelled.add(weekOf(c.storeId(), c.day())));
    Map<String, Double> severities = new HashMap<>();
    Set<String> elsewhere = new HashSet<>();
    for (Answered report : reports) {
      long day = report.first().toEpochDay();
      boolean quiet = day >= judged.from() && !labelled.contains(weekOf(report.storeId(), day));
      severities.merge(report.eventOrSelf(), report.severity(), Math::max);
      if (!quiet) {
        elsewhere.add(report.eventOrSelf());
      }
    }
    severities.keySet().removeAll(elsewhere);
    long days = quietDays(labelled);
    return SEVERITIES.stream().map(s -> at(s, days, severities.values())).toList();
  }

  private static Quality.AtSeverity at(int severity, long days, Collection<Double> events) {
    int come = (int) events.stream().filter(s -> s >= severity).count();
    return new Quality.AtSeverity(severity, come, days * Math.pow(10, -severity));
  }

  private long quietDays(Set<RegionWeek> labelled) {
    long quiet = 0;
    for (String region : Set.copyOf(judged.regions().values())) {
      quiet +=
          judged.days().stream()
              .filter(day -> !labelled.contains(new RegionWeek(region, week(day))))
              .count();
    }
    return quiet;
  }
}
