package mrs.resilience.spool;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody who runs a spool has to know of. The consumer of events is called while the spool
 * holds its locks: it notes the event and returns, and does not call the spool. What it throws goes
 * to the caller in whose call the event arose.
 */
public sealed interface SpoolEvent {
  /** When it was noticed. */
  Instant at();

  /**
   * From here on records wait on the disk, not in memory.
   *
   * @param records how many are waiting
   */
  record QueueSpill(Cause cause, long records, Instant at) implements SpoolEvent {
    /** Why. */
    public enum Cause {
      /** Memory is at 80 %. */
      MEMORY,
      /** The target is away. */
      TARGET_AWAY
    }
  }

  /**
   * What had to wait begins to go out, beside what arrives.
   *
   * @param records how many had to wait
   * @param rate how many records a second go out at most, those that arrive included
   */
  record BackfillStart(long records, double rate, Instant at) implements SpoolEvent {}

  /**
   * Nothing that had to wait is left, or the target went away again.
   *
   * @param records how many of them went out since the start
   * @param left how many still wait; 0 unless the target went away
   * @param took from the start on
   */
  record BackfillEnd(long records, long left, Duration took, Instant at) implements SpoolEvent {}

  /**
   * Records that were accepted, were not acknowledged by the consumer, and will not be handed out.
   * Two with the same numbers are the same gap, found again by another process before the consumer
   * was past it.
   *
   * @param who how many of each owner; empty where that cannot be read any more
   * @param count how many; at most {@code toSeq - fromSeq + 1}
   * @param fromTime dropped records: when the first was accepted; broken ones: when the last sound
   *     one before them was, where there is one
   * @param toTime dropped records: when the last was accepted; broken ones: when the first sound
   *     one after them was, where there is one
   */
  record Gap(
      Map<String, Long> who,
      long count,
      long fromSeq,
      long toSeq,
      Optional<Instant> fromTime,
      Optional<Instant> toTime,
      Reason reason,
      Instant at)
      implements SpoolEvent {
    /** Why they are lost. */
    public enum Reason {
      /** The disk was full, and the oldest had to go. */
      DROPPED,
      /** What is on the disk is not what was written, or is not there any more. */
      DAMAGED,
      /**
       * They were in memory alone when the process ended. The count is an upper bound: numbers are
       * set aside in blocks.
       */
      MEMORY_LOST
    }
  }

  /**
   * A file with the position of the consumer is broken, and an earlier position holds.
   *
   * @param after records after this number may be handed out a second time
   */
  record PositionDamaged(long after, Instant at) implements SpoolEvent {}

  /** The target takes nothing any more. */
  record TargetAway(Instant at) implements SpoolEvent {}

  /** The target takes records: it was away, or this is the first one since the start. */
  record TargetBack(Instant at) implements SpoolEvent {}
}
