package mrs.jobs.feasts;

import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.spi.Described;
import de.focus_shift.jollyday.core.spi.Limited;
import de.focus_shift.jollyday.core.spi.Movable;
import java.time.DayOfWeek;
import java.time.Year;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every rule says: which feast it gives, and in which years. */
interface CalendarRule extends Described, Limited {
  /** Where it stands. */
  CalendarElement element();

  @Override
  default @Nullable String descriptionPropertiesKey() {
    return element().find("descriptionPropertiesKey").orElse(null);
  }

  @Override
  default HolidayType holidayType() {
    return element()
        .findWord("localizedType", HolidayType.class)
        .orElse(HolidayType.PUBLIC_HOLIDAY);
  }

  @Override
  default @Nullable Year validFrom() {
    return element().year("validFrom").orElse(null);
  }

  @Override
  default @Nullable Year validTo() {
    return element().year("validTo").orElse(null);
  }

  @Override
  default YearCycle cycle() {
    return element().findWord("every", YearCycle.class).orElse(YearCycle.EVERY_YEAR);
  }

  /** What a rule says besides whose feast is kept on another day if it falls on some weekdays. */
  interface Moving extends CalendarRule, Movable {
    @Override
    default List<MovingCondition> conditions() {
      return element().all("MovingCondition", Condition::new);
    }
  }

  /** From which weekday a feast is moved, and where to. */
  record Condition(CalendarElement element) implements Movable.MovingCondition {
    @Override
    public DayOfWeek substitute() {
      return element.word("substitute", DayOfWeek.class);
    }

    @Override
    public With with() {
      return element.word("with", With.class);
    }

    @Override
    public DayOfWeek weekday() {
      return element.word("weekday", DayOfWeek.class);
    }
  }
}
