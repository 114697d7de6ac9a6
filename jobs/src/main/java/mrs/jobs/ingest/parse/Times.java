package mrs.jobs.ingest.parse;

import java.time.DateTimeException;
import java.time.LocalDate;
import mrs.jobs.ingest.read.Cell;
import org.jspecify.annotations.Nullable;

/** Reads ISO-8601 days and times by hand: a formatter costs more than the rest of the row. */
final class Times {
  /** Says that a text is no day. */
  static final long NO_DAY = Long.MIN_VALUE;

  private static final long MICROS = 1_000_000L;
  private static final long DAY_SECONDS = 86_400L;
  private static final int DATE_LENGTH = 10;
  private static final int MINUTE_END = 16;
  private static final int SECOND_END = 19;
  private static final int MAX_OFFSET_SECONDS = 18 * 3600;

  private Times() {}

  /** Days since 1970-01-01 of {@code yyyy-MM-dd}, or {@link #NO_DAY}. */
  static long day(String text) {
    return text.length() == DATE_LENGTH ? dayAtStart(text) : NO_DAY;
  }

  /**
   * Days since 1970-01-01 of a time that is written as midnight, in whatever zone: the day is the
   * one that stands there, as it is the store's own. {@link #NO_DAY} for any other text.
   */
  static long midnight(String text) {
    Cell.Moment moment = moment(text);
    boolean seconds = text.length() > MINUTE_END && text.charAt(MINUTE_END) == ':';
    boolean begins = moment != null && moment.micros() % MICROS == 0;
    return begins && secondOfDay(text, seconds) == 0 ? dayAtStart(text) : NO_DAY;
  }

  /**
   * The time that {@code text} writes: {@code yyyy-MM-dd}, then {@code T}, {@code t} or a blank,
   * then {@code HH:mm}, then perhaps {@code :ss} with at most nine digits of a fraction (cut to
   * microseconds), then {@code Z}, {@code z}, {@code ±HH:mm}, {@code ±HHmm}, {@code ±HH} or
   * nothing; null if it writes none. Java leaves seconds out where they are zero.
   */
  static Cell.@Nullable Moment moment(String text) {
    if (text.length() < MINUTE_END) {
      return null;
    }
    boolean seconds = text.length() > MINUTE_END && text.charAt(MINUTE_END) == ':';
    if (seconds && text.length() < SECOND_END) {
      return null;
    }
    long day = dayAtStart(text);
    int second = secondOfDay(text, seconds);
    if (day == NO_DAY || second < 0 || "Tt ".indexOf(text.charAt(DATE_LENGTH)) < 0) {
      return null;
    }
    int end = seconds ? fractionEnd(text) : MINUTE_END;
    int offset = end < 0 ? Integer.MIN_VALUE : offset(text, end);
    if (offset == Integer.MIN_VALUE) {
      return null;
    }
    long time = day * DAY_SECONDS + second - offset;
    return new Cell.Moment(time * MICROS + micros(text, end), end < text.length());
  }

  private static long dayAtStart(String text) {
    int year = number(text, 0, 4);
    int month = number(text, 5, 2);
    int day = number(text, 8, 2);
    if (year < 0 || month < 0 || day < 0 || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return NO_DAY;
    }
    try {
      return LocalDate.of(year, month, day).toEpochDay();
    } catch (DateTimeException e) {
      return NO_DAY;
    }
  }

  private static int secondOfDay(String text, boolean seconds) {
    int hour = number(text, 11, 2);
    int minute = number(text, 14, 2);
    int second = seconds ? number(text, 17, 2) : 0;
    boolean shaped = text.charAt(13) == ':';
    boolean real =
        hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
    return shaped && real ? hour * 3600 + minute * 60 + second : -1;
  }

  /** Where the fraction of the second ends, SECOND_END if there is none, -1 if it is malformed. */
  private static int fractionEnd(String text) {
    if (text.length() == SECOND_END || text.charAt(SECOND_END) != '.') {
      return SECOND_END;
    }
    int end = SECOND_END + 1;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    int digits = end - SECOND_END - 1;
    return digits >= 1 && digits <= 9 ? end : -1;
  }

  private static long micros(String text, int end) {
    long micros = 0;
    for (int i = 1; i <= 6; i++) {
      int at = SECOND_END + i;
      micros = 10 * micros + (at < end ? text.charAt(at) - '0' : 0);
    }
    return micros;
  }

  /** Seconds east of UTC, 0 if nothing is said, Integer.MIN_VALUE if malformed. */
  private static int offset(String text, int at) {
    int rest = text.length() - at;
    if (rest == 0 || (rest == 1 && (text.charAt(at) == 'Z' || text.charAt(at) == 'z'))) {
      return 0;
    }
    char sign = text.charAt(at);
    boolean colon = rest == 6 && text.charAt(at + 3) == ':';
    if ((sign != '+' && sign != '-') || !(colon || rest == 5 || rest == 3)) {
      return Integer.MIN_VALUE;
    }
    int hours = number(text, at + 1, 2);
    int minutes = rest == 3 ? 0 : number(text, at + (colon ? 4 : 3), 2);
    int seconds = hours * 3600 + minutes * 60;
    if (hours < 0 || minutes < 0 || minutes > 59 || seconds > MAX_OFFSET_SECONDS) {
      return Integer.MIN_VALUE;
    }
    return sign == '-' ? -seconds : seconds;
  }

  private static int number(String text, int start, int digits) {
    int value = 0;
    for (int i = start; i < start + digits; i++) {
      char c = text.charAt(i);
      if (!isDigit(c)) {
        return -1;
      }
      value = 10 * value + (c - '0');
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
