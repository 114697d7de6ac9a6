package mrs.resilience.spool;

/** The two ways out of a spool. In each, records keep their order. */
public enum Lane {
  /** What had to wait because the target was away, or was there when the spool was opened. */
  BACKLOG,
  /** What arrived since. */
  LIVE
}
