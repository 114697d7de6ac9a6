package mrs.jobs.ingest.parse;

import java.util.Set;
import java.util.function.Consumer;
import mrs.contracts.ErrorCode;
import mrs.contracts.Field;
import mrs.contracts.Products;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;

/** The rule of each type of column. */
final class ColumnRules {
  /** Characters that an identifier may have. */
  static final int MAX_IDENTIFIER = 256;

  private static final Set<Field> FREE_TEXT =
      Set.of(Products.CATEGORY_1, Products.CATEGORY_2, Products.CATEGORY_3);
  private static final String DAY_SHAPE = "yyyy-MM-dd";
  private static final String TIME_SHAPE = "an ISO-8601 time such as 2024-03-28T23:30:00Z";

  private final Plausible plausible;
  private final Consumer<Field> withoutZone;

  ColumnRules(Plausible plausible, Consumer<Field> withoutZone) {
    this.plausible = plausible;
    this.withoutZone = withoutZone;
  }

  ColumnRule of(Field field) {
    DataType type = field.type();
    if (type instanceof StringType) {
      return cell -> identifier(field, cell);
    }
    if (type instanceof DoubleType) {
      return cell -> number(field, cell);
    }
    if (type instanceof BooleanType) {
      return cell -> truth(field, cell);
    }
    if (type instanceof DateType) {
      return cell -> day(field, cell);
    }
    if (type instanceof TimestampType) {
      return cell -> time(field, cell);
    }
    throw new IllegalArgumentException("no rule for a delivered column of type " + type);
  }

  /** The text of {@code cell} if it is one, typed or not. */
  static @Nullable String text(Cell cell) {
    if (cell instanceof Cell.Untyped untyped) {
      return untyped.text();
    }
    return cell instanceof Cell.Text text ? text.text() : null;
  }

  private static String identifier(Field field, Cell cell) throws Unusable {
    String text = cell instanceof Cell.Numeral number ? wholeNumber(field, number) : text(cell);
    if (text == null) {
      throw Unusable.type(field, cell, "a string");
    }
    String value = FREE_TEXT.contains(field) ? text.strip() : text;
    if (Utf8.hasLoneSurrogate(value)) {
      throw Unusable.encoding(field.name() + " has half of a surrogate pair");
    }
    if (value.length() > MAX_IDENTIFIER) {
      throw Unusable.identifier(field, value, "is longer than " + MAX_IDENTIFIER + " characters");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw Unusable.identifier(field, value, "has a control character; remove it");
    }
    if (isBlank(value.charAt(0)) || isBlank(value.charAt(value.length() - 1))) {
      throw Unusable.identifier(field, value, "starts or ends with a blank; remove it");
    }
    return value;
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
  }

  /**
   * An id that a format wrote as a number is taken digit by digit; 17.0 or 1e3 might mean another
   * thing.
   */
  private static String wholeNumber(Field field, Cell.Numeral number) throws Unusable {
    String literal = number.literal();
    if (!literal.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-')) {
      throw Unusable.type(field, number, "a string");
    }
    return literal;
  }

  private static Double number(Field field, Cell cell) throws Unusable {
    String literal = cell instanceof Cell.Numeral number ? number.literal() : text(cell);
    if (literal == null) {
      throw Unusable.type(field, cell, "a number");
    }
    String trimmed = literal.strip();
    if (Decimals.isWordForNotFinite(trimmed)) {
      throw Unusable.notFinite(field, literal);
    }
    Double value = cell instanceof Cell.Text ? null : Decimals.parse(trimmed);
    if (value == null) {
      throw Unusable.type(field, cell, "a number such as 12 or -0.5");
    }
    if (value.isInfinite()) {
      throw Unusable.notFinite(field, literal);
    }
    return value;
  }

  private static Boolean truth(Field field, Cell cell) throws Unusable {
    if (cell instanceof Cell.Truth truth) {
      return truth.value();
    }
    String word = cell instanceof Cell.Text ? "" : cell.shown().strip();
    if (word.equalsIgnoreCase("true") || word.equals("1")) {
      return true;
    }
    if (word.equalsIgnoreCase("false") || word.equals("0")) {
      return false;
    }
    throw Unusable.type(field, cell, "true, false, 1 or 0");
  }

  private Long day(Field field, Cell cell) throws Unusable {
    long day;
    if (cell instanceof Cell.Day given) {
      day = given.epochDay();
    } else {
      String text = text(cell);
      if (text == null) {
        throw Unusable.type(field, cell, DAY_SHAPE);
      }
      day = Times.day(text.strip());
      if (day == Times.NO_DAY) {
        throw Unusable.time(field, text, DAY_SHAPE);
      }
    }
    if (!plausible.isDay(field, day)) {
      throw Unusable.range(ErrorCode.OUT_OF_RANGE, field, cell.shown(), plausible.days(field));
    }
    return day;
  }

  private Long time(Field field, Cell cell) throws Unusable {
    Cell.Moment moment;
    if (cell instanceof Cell.Moment given) {
      moment = given;
    } else {
      String text = text(cell);
      if (text == null) {
        throw Unusable.type(field, cell, TIME_SHAPE);
      }
      moment = Times.moment(text.strip());
      if (moment == null) {
        throw Unusable.time(field, text, TIME_SHAPE);
      }
    }
    if (!plausible.isTime(moment.micros())) {
      throw Unusable.range(ErrorCode.TIME_OUT_OF_RANGE, field, cell.shown(), plausible.times());
    }
    if (!moment.zoned()) {
      withoutZone.accept(field);
    }
    return moment.micros();
  }
}
