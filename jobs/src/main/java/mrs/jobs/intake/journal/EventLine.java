package mrs.jobs.intake.journal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is written: as {@link IntakeEvent} has it; times as ISO 8601, null where they are
 * not known.
 */
record EventLine(
    long seq,
    String kind,
    String at,
    Map<String, Long> who,
    long count,
    @Nullable String from,
    @Nullable String to,
    String reason,
    String text) {
  static EventLine of(IntakeEvent event) {
    return new EventLine(
        event.seq(),
        event.kind().word(),
        event.at().toString(),
        event.who(),
        event.count(),
        event.from().map(Instant::toString).orElse(null),
        event.to().map(Instant::toString).orElse(null),
        event.reason(),
        event.text());
  }

  /** Empty where a later version of this program wrote what this one does not know. */
  Optional<IntakeEvent> event() {
    try {
      return Optional.of(
          new IntakeEvent(
              seq,
              IntakeEvent.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
              Instant.parse(at),
              who,
              count,
              Optional.ofNullable(from).map(Instant::parse),
              Optional.ofNullable(to).map(Instant::parse),
              reason,
              text));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
