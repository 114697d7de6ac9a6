package mrs.jobs.chaos.night;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import mrs.contracts.RunKind;
import mrs.jobs.runs.RunLedger;

/**
 * When what happens in a rehearsed night: after all that the warehouse knows, and, as logical times
 * are, in that order.
 *
 * @param judged the logical time of the night
 */
record NightTimes(Instant judged) {
  private static final LocalTime USUAL = LocalTime.of(2, 0);
  private static final Duration APART = Duration.ofHours(1);

  /** Of the night after {@code day}. */
  static NightTimes after(LocalDate day, RunLedger ledger) {
    Instant usual = day.plusDays(1).atTime(USUAL).toInstant(ZoneOffset.UTC);
    Instant free =
        Arrays.stream(RunKind.values())
            .map(ledger::newest)
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder())
            .map(t -> t.plus(APART.multipliedBy(3)))
            .orElse(usual);
    return new NightTimes(free.isAfter(usual) ? free : usual);
  }

  /** When the night's deliveries were sent. */
  Instant sent() {
    return judged.minus(APART.multipliedBy(2));
  }

  /** When they are brought in. */
  Instant ingested() {
    return judged.minus(APART);
  }

  /** When everything is hydrated. */
  Instant hydrated() {
    return judged.plus(APART);
  }

  /** When what is delivered again, or late, is brought in. */
  Instant ingestedAgain() {
    return judged.plus(APART.multipliedBy(2));
  }

  /** When the night is judged, or hydrated, without the fault. */
  Instant recovered() {
    return judged.plus(APART.multipliedBy(3));
  }
}
