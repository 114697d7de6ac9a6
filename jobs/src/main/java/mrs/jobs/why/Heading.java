package mrs.jobs.why;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import mrs.contracts.AttributionLog;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.ReportStatus;
import org.jspecify.annotations.Nullable;

/** The first lines of a report's explanation: which series, which days, how much, found how. */
record Heading(Explanation explanation) {

  static List<String> of(Explanation explanation) {
    return new Heading(explanation).lines();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    Explanation.Series s = explanation.series();
    long days = 1 + ChronoUnit.DAYS.between(s.windowStart(), s.windowEnd());
    lines.add("report " + explanation.reportId());
    lines.add(
        "  store "
            + of(DetectionLog.STORE_ID)
            + ", SKU "
            + of(DetectionLog.SKU)
            + " (region "
            + of(DetectionLog.REGION)
            + "), "
            + of(DetectionLog.DIRECTION)
            + ", "
            + s.windowStart()
            + " to "
            + s.windowEnd()
            + (days == 1 ? " (1 day)" : " (" + days + " days)"));
    lines.add(
        "  status "
            + of(ReportStatus.FIELD)
            + ", cause "
            + of(AttributionLog.PROPOSED_CAUSE)
            + confidence());
    lines.add("  " + rank());
    lines.add("  " + units());
    lines.add(foundBy());
    if (explanation.behind()) {
      lines.add(
          "  the logs have newer rows of it; 'mrs hydrate' brings the hydrated row up to date");
    }
    return lines;
  }

  private String rank() {
    String rare =
        value(DetectionLog.SEVERITY) instanceof Double severity
            ? " (" + Glossary.rarity(severity) + ")"
            : "";
    return "severity "
        + of(DetectionLog.SEVERITY)
        + rare
        + ", priority "
        + of(DetectionLog.PRIORITY)
        + " by what is at stake";
  }

  private String foundBy() {
    return "  found by: "
        + Glossary.test(of(DetectionLog.TEST))
        + " ("
        + of(DetectionLog.GROUP_KEY)
        + " from "
        + of(DetectionLog.GROUP_START)
        + ")"
        + statistic();
  }

  private String confidence() {
    Object confidence = value(AttributionLog.CONFIDENCE_SCORE);
    return confidence == null ? "" : " with confidence " + Figures.of(confidence);
  }

  private String statistic() {
    return value(DetectionLog.STATISTIC) instanceof Double statistic
        ? ", " + Glossary.statistic(of(DetectionLog.TEST), statistic)
        : "";
  }

  private String units() {
    Object observed = value(DetectionLog.OBSERVED_UNITS);
    Object expected = value(DetectionLog.EXPECTED_UNITS);
    String sold = observed == null ? "nothing was reported" : sold(observed);
    if (expected == null) {
      return sold + "; how many were to be expected is not known";
    }
    String text =
        sold
            + ", "
            + Figures.of(expected)
            + " expected ("
            + of(DetectionLog.LOWER_BOUND)
            + " to "
            + of(DetectionLog.UPPER_BOUND)
            + ")";
    return observed instanceof Double o && expected instanceof Double e && o > 0 && e > 0
        ? text + ": " + ratio(o / e)
        : text;
  }

  private static String sold(Object observed) {
    String units = observed.equals(0.0) ? "nothing sold" : Figures.of(observed) + " units sold";
    return observed instanceof Double o && o < 0 ? units + " (more came back)" : units;
  }

  private static String ratio(double ratio) {
    if (ratio >= 1) {
      return Figures.of(ratio) + " times as many";
    }
    long percent = Math.round(100 * ratio);
    return percent == 0 ? "less than 1 % of that" : percent + " % of that";
  }

  private @Nullable Object value(Field field) {
    return explanation.report().get(field.name());
  }

  private String of(Field field) {
    return Figures.of(value(field));
  }
}
