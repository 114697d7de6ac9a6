package mrs.jobs.intake.journal;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mrs.jobs.intake.delivery.PushedDelivery;
import mrs.jobs.intake.journal.IntakeEvent.Kind;
import mrs.resilience.spool.SpoolEvent;

/** Puts what happened to the spool, and to deliveries, into the words of the journal. */
public final class IntakeEvents {
  private static final String NO_REASON = "";

  private IntakeEvents() {}

  /** What a spool tells. */
  public static IntakeEvent of(SpoolEvent event) {
    if (event instanceof SpoolEvent.Gap gap) {
      return gap(gap);
    }
    if (event instanceof SpoolEvent.QueueSpill spill) {
      String text = spill.records() + " records wait on the disk from here on";
      return plain(Kind.QUEUE_SPILL, spill, spill.records(), word(spill.cause()), text);
    }
    if (event instanceof SpoolEvent.BackfillStart start) {
      String text =
          start.records()
              + " records that had to wait begin to go out, at most "
              + start.rate()
              + " a second";
      return plain(Kind.BACKFILL_START, start, start.records(), NO_REASON, text);
    }
    if (event instanceof SpoolEvent.BackfillEnd end) {
      String text =
          end.records()
              + " records that had to wait went out in "
              + end.took()
              + ", "
              + end.left()
              + " still wait";
      return plain(Kind.BACKFILL_END, end, end.records(), NO_REASON, text);
    }
    if (event instanceof SpoolEvent.TargetAway away) {
      return plain(Kind.TARGET_AWAY, away, 0, NO_REASON, "the feed folder takes nothing any more");
    }
    if (event instanceof SpoolEvent.TargetBack back) {
      return plain(Kind.TARGET_BACK, back, 0, NO_REASON, "the feed folder takes deliveries");
    }
    SpoolEvent.PositionDamaged damaged = (SpoolEvent.PositionDamaged) event;
    String text = "records after number " + damaged.after() + " may be handed out a second time";
    return plain(Kind.POSITION_DAMAGED, damaged, 0, NO_REASON, text);
  }

  private static IntakeEvent gap(SpoolEvent.Gap gap) {
    String text =
        gap.count() + " records numbered " + gap.fromSeq() + " to " + gap.toSeq() + " are lost";
    return new IntakeEvent(
        0,
        Kind.GAP,
        gap.at(),
        gap.who(),
        gap.count(),
        gap.fromTime(),
        gap.toTime(),
        word(gap.reason()),
        text);
  }

  private static IntakeEvent plain(
      Kind kind, SpoolEvent event, long count, String reason, String text) {
    return new IntakeEvent(
        0, kind, event.at(), Map.of(), count, Optional.empty(), Optional.empty(), reason, text);
  }

  /**
   * A delivery cannot be handed over.
   *
   * @param accepted when its end was accepted, if that is known
   */
  public static IntakeEvent lost(PushedDelivery delivery, Optional<Instant> accepted, Instant at) {
    String feed = delivery.key().feed().word();
    String text =
        "the delivery "
            + delivery.name()
            + " of "
            + delivery.bytes()
            + " bytes with the SHA-256 "
            + delivery.key().sha256()
            + " was acknowledged and is not whole any more; send it again";
    return new IntakeEvent(
        0, Kind.DELIVERY_LOST, at, Map.of(feed, 1L), 1, accepted, accepted, "incomplete", text);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
