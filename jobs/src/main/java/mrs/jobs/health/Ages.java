package mrs.jobs.health;

import java.time.Duration;

/** Durations as people say them. */
final class Ages {
  private Ages() {}

  /** The two greatest units: {@code 3 d 4 h}, {@code 2 h 5 min}, {@code 40 s}. */
  static String of(Duration age) {
    if (age.toDays() > 0) {
      return age.toDays() + " d " + age.toHoursPart() + " h";
    } else if (age.toHours() > 0) {
      return age.toHours() + " h " + age.toMinutesPart() + " min";
    } else if (age.toMinutes() > 0) {
      return age.toMinutes() + " min";
    }
    return age.toSeconds() + " s";
  }
}
