package mrs.jobs.intake.journal;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What others have to be told of: the tables {@code gap_events_log} and {@code
 * component_health_log} get it from here.
 *
 * @param seq its number in the journal, from 1 on, without gaps but for what a broken disk took
 * @param kind what happened
 * @param at when it was noticed
 * @param who how many of each feed; empty where that cannot be told any more
 * @param count how many records of the spool (of {@link Kind#DELIVERY_LOST}: deliveries, so 1)
 * @param from when the first of them was accepted, as far as that is known
 * @param to when the last of them was accepted, as far as that is known
 * @param reason in one word, in lower case
 * @param text all there is to tell, in a sentence; never anything out of a delivery
 */
public record IntakeEvent(
    long seq,
    Kind kind,
    Instant at,
    Map<String, Long> who,
    long count,
    Optional<Instant> from,
    Optional<Instant> to,
    String reason,
    String text) {
  /** What can happen. */
  public enum Kind {
    /** From here on records wait on the disk, not in memory. */
    QUEUE_SPILL,
    /** What had to wait begins to go out. */
    BACKFILL_START,
    /** Nothing that had to wait is left. */
    BACKFILL_END,
    /** Records that were accepted are lost. */
    GAP,
    /** The spool goes on from an earlier position; what it hands out again is recognised. */
    POSITION_DAMAGED,
    /** A delivery that was acknowledged cannot be handed over: it has to be sent again. */
    DELIVERY_LOST,
    /** The feed folder takes nothing any more. */
    TARGET_AWAY,
    /** The feed folder takes deliveries: it was away, or this is the first since the start. */
    TARGET_BACK;

    /** The word that stands in the journal and in the tables. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Keeps a copy. */
  public IntakeEvent {
    who = Map.copyOf(who);
  }

  /** Whether something that was acknowledged is lost. */
  public boolean isLoss() {
    return kind == Kind.GAP || kind == Kind.DELIVERY_LOST;
  }

  IntakeEvent withSeq(long other) {
    return new IntakeEvent(other, kind, at, who, count, from, to, reason, text);
  }
}
