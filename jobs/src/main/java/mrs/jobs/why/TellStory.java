package mrs.jobs.why;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import mrs.contracts.AttributionLog;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.MinorityEvents;
import mrs.contracts.ReportStatus;
import mrs.jobs.sql.Printable;
import org.jspecify.annotations.Nullable;

/** A report's story as text for a terminal, about 90 columns wide. */
public final class TellStory {
  private static final int WIDTH = 90;

  private final Story story;
  private final List<String> lines = new ArrayList<>();

  private TellStory(Story story) {
    this.story = story;
  }

  /** Its lines. */
  public static List<String> lines(Story story) {
    TellStory tell = new TellStory(story);
    tell.head();
    tell.picture();
    tell.expectation();
    tell.sources();
    tell.causes();
    tell.event();
    tell.degraded();
    tell.history();
    return List.copyOf(tell.lines);
  }

  private void head() {
    Story.Series s = story.series();
    long days = 1 + ChronoUnit.DAYS.between(s.windowStart(), s.windowEnd());
    lines.add("report " + story.reportId());
    lines.add(
        "  store " + of(DetectionLog.STORE_ID) + ", article " + of(DetectionLog.SKU)
            + " (region " + of(DetectionLog.REGION) + "), " + of(DetectionLog.DIRECTION)
            + ", " + s.windowStart() + " to " + s.windowEnd()
            + (days == 1 ? " (1 day)" : " (" + days + " days)"));
    lines.add(
        "  status " + of(ReportStatus.FIELD) + ", severity " + of(DetectionLog.SEVERITY)
            + ", cause " + of(AttributionLog.PROPOSED_CAUSE)
            + confidence());
    lines.add("  " + units());
    lines.add("  found by: " + InWords.test(of(DetectionLog.TEST))
            + " (" + of(DetectionLog.GROUP_KEY) + " from " + of(DetectionLog.GROUP_START) + ")"
            + statistic());
    if (story.behind()) {
      lines.add("  the logs have newer rows of it; 'mrs hydrate' brings the hydrated row up to date");
    }
  }

  private String confidence() {
    Object confidence = value(AttributionLog.CONFIDENCE_SCORE);
    return confidence == null ? "" : " with confidence " + Figures.of(confidence);
  }

  private String statistic() {
    Object statistic = value(DetectionLog.STATISTIC);
    return statistic == null ? "" : ", " + Figures.of(statistic) + " deviations";
  }

  private String units() {
    Object observed = value(DetectionLog.OBSERVED_UNITS);
    Object expected = value(DetectionLog.EXPECTED_UNITS);
    String sold = observed == null ? "nothing was reported" : Figures.of(observed) + " units sold";
    if (expected == null) {
      return sold + "; how many were to be expected is not known";
    }
    String text = sold + ", " + Figures.of(expected) + " expected (" + of(DetectionLog.LOWER_BOUND)
        + " to " + of(DetectionLog.UPPER_BOUND) + ")";
    return observed instanceof Double o && expected instanceof Double e && e > 0
        ? text + ": " + Figures.of(o / e) + " times as many"
        : text;
  }

  private void picture() {
    section("units a day");
    lines.addAll(Picture.of(story.series()));
  }

  private void expectation() {
    section("expectation, " + InWords.method(of(DetectionLog.METHOD)));
    lines.add("  " + of(DetectionLog.EXPECTED_LEVEL) + " units at the series' own level; factors: day "
        + of(DetectionLog.DAY_FACTOR) + ", promotion " + of(DetectionLog.PROMOTION_FACTOR)
        + ", store " + of(DetectionLog.STORE_FACTOR) + ", article " + of(DetectionLog.SKU_FACTOR));
  }

  private void sources() {
    section("sources of each field group, strongest first");
    for (Story.Group group : story.sources()) {
      String name = group.group();
      for (Story.Said said : group.sources()) {
        lines.add(
            String.format(
                Locale.ROOT, "  %-12s %s %-12s %s",
                name, said.used() ? "→" : " ", said.source(), said(said.values())));
        name = "";
      }
    }
  }

  private static String said(@Nullable Map<String, @Nullable Object> values) {
    return values == null
        ? "nothing"
        : Printable.of(
            values.entrySet().stream()
                .map(e -> e.getKey() + " " + Figures.of(e.getValue()))
                .collect(Collectors.joining(", ")),
            WIDTH);
  }

  private void causes() {
    section("causes");
    for (Story.Cause cause : story.causes()) {
      lines.add(
          String.format(
                  Locale.ROOT,
                  "  %-12s %-5s %s",
                  cause.cause(),
                  Figures.of(cause.score()),
                  Printable.of(String.join("; ", cause.evidence()), 2 * WIDTH))
              .stripTrailing());
    }
    if (story.causes().isEmpty()) {
      lines.add("  none was proposed");
    }
  }

  private void event() {
    Map<String, @Nullable Object> event = story.event();
    if (event == null) {
      section("event");
      lines.add("  it belongs to none that is known");
      return;
    }
    section("event " + in(event, MinorityEvents.REPORT_GROUP_ID));
    Object resolution = event.get(MinorityEvents.RESOLUTION_REASON.name());
    lines.add("  " + in(event, MinorityEvents.EVENT_STATUS)
        + (resolution == null ? "" : " (" + Figures.of(resolution) + ")")
        + ", " + in(event, MinorityEvents.SCOPE)
        + ", " + in(event, MinorityEvents.STARTS_ON) + " to " + in(event, MinorityEvents.ENDS_ON)
        + ", reports " + in(event, MinorityEvents.REPORTS) + ", of them active "
        + in(event, MinorityEvents.ACTIVE_REPORTS) + ", cause "
        + in(event, MinorityEvents.EVENT_CAUSE));
    if (event.get(MinorityEvents.EVIDENCE.name()) != null) {
      lines.add("  evidence: " + in(event, MinorityEvents.EVIDENCE));
    }
  }

  private void degraded() {
    section("degraded");
    story.degraded().forEach(d -> lines.add("  " + d.code() + ": " + d.means()));
    if (story.degraded().isEmpty()) {
      lines.add("  by nothing");
    }
  }

  private void history() {
    section("history");
    for (Story.Entry entry : story.history()) {
      lines.add("  " + entry.writtenAt() + "  run " + entry.runId());
      lines.add("    " + Printable.of(String.join(", ", entry.changes()), 2 * WIDTH));
    }
  }

  private void section(String title) {
    lines.add("");
    lines.add(title);
  }

  private @Nullable Object value(Field field) {
    return story.report().get(field.name());
  }

  private String of(Field field) {
    return Figures.of(value(field));
  }

  private static String in(Map<String, @Nullable Object> row, Field field) {
    return Figures.of(row.get(field.name()));
  }
}
