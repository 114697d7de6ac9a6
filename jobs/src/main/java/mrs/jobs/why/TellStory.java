package mrs.jobs.why;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import mrs.contracts.AttributionLog;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.MinorityEvents;
import mrs.jobs.messages.Printable;
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
    tell.lines.addAll(Heading.of(story));
    tell.picture();
    tell.expectation();
    tell.sources();
    tell.causes();
    tell.event();
    tell.degraded();
    tell.history();
    return List.copyOf(tell.lines);
  }

  private void picture() {
    section("units a day");
    lines.addAll(Picture.of(story.series()));
  }

  private void expectation() {
    section("expectation, " + InWords.method(of(DetectionLog.METHOD)));
    lines.add(
        "  "
            + of(DetectionLog.EXPECTED_LEVEL)
            + " units at the series' own level; factors: day "
            + of(DetectionLog.DAY_FACTOR)
            + ", promotion "
            + of(DetectionLog.PROMOTION_FACTOR)
            + ", store "
            + of(DetectionLog.STORE_FACTOR)
            + ", SKU "
            + of(DetectionLog.SKU_FACTOR));
  }

  private void sources() {
    section("sources of each field group, strongest first");
    for (Story.Group group : story.sources()) {
      String name = group.group();
      for (Story.Said said : group.sources()) {
        lines.add(
            String.format(
                Locale.ROOT,
                "  %-12s %s %-12s %s",
                name,
                said.used() ? "→" : " ",
                said.source(),
                said(said.values())));
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
    } else if (story.report().get(AttributionLog.EVIDENCE_PATTERN.name()) != null) {
      lines.add(
          "  attribution's confidence is how often such evidence was right: "
              + of(AttributionLog.EVIDENCE_PATTERN));
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
    lines.add(
        "  "
            + in(event, MinorityEvents.EVENT_STATUS)
            + (resolution == null ? "" : " (" + Figures.of(resolution) + ")")
            + ", "
            + in(event, MinorityEvents.SCOPE)
            + ", "
            + in(event, MinorityEvents.STARTS_ON)
            + " to "
            + in(event, MinorityEvents.ENDS_ON)
            + ", reports "
            + in(event, MinorityEvents.REPORTS)
            + ", of them active "
            + in(event, MinorityEvents.ACTIVE_REPORTS)
            + ", cause "
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
