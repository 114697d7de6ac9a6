package mrs.jobs.ingest.read;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads decimal numbers: {@code [+-]?(d+(.d+)?|.d+)([eE][+-]?d+)?} in ASCII digits. No grouping, no
 * comma, no hex, no type suffix, no NaN; at most 1,000 characters.
 */
public final class Decimals {
  private static final Set<String> NOT_FINITE = Set.of("nan", "inf", "infinity", "∞");
  private static final int EXACT_DIGITS = 15;

  /** Characters that a number may have; who writes more is hostile. */
  private static final int MAX_LENGTH = 1000;

  private static final double[] POWERS = new double[23];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private Decimals() {}

  /**
   * The number that {@code text} writes, infinite if too great; null if it writes none. Never
   * negative zero.
   */
  public static @Nullable Double parse(String text) {
    int n = text.length();
    if (n > MAX_LENGTH) {
      return null;
    }
    int i = n > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
    int whole = digits(text, i);
    int end = whole;
    if (end < n && text.charAt(end) == '.') {
      end = digits(text, end + 1);
      if (end == whole + 1) {
        return null;
      }
    }
    int written = end - i - (end > whole ? 1 : 0);
    if (written == 0) {
      return null;
    }
    if (end == n && written <= EXACT_DIGITS) {
      return exact(text, i, whole, end);
    }
    return end == n || isExponent(text, end)
        ? Double.valueOf(Double.parseDouble(text) + 0.0)
        : null;
  }

  /** Whether the number {@code text}, before its exponent, has a digit other than zero. */
  public static boolean hasDigitsButZero(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 'e' || c == 'E') {
        return false;
      }
      if (c >= '1' && c <= '9') {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code text} is one of the words for what is no finite number. */
  public static boolean isWordForNotFinite(String text) {
    if (text.isEmpty() || text.length() > 9) {
      return false;
    }
    boolean signed = text.charAt(0) == '-' || text.charAt(0) == '+';
    return NOT_FINITE.contains(text.substring(signed ? 1 : 0).toLowerCase(Locale.ROOT));
  }

  /**
   * At most 15 digits over a power of ten up to 22 are divided exactly, so the result is the
   * nearest double.
   */
  private static double exact(String text, int start, int whole, int end) {
    long digits = 0;
    for (int i = start; i < end; i++) {
      if (i != whole) {
        digits = 10 * digits + (text.charAt(i) - '0');
      }
    }
    double value = digits / POWERS[Math.max(0, end - whole - 1)];
    return text.charAt(0) == '-' ? 0.0 - value : value;
  }

  private static boolean isExponent(String text, int at) {
    char e = text.charAt(at);
    int start = at + 1;
    if (start < text.length() && (text.charAt(start) == '-' || text.charAt(start) == '+')) {
      start++;
    }
    return (e == 'e' || e == 'E') && start < text.length() && digits(text, start) == text.length();
  }

  private static int digits(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i;
  }
}
