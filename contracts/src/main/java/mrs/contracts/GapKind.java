package mrs.contracts;

/** What happened to rows that were to come in, or to records on their way to the warehouse. */
public enum GapKind implements Words {
  /** They are lost. */
  GAP,
  /** From here on what was received waits on the disk, not in memory. */
  QUEUE_SPILL,
  /** What had to wait begins to go out. */
  BACKFILL_START,
  /** Nothing that had to wait is left, or the feed folder went away again. */
  BACKFILL_END,
  /** What was received goes on from an earlier position; nothing comes in twice by that. */
  POSITION_DAMAGED,
  /** A delivery that was acknowledged cannot be handed over: it has to be sent again. */
  DELIVERY_LOST
}
