package mrs.jobs.why;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import mrs.contracts.AttributionLog;
import mrs.contracts.DetectionLog;
import mrs.contracts.ReportStatus;

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
            + explanation.text(DetectionLog.STORE_ID)
            + ", SKU "
            + explanation.text(DetectionLog.SKU)
            + " (region "
            + explanation.text(DetectionLog.REGION)
            + "), "
            + explanation.text(DetectionLog.DIRECTION)
            + ", "
            + s.windowStart()
            + " to "
            + s.windowEnd()
            + (days == 1 ? " (1 day)" : " (" + days + " days)"));
    lines.add(
        "  status "
            + explanation.text(ReportStatus.FIELD)
            + ", cause "
            + explanation.text(AttributionLog.PROPOSED_CAUSE)
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
        explanation.value(DetectionLog.SEVERITY) instanceof Double severity
            ? " (" + Glossary.rarity(severity) + ")"
            : "";
    return "severity "
        + explanation.text(DetectionLog.SEVERITY)
        + rare
        + ", priority "
        + explanation.text(DetectionLog.PRIORITY)
        + " by what is at stake";
  }

  private String foundBy() {
    return "  found by: "
        + Glossary.test(explanation.text(DetectionLog.TEST))
        + " ("
        + explanation.text(DetectionLog.GROUP_KEY)
        + " from "
        + explanation.text(DetectionLog.GROUP_START)
        + ")"
        + statistic();
  }

  private String confidence() {
    Object confidence = explanation.value(AttributionLog.CONFIDENCE_SCORE);
    return confidence == null ? "" : " with confidence " + Figures.of(confidence);
  }

  private String statistic() {
    return explanation.value(DetectionLog.STATISTIC) instanceof Double statistic
        ? ", " + Glossary.statistic(explanation.text(DetectionLog.TEST), statistic)
        : "";
  }

  private String units() {
    Object observed = explanation.value(DetectionLog.OBSERVED_UNITS);
    Object expected = explanation.value(DetectionLog.EXPECTED_UNITS);
    String sold = observed == null ? "nothing was reported" : sold(observed);
    if (expected == null) {
      return sold + "; how many were to be expected is not known";
    }
    String text =
        sold
            + ", "
            + Figures.of(expected)
            + " expected ("
            + explanation.text(DetectionLog.LOWER_BOUND)
            + " to "
            + explanation.text(DetectionLog.UPPER_BOUND)
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
}
