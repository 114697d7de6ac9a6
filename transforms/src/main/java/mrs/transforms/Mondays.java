package mrs.transforms;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** The Monday of a week: what every table's {@code week_start} is. */
public final class Mondays {
  /** 1970-01-01 was a Thursday. */
  private static final int FIRST_DAY_AFTER_MONDAY = 3;

  private static final int WEEK = 7;

  private Mondays() {}

  /** The Monday of the week of {@code day}. */
  public static LocalDate of(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  /** The Monday of the week of {@code time}, in UTC. */
  public static LocalDate of(Instant time) {
    return of(LocalDate.ofInstant(time, ZoneOffset.UTC));
  }

  /** The same of a day, and as days, since 1970-01-01. */
  public static int of(long epochDay) {
    return (int) (epochDay - Math.floorMod(epochDay + FIRST_DAY_AFTER_MONDAY, WEEK));
  }

  /** The same of a date or a time (UTC), as a date. */
  public static Column of(Column day) {
    return functions.date_trunc("week", day).cast("date");
  }
}
