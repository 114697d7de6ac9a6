package mrs.jobs.feasts;

import de.focus_shift.jollyday.core.spi.ChristianHoliday;
import de.focus_shift.jollyday.core.spi.EthiopianOrthodoxHoliday;
import de.focus_shift.jollyday.core.spi.IslamicHoliday;
import de.focus_shift.jollyday.core.spi.RelativeToEasterSunday;
import java.time.chrono.Chronology;
import org.threeten.extra.Days;

/** Rules of feasts that move with the calendar of a faith. */
final class FaithRules {
  private static final String TYPE = "type";

  private FaithRules() {}

  /** A feast that goes by Easter. */
  record Christian(CalendarElement element) implements ChristianHoliday, CalendarRule.Moving {
    @Override
    public ChristianHolidayType type() {
      return element.word(TYPE, ChristianHolidayType.class);
    }

    @Override
    public Chronology chronology() {
      return element.chronology();
    }
  }

  /** So many days before or after Easter. */
  record AroundEaster(CalendarElement element) implements RelativeToEasterSunday, CalendarRule {
    @Override
    public Chronology chronology() {
      return element.chronology();
    }

    @Override
    public Days days() {
      return Days.of(element.number("days"));
    }
  }

  /** A feast of the Islamic year. */
  record Islamic(CalendarElement element) implements IslamicHoliday, CalendarRule.Moving {
    @Override
    public IslamicHolidayType type() {
      return element.word(TYPE, IslamicHolidayType.class);
    }
  }

  /** A feast of the Ethiopian year. */
  record Ethiopian(CalendarElement element) implements EthiopianOrthodoxHoliday, CalendarRule {
    @Override
    public EthiopianOrthodoxHolidayType type() {
      return element.word(TYPE, EthiopianOrthodoxHolidayType.class);
    }
  }
}
