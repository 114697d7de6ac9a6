package mrs.jobs.ingest.parse;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import mrs.contracts.ContextualEvents;
import mrs.contracts.Field;

/**
 * Which days and times an ingest believes.
 *
 * <p>Times: from 2000-01-01 to one day after the ingest. Days of sale: from 1990-01-01 to two days
 * after the ingest's day (UTC), as it may be tomorrow already where the store is. Days of context:
 * from 1990-01-01 to 2099-12-31, as holidays and promotions are told ahead.
 *
 * @param ingestTime what "now" is for the ingest
 */
public record Plausible(Instant ingestTime) implements Serializable {
  private static final Instant FIRST_TIME = Instant.parse("2000-01-01T00:00:00Z");
  private static final LocalDate FIRST_DAY = LocalDate.of(1990, 1, 1);
  private static final LocalDate LAST_PLANNED_DAY = LocalDate.of(2099, 12, 31);
  private static final Duration TIME_AHEAD = Duration.ofDays(1);
  private static final int DAYS_AHEAD = 2;
  private static final Set<Field> PLANNED =
      Set.of(ContextualEvents.STARTS_ON, ContextualEvents.ENDS_ON);

  boolean isTime(long micros) {
    long seconds = Math.floorDiv(micros, 1_000_000L);
    Instant time = Instant.ofEpochSecond(seconds, Math.floorMod(micros, 1_000_000L) * 1_000L);
    return !time.isBefore(FIRST_TIME) && !time.isAfter(lastTime());
  }

  boolean isDay(Field field, long epochDay) {
    return epochDay >= FIRST_DAY.toEpochDay() && epochDay <= lastDay(field).toEpochDay();
  }

  String times() {
    return FIRST_TIME + " to " + lastTime();
  }

  String days(Field field) {
    return FIRST_DAY + " to " + lastDay(field);
  }

  private Instant lastTime() {
    return ingestTime.plus(TIME_AHEAD);
  }

  private LocalDate lastDay(Field field) {
    return PLANNED.contains(field)
        ? LAST_PLANNED_DAY
        : ingestTime.atZone(ZoneOffset.UTC).toLocalDate().plusDays(DAYS_AHEAD);
  }
}
