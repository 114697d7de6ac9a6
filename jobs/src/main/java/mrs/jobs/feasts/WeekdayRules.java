package mrs.jobs.feasts;

import de.focus_shift.jollyday.core.spi.Fixed;
import de.focus_shift.jollyday.core.spi.FixedWeekdayBetweenFixed;
import de.focus_shift.jollyday.core.spi.FixedWeekdayInMonth;
import de.focus_shift.jollyday.core.spi.FixedWeekdayRelativeToFixed;
import de.focus_shift.jollyday.core.spi.Occurrence;
import de.focus_shift.jollyday.core.spi.Relation;
import de.focus_shift.jollyday.core.spi.RelativeToWeekdayInMonth;
import java.time.DayOfWeek;
import java.time.Month;

/** Rules that go by a weekday. */
final class WeekdayRules {
  private WeekdayRules() {}

  /** On such a weekday of a month as the first. */
  record OfAMonth(CalendarElement element) implements FixedWeekdayInMonth, CalendarRule {
    @Override
    public DayOfWeek weekday() {
      return element.word("weekday", DayOfWeek.class);
    }

    @Override
    public Occurrence which() {
      return element.word("which", Occurrence.class);
    }

    @Override
    public Month month() {
      return element.word("month", Month.class);
    }
  }

  /** On the weekday before or after another one of a month. */
  record AroundAWeekday(CalendarElement element) implements RelativeToWeekdayInMonth, CalendarRule {
    @Override
    public DayOfWeek weekday() {
      return element.word("weekday", DayOfWeek.class);
    }

    @Override
    public Relation when() {
      return element.word("when", Relation.class);
    }

    @Override
    public FixedWeekdayInMonth weekdayInMonth() {
      return new OfAMonth(element.child("FixedWeekday"));
    }
  }

  /** On a weekday between two days of the year. */
  record BetweenDays(CalendarElement element) implements FixedWeekdayBetweenFixed, CalendarRule {
    @Override
    public DayOfWeek weekday() {
      return element.word("weekday", DayOfWeek.class);
    }

    @Override
    public Fixed from() {
      return new DayRules.OfTheYear(element.child("from"));
    }

    @Override
    public Fixed to() {
      return new DayRules.OfTheYear(element.child("to"));
    }
  }

  /** On such a weekday before or after a day of the year as the first. */
  record AroundADay(CalendarElement element) implements FixedWeekdayRelativeToFixed, CalendarRule {
    @Override
    public DayOfWeek weekday() {
      return element.word("weekday", DayOfWeek.class);
    }

    @Override
    public Relation when() {
      return element.word("when", Relation.class);
    }

    @Override
    public Occurrence which() {
      return element.word("which", Occurrence.class);
    }

    @Override
    public Fixed day() {
      return new DayRules.OfTheYear(element.child("day"));
    }
  }
}
