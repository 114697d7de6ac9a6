package mrs.jobs.why;

import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import org.jspecify.annotations.Nullable;

/** What would have been usual in a report's window, how that comes about, and by what measure. */
record Usual(Explanation explanation) {

  static List<String> of(Explanation explanation) {
    return new Usual(explanation).lines();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    Object expected = value(DetectionLog.EXPECTED_UNITS);
    lines.add(
        expected == null
            ? "  how many were to be expected is not known"
            : "  " + when() + ": " + units(expected) + madeUp());
    lines.add("  compared with " + Glossary.comparison(text(DetectionLog.TEST)));
    return lines;
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
  private String madeUp() {
    Object level = value(DetectionLog.EXPECTED_LEVEL);
    if (level == null) {
      return "";
    }
    StringBuilder text = new StringBuilder(", which is ");
    text.append(Figures.of(level)).append(" at the level of this store and SKU");
    factor(text, DetectionLog.DAY_FACTOR, "for the day in the region (weekday, feast, weather)");
    factor(text, DetectionLog.PROMOTION_FACTOR, "for its promotion");
    factor(text, DetectionLog.STORE_FACTOR, "for the store of late");
    factor(text, DetectionLog.SKU_FACTOR, "for the SKU of late");
    return text.toString();
  }

  private void factor(StringBuilder text, Field field, String of) {
    Object factor = value(field);
    String figure = Figures.of(factor);
    if (factor != null && !figure.equals("1")) {
      text.append(", × ").append(figure).append(' ').append(of);
    }
  }

  private @Nullable Object value(Field field) {
    Map<String, @Nullable Object> report = explanation.report();
    return report.get(field.name());
  }

  private String text(Field field) {
    return Figures.of(value(field));
  }
}
