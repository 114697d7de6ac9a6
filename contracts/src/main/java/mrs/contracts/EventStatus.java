package mrs.contracts;

/** Where an event stands in its life. */
public enum EventStatus implements Words {
  /** Going on, or not yet over for long enough. */
  OPEN,
  /** Absorbed by another event. */
  MERGED,
  /** Its members went to several events. */
  SPLIT,
  /** Over; {@link Resolution} says how. */
  ENDED,
  /**
   * Was ended and goes on: a report joined it, one that was withdrawn stands again, its days go on
   * beyond its last one, or the decision that ended it no longer holds.
   */
  REOPENED
}
