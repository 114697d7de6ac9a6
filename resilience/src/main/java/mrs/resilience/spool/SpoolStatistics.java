package mrs.resilience.spool;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a spool does. Whether it does well is told by the last two times, not by its being there.
 *
 * @param waiting records that are accepted and not acknowledged by the consumer
 * @param backlog those of them that go out in the backlog lane
 * @param inMemory those of them that are in memory
 * @param bytes of all segments on the disk
 * @param badBytes of segments that are kept apart because something in them is broken
 * @param spilled whether what arrives waits on the disk
 * @param oldestAge how long the oldest has been waiting; empty if none is
 * @param counts since the spool was opened
 * @param lastAccepted when a record was last accepted by this process
 * @param lastAcknowledged when the consumer last got on
 */
public record SpoolStatistics(
    long waiting,
    long backlog,
    int inMemory,
    long bytes,
    long badBytes,
    boolean spilled,
    Optional<Duration> oldestAge,
    Counts counts,
    Optional<Instant> lastAccepted,
    Optional<Instant> lastAcknowledged) {
  static SpoolStatistics of(SpoolParts parts, QueueState state) {
    Instant now = parts.clock().instant();
    return new SpoolStatistics(
        state.waiting(),
        state.waiting(Lane.BACKLOG),
        state.inMemory(),
        parts.segments().bytes(),
        parts.bad().bytes(),
        state.isSpilled(),
        state.oldest().map(oldest -> age(oldest, now)),
        parts.counts().all(),
        parts.counts().lastAccepted(),
        parts.counts().lastAcknowledged());
  }

  private static Duration age(Instant oldest, Instant now) {
    return oldest.isAfter(now) ? Duration.ZERO : Duration.between(oldest, now);
  }

  /**
   * Records since the spool was opened.
   *
   * @param accepted durable, or in memory where the policy has it so
   * @param spilled accepted while what arrives waits on the disk, or written out of memory
   * @param acknowledged by the consumer
   * @param refused for want of room
   * @param dropped for want of room
   * @param damaged lost to a broken disk
   * @param failedRemovals times that files which are done with could not be taken away; that is
   *     tried again
   */
  public record Counts(
      long accepted,
      long spilled,
      long acknowledged,
      long refused,
      long dropped,
      long damaged,
      long failedRemovals) {}
}
