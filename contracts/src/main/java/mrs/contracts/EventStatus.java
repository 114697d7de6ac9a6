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
  /** Was ended and has got new members since. */
  REOPENED
}
