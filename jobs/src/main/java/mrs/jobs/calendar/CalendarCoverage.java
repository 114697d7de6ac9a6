package mrs.jobs.calendar;

import java.time.Instant;
import mrs.contracts.InputState;
import mrs.jobs.config.CalendarConfig;
import mrs.jobs.warehouse.PinnedTables;

/** Says whether the calendar has what a run needs of it. */
public final class CalendarCoverage {
  private CalendarCoverage() {}

  /**
   * How the calendar, which is there, is found: EMPTY where nothing stands of the writings up to
   * {@code upTo}; LATE where a day that the run may judge is in a year of which nothing stands for
   * one of the regions. Reads it.
   */
  public static InputState of(
      PinnedTables tables, CalendarConfig config, long upTo, Instant logicalTime) {
    StandingYears standing = StandingYears.of(tables, upTo);
    if (standing.isEmpty()) {
      return InputState.EMPTY;
    }
    return standing.covers(config, YearSpan.judged(tables, logicalTime))
        ? InputState.PRESENT
        : InputState.LATE;
  }
}
