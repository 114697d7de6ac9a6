package mrs.jobs.why;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.Collectors;
import mrs.jobs.messages.Printable;
import mrs.jobs.relations.PlainValues;
import org.jspecify.annotations.Nullable;

/** Values as people read them: numbers rounded to what matters, no exponent, no trailing zeros. */
final class Figures {
  private static final int MOST_CHARS = 90;

  private Figures() {}

  /** Two decimals below 10, one below 100, none above. */
  static String of(double value) {
    double size = Math.abs(value);
    int decimals = size < 10 ? 2 : size < 100 ? 1 : 0;
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /** Any plain value; a dash where there is none. */
  static String of(@Nullable Object value) {
    if (value == null) {
      return "–";
    } else if (value instanceof Double number) {
      return of(number.doubleValue());
    } else if (value instanceof java.util.Collection<?> many) {
      return many.stream().map(Figures::of).collect(Collectors.joining(", "));
    }
    boolean nested = value instanceof java.util.Map;
    return Printable.of(nested ? PlainValues.json(value) : String.valueOf(value), MOST_CHARS);
  }
}
