package mrs.transforms.attribution.evidence;

import java.time.LocalDate;
import java.util.Locale;

/** How figures stand in sentences: the same in every locale. */
final class Phrase {
  private Phrase() {}

  /** {@code 0.42}, {@code 2.1} or {@code 23}. */
  static String factor(double factor) {
    int digits = factor < 1 ? 2 : factor < 10 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + digits + "f", factor);
  }

  /** How much was sold of what was to be expected. */
  static String sold(double ratio) {
    if (ratio >= 1) {
      return "units were " + factor(ratio) + " times the expectation";
    } else if (ratio <= 0) {
      return ratio == 0 ? "nothing was sold" : "more came back than was sold";
    }
    return Math.round(100 * ratio) == 0
        ? "next to nothing was sold"
        : percent(ratio) + " of the expected units were sold";
  }

  /** {@code 85 %}. */
  static String percent(double share) {
    return Math.round(100 * share) + " %";
  }

  /** A number as it was told, without a fraction that it does not have. */
  static String amount(double amount) {
    return amount == Math.rint(amount)
        ? String.format(Locale.ROOT, "%.0f", amount)
        : String.format(Locale.ROOT, "%.1f", amount);
  }

  /** {@code 2024-03-05}. */
  static String day(long epochDay) {
    return LocalDate.ofEpochDay(epochDay).toString();
  }
}
