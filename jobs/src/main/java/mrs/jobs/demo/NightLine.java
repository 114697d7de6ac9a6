package mrs.jobs.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import mrs.contracts.Resolution;
import mrs.jobs.ingest.IngestReport;
import mrs.jobs.night.Night;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.StageRun;

/**
 * Tells one played night in a line: what came, what was found, what came to its end.
 *
 * @param number 0 is the history
 */
record NightLine(int number, Night night, HydratedState before, HydratedState after) {
  private static final int MOST_EVENTS = 3;

  String text(Scale scale) {
    List<String> parts = new ArrayList<>();
    parts.add(String.format(Locale.ROOT, "%5d rows in", books().mapToLong(Books::added).sum()));
    long dead = books().mapToLong(Books::deadLetters).sum();
    if (dead > 0) {
      parts.add(dead + " dead letters");
    }
    parts.add(reports());
    List<FoundEvent> opened =
        after.events().stream().filter(e -> before.event(e.id()).isEmpty()).toList();
    if (!opened.isEmpty()) {
      parts.add("new: " + some(opened));
    }
    endings(parts);
    String name = number == 0 ? "history to" : "night " + number + "  ";
    return String.format(
        Locale.ROOT, "%-10s %s  %s", name, scale.day(number), String.join("; ", parts));
  }

  private java.util.stream.Stream<Books> books() {
    return night.ingest().ingests().stream()
        .map(IngestReport.Ingest::attempt)
        .map(StageRun::books)
        .flatMap(java.util.Optional::stream);
  }

  private String reports() {
    long found = after.reports().stream().filter(r -> before.report(r.id()).isEmpty()).count();
    long taken =
        after.reports().stream()
            .filter(FoundReport::withdrawn)
            .filter(r -> before.report(r.id()).map(b -> !b.withdrawn()).orElse(true))
            .count();
    return "reports +" + found + (taken == 0 ? "" : ", " + taken + " withdrawn");
  }

  private void endings(List<String> parts) {
    for (Resolution resolution : Resolution.values()) {
      List<FoundEvent> ended =
          after.events().stream()
              .filter(e -> e.resolution().equals(java.util.Optional.of(resolution.word())))
              .filter(e -> before.event(e.id()).map(b -> !b.ended()).orElse(true))
              .toList();
      if (!ended.isEmpty()) {
        parts.add("ended (" + resolution.word() + "): " + some(ended));
      }
    }
  }

  /** Those of most priority by name, the others by number. */
  private static String some(List<FoundEvent> events) {
    String named =
        events.stream()
            .sorted(
                Comparator.comparingDouble((FoundEvent e) -> e.size().priority())
                    .reversed()
                    .thenComparing(FoundEvent::scope))
            .limit(MOST_EVENTS)
            .map(e -> e.scope() + " " + e.cause())
            .collect(Collectors.joining(", "));
    return events.size() <= MOST_EVENTS
        ? named
        : named + " and " + (events.size() - MOST_EVENTS) + " more";
  }
}
