package mrs.jobs.ingest.parse;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import mrs.contracts.ColumnType;
import mrs.contracts.DriftKind;
import mrs.contracts.ErrorCode;
import mrs.contracts.Field;
import mrs.jobs.ingest.read.Cell;
import mrs.jobs.ingest.read.Unusable;
import org.jspecify.annotations.Nullable;

/**
 * The rule of each type of column. An optional number or truth value that cannot be read costs that
 * value and not its record: it is NULL, and noted. In texts and days it costs the record, as
 * without a scope context would hold everywhere.
 */
final class ColumnRules {
  private static final String DAY_SHAPE = "yyyy-MM-dd";
  private static final String TIME_SHAPE = "an ISO-8601 time such as 2024-03-28T23:30:00Z";
  private static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "1", "1.0");
  private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "0", "0.0");

  private final Plausible plausible;
  private final Remarks remarks;

  /**
   * The rules.
   *
   * @param remarks takes note of what departs from the contract in records that are kept
   */
  ColumnRules(Plausible plausible, Remarks remarks) {
    this.plausible = plausible;
    this.remarks = remarks;
  }

  ColumnRule of(Field field) {
    if (!(field.type() instanceof ColumnType.Plain type)) {
      throw noRule(field);
    }
    return switch (type) {
      case STRING -> new IdentifierRule(field, remarks);
      case DOUBLE -> optional(field, new NumberRule(field, remarks));
      case BOOLEAN -> optional(field, cell -> truth(field, cell));
      case DATE -> cell -> day(field, cell);
      case TIMESTAMP -> cell -> time(field, cell);
      case INT, BIGINT, BINARY -> throw noRule(field);
    };
  }

  private static IllegalArgumentException noRule(Field field) {
    return new IllegalArgumentException(
        "no rule for a delivered column of type " + field.type().sql());
  }

  /** The text of {@code cell} if it is one, typed or not. */
  static @Nullable String text(Cell cell) {
    if (cell instanceof Cell.Untyped untyped) {
      return untyped.text();
    }
    return cell instanceof Cell.Text text ? text.text() : null;
  }

  private ColumnRule optional(Field field, ColumnRule rule) {
    return field.nullable() ? cell -> valueOrNull(field, rule, cell) : rule;
  }

  private @Nullable Object valueOrNull(Field field, ColumnRule rule, Cell cell) {
    String shown = cell.shown();
    if (NullWords.contains(shown.strip())) {
      remarks.note(field, DriftKind.NULL_WORD, shown);
      return null;
    }
    try {
      // A string may write 10% or Y, for which formats with types have no other way.
      return rule.conform(cell instanceof Cell.Text text ? new Cell.Untyped(text.text()) : cell);
    } catch (Unusable e) {
      remarks.note(field, DriftKind.UNREADABLE_VALUE, shown);
      return null;
    }
  }

  private static Boolean truth(Field field, Cell cell) throws Unusable {
    if (cell instanceof Cell.Truth truth) {
      return truth.value();
    }
    String word = cell.shown().strip().toLowerCase(Locale.ROOT);
    if (TRUE.contains(word)) {
      return true;
    }
    if (FALSE.contains(word)) {
      return false;
    }
    throw Unusable.type(field, cell, "true, false, yes, no, 1 or 0");
  }

  private Long day(Field field, Cell cell) throws Unusable {
    long day = cell instanceof Cell.Moment moment ? midnight(field, moment) : dayOf(field, cell);
    if (!plausible.isDay(field, day)) {
      throw Unusable.range(ErrorCode.OUT_OF_RANGE, field, cell.shown(), plausible.days(field));
    }
    return day;
  }

  private static long dayOf(Field field, Cell cell) throws Unusable {
    if (cell instanceof Cell.Day given) {
      return given.epochDay();
    }
    String text = text(cell);
    if (text == null) {
      throw Unusable.type(field, cell, DAY_SHAPE);
    }
    long day = Times.day(text.strip());
    day = day == Times.NO_DAY ? Times.midnight(text.strip()) : day;
    if (day == Times.NO_DAY) {
      throw Unusable.time(field, text, DAY_SHAPE);
    }
    return day;
  }

  /** A day that a program without days wrote as a time; any other time may be another day there. */
  private static long midnight(Field field, Cell.Moment moment) throws Unusable {
    OptionalLong day = moment.midnightOf();
    if (day.isEmpty()) {
      throw Unusable.time(field, moment.shown(), "a date, or a time that is midnight");
    }
    return day.getAsLong();
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
      remarks.note(field, DriftKind.NO_TIME_ZONE, cell.shown());
    }
    return moment.micros();
  }
}
