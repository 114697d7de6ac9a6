package mrs.jobs.ingest.parse;

import java.math.BigDecimal;
import java.math.RoundingMode;
import mrs.contracts.DriftKind;
import mrs.contracts.ErrorCode;
import mrs.contracts.Field;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.ingest.read.Cell;
import mrs.jobs.ingest.read.Decimals;
import mrs.jobs.ingest.read.Unusable;
import org.jspecify.annotations.Nullable;

/**
 * Numbers: the nearest double to what is written. What a double cannot hold at all, too great or
 * too near to zero, is refused, never taken for infinite or zero.
 *
 * <p>Units are added up as DECIMAL(38,6), exactly and in any order. So they may not be greater than
 * 10¹⁵, and those that have to be rounded to six places are counted.
 *
 * @param remarks takes note of units that have to be rounded
 */
record NumberRule(Field field, Remarks remarks) implements ColumnRule {
  private static final double MOST_UNITS = 1e15;
  private static final int PLACES = 6;

  /** Digits that every double keeps. */
  private static final int EXACT_DIGITS = 15;

  /** What binary arithmetic leaves behind, 0.30000000000000004, is not counted as rounded. */
  private static final BigDecimal NOISE = new BigDecimal("1e-9");

  private static final BigDecimal NOISE_SHARE = new BigDecimal("1e-12");

  @Override
  public Double conform(Cell cell) throws Unusable {
    String literal =
        cell instanceof Cell.Numeral number ? number.literal() : ColumnRules.text(cell);
    if (literal == null) {
      throw Unusable.type(field, cell, "a number");
    }
    String trimmed = literal.strip();
    if (Decimals.isWordForNotFinite(trimmed)) {
      throw Unusable.notFinite(field, literal);
    }
    if (NullWords.contains(trimmed)) {
      throw Unusable.nullWord(field, literal);
    }
    Double value = cell instanceof Cell.Text ? null : parse(trimmed);
    if (value == null) {
      throw Unusable.type(field, cell, "a number such as 12 or -0.5");
    }
    checkHeld(value, trimmed);
    if (field.equals(UnifiedSalesData.UNITS)) {
      checkUnits(value, trimmed);
    }
    return value;
  }

  /** A discount is a share, so that 10% is 0.1; nothing else is given in percent. */
  private @Nullable Double parse(String text) {
    boolean percent = field.equals(UnifiedSalesData.DISCOUNT) && text.endsWith("%");
    return percent
        ? Decimals.parse(text.substring(0, text.length() - 1).strip() + "e-2")
        : Decimals.parse(text);
  }

  private void checkHeld(double value, String literal) throws Unusable {
    if (Double.isInfinite(value)) {
      throw Unusable.notFinite(field, literal);
    }
    boolean tiny = Math.abs(value) < Double.MIN_NORMAL && Decimals.hasDigitsButZero(literal);
    if (tiny) {
      throw Unusable.range(
          ErrorCode.OUT_OF_RANGE, field, literal, "0, or what is at least 2.3e-308 in size");
    }
  }

  private void checkUnits(double units, String literal) throws Unusable {
    if (Math.abs(units) > MOST_UNITS) {
      throw Unusable.range(ErrorCode.OUT_OF_RANGE, field, literal, "-1e15 to 1e15");
    }
    if (units != 0 && mayNeedRounding(literal) && isRounded(new BigDecimal(literal), units)) {
      remarks.note(field, DriftKind.ROUNDED, literal);
    }
  }

  private static boolean mayNeedRounding(String literal) {
    int point = literal.indexOf('.');
    int places = point < 0 ? 0 : literal.length() - point - 1;
    boolean plain = literal.indexOf('e') < 0 && literal.indexOf('E') < 0;
    return !plain || places > PLACES || literal.length() > EXACT_DIGITS;
  }

  /** Whether what is added up is another number than the one that is written. */
  private static boolean isRounded(BigDecimal written, double units) {
    BigDecimal added = BigDecimal.valueOf(units).setScale(PLACES, RoundingMode.HALF_UP);
    BigDecimal noise = NOISE.min(written.abs().multiply(NOISE_SHARE));
    return written.subtract(added).abs().compareTo(noise) > 0;
  }
}
