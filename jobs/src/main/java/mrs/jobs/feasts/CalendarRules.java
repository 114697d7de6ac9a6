package mrs.jobs.feasts;

import de.focus_shift.jollyday.core.spi.ChristianHoliday;
import de.focus_shift.jollyday.core.spi.EthiopianOrthodoxHoliday;
import de.focus_shift.jollyday.core.spi.Fixed;
import de.focus_shift.jollyday.core.spi.FixedWeekdayBetweenFixed;
import de.focus_shift.jollyday.core.spi.FixedWeekdayInMonth;
import de.focus_shift.jollyday.core.spi.FixedWeekdayRelativeToFixed;
import de.focus_shift.jollyday.core.spi.Holidays;
import de.focus_shift.jollyday.core.spi.IslamicHoliday;
import de.focus_shift.jollyday.core.spi.RelativeToEasterSunday;
import de.focus_shift.jollyday.core.spi.RelativeToFixed;
import de.focus_shift.jollyday.core.spi.RelativeToWeekdayInMonth;
import java.util.List;

/**
 * The rules of a calendar, by kind. The library calls every method of this class that returns a
 * list, by reflection: so it is public, and has no others of that kind.
 */
public final class CalendarRules implements Holidays {
  private final CalendarElement element;

  CalendarRules(CalendarElement element) {
    this.element = element;
  }

  @Override
  public List<Fixed> fixed() {
    return element.all("Fixed", DayRules.OfTheYear::new);
  }

  @Override
  public List<RelativeToFixed> relativeToFixed() {
    return element.all("RelativeToFixed", DayRules.AroundADay::new);
  }

  @Override
  public List<RelativeToWeekdayInMonth> relativeToWeekdayInMonth() {
    return element.all("RelativeToWeekdayInMonth", WeekdayRules.AroundAWeekday::new);
  }

  @Override
  public List<FixedWeekdayInMonth> fixedWeekdays() {
    return element.all("FixedWeekday", WeekdayRules.OfAMonth::new);
  }

  @Override
  public List<ChristianHoliday> christianHolidays() {
    return element.all("ChristianHoliday", FaithRules.Christian::new);
  }

  @Override
  public List<IslamicHoliday> islamicHolidays() {
    return element.all("IslamicHoliday", FaithRules.Islamic::new);
  }

  @Override
  public List<FixedWeekdayBetweenFixed> fixedWeekdayBetweenFixed() {
    return element.all("FixedWeekdayBetweenFixed", WeekdayRules.BetweenDays::new);
  }

  @Override
  public List<FixedWeekdayRelativeToFixed> fixedWeekdayRelativeToFixed() {
    return element.all("FixedWeekdayRelativeToFixed", WeekdayRules.AroundADay::new);
  }

  @Override
  public List<EthiopianOrthodoxHoliday> ethiopianOrthodoxHolidays() {
    return element.all("EthiopianOrthodoxHoliday", FaithRules.Ethiopian::new);
  }

  @Override
  public List<RelativeToEasterSunday> relativeToEasterSunday() {
    return element.all("RelativeToEasterSunday", FaithRules.AroundEaster::new);
  }
}
