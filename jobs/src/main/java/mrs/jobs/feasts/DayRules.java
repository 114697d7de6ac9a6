package mrs.jobs.feasts;

import de.focus_shift.jollyday.core.spi.Fixed;
import de.focus_shift.jollyday.core.spi.Relation;
import de.focus_shift.jollyday.core.spi.RelativeToFixed;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.MonthDay;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.Days;

/** Rules that go by a day of the year. */
final class DayRules {
  private DayRules() {}

  /** On one day of every year. */
  record OfTheYear(CalendarElement element) implements Fixed, CalendarRule.Moving {
    @Override
    public MonthDay day() {
      return MonthDay.of(element.word("month", Month.class), element.number("day"));
    }
  }

  /** So many days, or the nearest weekday, before or after a day of the year. */
  record AroundADay(CalendarElement element) implements RelativeToFixed, CalendarRule {
    @Override
    public @Nullable DayOfWeek weekday() {
      return element.findWord("Weekday", DayOfWeek.class).orElse(null);
    }

    @Override
    public @Nullable Days days() {
      return element.find("Days").isPresent() ? Days.of(element.number("Days")) : null;
    }

    @Override
    public Relation when() {
      return element.word("When", Relation.class);
    }

    @Override
    public Fixed date() {
      return new OfTheYear(element.child("Date"));
    }
  }
}
