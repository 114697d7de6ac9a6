package mrs.resilience.spool;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts what happened since the spool was opened, and when it last got on. */
final class SpoolCounts {
  /** What is counted. */
  enum Count {
    ACCEPTED,
    SPILLED,
    ACKNOWLEDGED,
    REFUSED,
    DROPPED,
    DAMAGED,
    FAILED_REMOVALS
  }

  private final Map<Count, Long> counts = new EnumMap<>(Count.class);
  private @Nullable Instant lastAccepted;
  private @Nullable Instant lastAcknowledged;

  synchronized void add(Count what, long more) {
    counts.merge(what, more, Long::sum);
  }

  synchronized void accepted(long records, Instant at) {
    add(Count.ACCEPTED, records);
    lastAccepted = at;
  }

  synchronized void acknowledged(long records, Instant at) {
    add(Count.ACKNOWLEDGED, records);
    lastAcknowledged = at;
  }

  synchronized Optional<Instant> lastAccepted() {
    return Optional.ofNullable(lastAccepted);
  }

  synchronized Optional<Instant> lastAcknowledged() {
    return Optional.ofNullable(lastAcknowledged);
  }

  synchronized SpoolStatistics.Counts all() {
    return new SpoolStatistics.Counts(
        count(Count.ACCEPTED),
        count(Count.SPILLED),
        count(Count.ACKNOWLEDGED),
        count(Count.REFUSED),
        count(Count.DROPPED),
        count(Count.DAMAGED),
        count(Count.FAILED_REMOVALS));
  }

  private synchronized long count(Count what) {
    return counts.getOrDefault(what, 0L);
  }
}
