package mrs.jobs.why;

import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;

/** What would have been usual in a report's window, how that comes about, and by what measure. */
record Usual(Explanation explanation) {

  static List<String> of(Explanation explanation) {
    return new Usual(explanation).lines();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    Object expected = explanation.value(DetectionLog.EXPECTED_UNITS);
    if (expected == null) {
      lines.add("  how many were to be expected is not known");
    } else {
      lines.add("  " + when() + ": " + units(expected));
      madeUp(lines);
    }
    lines.add("  compared with " + comparison());
    return lines;
  }

  private String comparison() {
    return Glossary.comparison(
        explanation.text(DetectionLog.TEST),
        (Integer) explanation.value(DetectionLog.COMPARED_WITH));
  }

  private String when() {
    Explanation.Series s = explanation.series();
    long days = 1 + ChronoUnit.DAYS.between(s.windowStart(), s.windowEnd());
    return days == 1
        ? "on such a "
            + s.windowStart().getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
        : "over these " + days + " days";
  }

  private static String units(Object amount) {
    String figure = Figures.of(amount);
    return figure + (figure.equals("1") ? " unit" : " units");
  }

  /** The level and the factors that change it; nothing where they are not known. */
  private void madeUp(List<String> lines) {
    if (explanation.value(DetectionLog.EXPECTED_LEVEL) == null) {
      return;
    }
    String level = explanation.text(DetectionLog.EXPECTED_LEVEL);
    lines.add("    " + level + " at the level of this store and SKU");
    factor(lines, DetectionLog.DAY_FACTOR, "for the day in the region (weekday, feast, weather)");
    factor(lines, DetectionLog.PROMOTION_FACTOR, "for its promotion");
    factor(
        lines, DetectionLog.STORE_FACTOR, "for the store: its weekday, and how it sells of late");
    factor(lines, DetectionLog.SKU_FACTOR, "for the SKU: how it sells of late");
  }

  private void factor(List<String> lines, Field field, String what) {
    String figure = explanation.text(field);
    if (explanation.value(field) != null && !figure.equals("1")) {
      lines.add("    × " + figure + " " + what);
    }
  }
}
