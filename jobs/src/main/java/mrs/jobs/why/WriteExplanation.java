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

/** A report's explanation as text for a terminal, about 90 columns wide. */
public final class WriteExplanation {
  private static final int WIDTH = 90;

  private final Explanation explanation;
  private final List<String> lines = new ArrayList<>();

  private WriteExplanation(Explanation explanation) {
    this.explanation = explanation;
  }

  /** Its lines. */
  public static List<String> lines(Explanation explanation) {
    WriteExplanation text = new WriteExplanation(explanation);
    text.lines.addAll(Heading.of(explanation));
    text.picture();
    text.usual();
    text.sources();
    text.causes();
    text.event();
    text.degraded();
    text.trust();
    text.history();
    return List.copyOf(text.lines);
  }

  private void picture() {
    section("units a day");
    lines.addAll(SeriesPlot.of(explanation.series()));
  }

  private void usual() {
    section("what was usual, " + Glossary.method(explanation.text(DetectionLog.METHOD)));
    lines.addAll(Usual.of(explanation));
  }

  private void sources() {
    section("sources of each field group, strongest first");
    for (Explanation.GroupSources group : explanation.sources()) {
      String name = group.group();
      for (Explanation.Offered offered : group.sources()) {
        lines.add(
            String.format(
                Locale.ROOT,
                "  %-12s %s %-12s %s",
                name,
                offered.used() ? "→" : " ",
                offered.source(),
                offered(offered.values())));
        name = "";
      }
    }
  }

  private static String offered(@Nullable Map<String, @Nullable Object> values) {
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
    for (Explanation.ShownCause cause : explanation.causes()) {
      lines.add(
          String.format(
                  Locale.ROOT,
                  "  %-12s %-5s %s",
                  cause.cause(),
                  Figures.of(cause.score()),
                  Printable.of(String.join("; ", cause.evidence()), 2 * WIDTH))
              .stripTrailing());
    }
    if (explanation.causes().isEmpty()) {
      lines.add("  none was proposed");
    } else if (explanation.report().get(AttributionLog.EVIDENCE_PATTERN.name()) != null) {
      lines.add(
          "  attribution's confidence is how often such evidence was right: "
              + explanation.text(AttributionLog.EVIDENCE_PATTERN));
    }
  }

  private void event() {
    Map<String, @Nullable Object> event = explanation.event();
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
    explanation.degraded().forEach(d -> lines.add("  " + d.code() + ": " + d.means()));
    if (explanation.degraded().isEmpty()) {
      lines.add("  by nothing");
    }
  }

  private void trust() {
    Explanation.Trust trust = explanation.trust();
    section("trust " + Figures.of(trust.score()) + " at " + trust.at());
    for (Explanation.Factor factor : trust.factors()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-20s %9.6f = %.2f × %s",
              factor.factor(),
              factor.contribution(),
              factor.weight(),
              factor.value() == null ? "– (not known)" : Figures.of(factor.value())));
    }
    if (trust.clamp() != 0) {
      lines.add(String.format(Locale.ROOT, "  %-20s %9.6f", "clamp to 0..1", trust.clamp()));
    }
  }

  private void history() {
    section("history");
    for (Explanation.Entry entry : explanation.history()) {
      lines.add("  " + entry.writtenAt() + "  run " + entry.runId());
      lines.add("    " + Printable.of(String.join(", ", entry.changes()), 2 * WIDTH));
    }
  }

  private void section(String title) {
    lines.add("");
    lines.add(title);
  }

  private static String in(Map<String, @Nullable Object> row, Field field) {
    return Figures.of(row.get(field.name()));
  }
}
