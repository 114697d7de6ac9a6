package mrs.jobs.ingest.read;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/** A value as a format gave it, before the contract says what it should be. */
public sealed interface Cell {
  /** No value: not there, or NULL. */
  Cell ABSENT = new Absent();

  /** How its kind is called in messages. */
  String kind();

  /** The value in words, for messages. */
  String shown();

  /** No value. */
  record Absent() implements Cell {
    @Override
    public String kind() {
      return "nothing";
    }

    @Override
    public String shown() {
      return "";
    }
  }

  /** Text of a format that knows no types; it may mean anything. */
  record Untyped(String text) implements Cell {
    @Override
    public String kind() {
      return "text";
    }

    @Override
    public String shown() {
      return text;
    }
  }

  /** A string, said to be one. */
  record Text(String text) implements Cell {
    @Override
    public String kind() {
      return "a string";
    }

    @Override
    public String shown() {
      return text;
    }
  }

  /** A number as it was written, NaN and infinities among them. */
  record Numeral(String literal) implements Cell {
    @Override
    public String kind() {
      return "a number";
    }

    @Override
    public String shown() {
      return literal;
    }
  }

  /** True or false. */
  record Truth(boolean value) implements Cell {
    @Override
    public String kind() {
      return "a boolean";
    }

    @Override
    public String shown() {
      return String.valueOf(value);
    }
  }

  /** A day, in days since 1970-01-01. */
  record Day(long epochDay) implements Cell {
    @Override
    public String kind() {
      return "a date";
    }

    @Override
    public String shown() {
      return LocalDate.ofEpochDay(epochDay).toString();
    }
  }

  /** A time in microseconds since 1970-01-01T00:00:00; {@code zoned} if that is known to be UTC. */
  record Moment(long micros, boolean zoned) implements Cell {
    private static final DateTimeFormatter WITHOUT_ZONE = DateTimeFormatter.ISO_LOCAL_DATE_TIME;
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    @Override
    public String kind() {
      return "a time";
    }

    /** The day that it is midnight of. */
    public OptionalLong midnightOf() {
      return Math.floorMod(micros, MICROS_PER_DAY) == 0
          ? OptionalLong.of(Math.floorDiv(micros, MICROS_PER_DAY))
          : OptionalLong.empty();
    }

    @Override
    public String shown() {
      Instant time = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
      return zoned ? time.toString() : WITHOUT_ZONE.format(time.atOffset(ZoneOffset.UTC));
    }
  }

  /** Something that no column holds: an object, an array, bytes. */
  record Other(String kind) implements Cell {
    @Override
    public String shown() {
      return kind;
    }
  }
}
