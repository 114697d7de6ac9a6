package mrs.jobs.health;

import java.util.Optional;

/**
 * One thing that was looked at.
 *
 * @param check freshness, coverage, errors, hydrated, deliveries, runs, breakers, lock or system
 * @param subject what it is about: a log, a run
 * @param value in words
 * @param figure the value as a number, where it is one: seconds, per cent, rows
 * @param degraded whether it is not as it should be
 * @param says what is behind it, and where to look
 */
public record Finding(
    String check,
    String subject,
    String value,
    Optional<Double> figure,
    boolean degraded,
    String says) {

  static Finding good(String check, String subject, String value, String says) {
    return new Finding(check, subject, value, Optional.empty(), false, says);
  }

  static Finding bad(String check, String subject, String value, String says) {
    return new Finding(check, subject, value, Optional.empty(), true, says);
  }

  Finding with(double number) {
    return new Finding(check, subject, value, Optional.of(number), degraded, says);
  }
}
