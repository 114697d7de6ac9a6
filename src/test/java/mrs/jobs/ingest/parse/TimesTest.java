package mrs.jobs.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import mrs.jobs.ingest.read.Cell;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The times and days that deliveries may write. */
final class TimesTest {
  @ParameterizedTest
  @CsvSource({
    "2024-03-28T23:30:00Z, 2024-03-28T23:30:00Z",
    "2024-03-28T23:30:00.123Z, 2024-03-28T23:30:00.123Z",
    "2024-03-28T23:30:00.123456789+00:00, 2024-03-28T23:30:00.123456Z",
    "2024-03-28T23:30:00+02:00, 2024-03-28T21:30:00Z",
    "2024-03-28T23:30:00-0530, 2024-03-29T05:00:00Z",
    "2024-03-28 23:30:00+14, 2024-03-28T09:30:00Z",
    "2024-03-28T23:30Z, 2024-03-28T23:30:00Z",
    "2024-03-28T23:30+02:00, 2024-03-28T21:30:00Z",
    "2024-03-28T23:30-0530, 2024-03-29T05:00:00Z",
    "2024-03-28 23:30+14, 2024-03-28T09:30:00Z",
    "2024-03-28t23:30:00z, 2024-03-28T23:30:00Z",
    "2024-03-28t23:30z, 2024-03-28T23:30:00Z",
    "2024-03-28T23:30:00.5z, 2024-03-28T23:30:00.5Z",
    "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
    "1969-12-31T23:59:59.5Z, 1969-12-31T23:59:59.5Z"
  })
  void readsTimesWithAZone(String text, String expected) {
    assertThat(Times.moment(text)).isEqualTo(new Cell.Moment(micros(expected), true));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-03-28 23:30:00, 2024-03-28T23:30:00Z",
    "2024-03-28T23:30:00, 2024-03-28T23:30:00Z",
    "2024-03-28 23:30:00.5, 2024-03-28T23:30:00.5Z",
    "2024-03-28T23:30, 2024-03-28T23:30:00Z"
  })
  void readsTimesWithoutAZoneAsUtcAndSaysSo(String text, String expected) {
    assertThat(Times.moment(text)).isEqualTo(new Cell.Moment(micros(expected), false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2024-03-28",
        "2024-03-28T23Z",
        "2024-03-28T2330Z",
        "2024-03-28T23:3Z",
        "2024-03-28T23:30:",
        "2024-03-28T23:30:5Z",
        "2024-03-28T23:30.5Z",
        "2024-03-28T23:30:0",
        "2024-03-28T24:00Z",
        "2024-03-28T23:60Z",
        "2024-03-28U23:30Z",
        "2024-03-28T24:00:00Z",
        "2024-03-28T23:60:00Z",
        "2024-03-28T23:30:60Z",
        "2024-02-30T00:00:00Z",
        "2023-02-29T00:00:00Z",
        "2024-13-01T00:00:00Z",
        "2024-03-28T23:30:00.Z",
        "2024-03-28T23:30:00.1234567890Z",
        "2024-03-28T23:30:00 Z",
        "2024-03-28T23:30:00+19:00",
        "2024-03-28T23:30:00+1:00",
        "2024-03-28T23:30:00+01:60",
        "2024-03-28T23:30:00+01:00:00",
        "2024-03-28T23:30:00Europe/London",
        "2024-03-28_23:30:00",
        "20240328T233000Z",
        "28/03/2024 23:30:00",
        "1711668600",
        "２０２４-03-28T23:30:00Z",
        "+2024-03-28T23:30:0Z"
      })
  void refusesEverythingElse(String text) {
    assertThat(Times.moment(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0001-01-01", "1970-01-01", "2024-02-29", "9999-12-31"})
  void readsDays(String text) {
    assertThat(Times.day(text)).isEqualTo(LocalDate.parse(text).toEpochDay());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "2024-2-9", "2024-02-30", "2024/02/03", "20240203", "2024-02-03T", "24-02-03"})
  void refusesOtherDays(String text) {
    assertThat(Times.day(text)).isEqualTo(Times.NO_DAY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Z", "+05:30", "-03:00"})
  void readsEveryTimeAsJavaPrintsIt(String offset) {
    OffsetDateTime midnight = OffsetDateTime.parse("2024-03-28T00:00:00" + offset);
    for (int second : new int[] {0, 1, 60, 3599, 3600, 84_600, 86_399}) {
      OffsetDateTime time = midnight.plusSeconds(second);

      assertThat(Times.moment(time.toString()))
          .as(time.toString())
          .isEqualTo(new Cell.Moment(micros(time.toInstant().toString()), true));
    }
  }

  private static long micros(String instant) {
    Instant time = Instant.parse(instant);
    return time.getEpochSecond() * 1_000_000L + time.getNano() / 1_000;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-03-28T00:00:00.000Z",
        "2024-03-28 00:00:00",
        "2024-03-28T00:00",
        "2024-03-28T00:00:00+02:00",
        "2024-03-28t00:00:00-0530"
      })
  void readsAMidnightAsTheDayThatItIsWrittenAs(String text) {
    assertThat(Times.midnight(text)).isEqualTo(LocalDate.parse("2024-03-28").toEpochDay());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-03-28T00:00:01Z",
        "2024-03-28T00:00:00.001Z",
        "2024-03-28T02:00:00+02:00",
        "2024-03-28T24:00:00Z",
        "2024-03-28",
        "2024-03-28T"
      })
  void anyOtherTimeIsNoDay(String text) {
    assertThat(Times.midnight(text)).isEqualTo(Times.NO_DAY);
  }
}
