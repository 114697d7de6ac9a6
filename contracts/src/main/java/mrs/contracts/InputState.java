package mrs.contracts;

/** How a run found an input. */
public enum InputState implements Words {
  /** There, readable, with rows, not too old. */
  PRESENT,
  /** The configuration says that this warehouse has none: reported, not degraded. */
  NOT_INSTALLED,
  /** Installed, and not there. */
  ABSENT,
  /** Installed and there, without a row. */
  EMPTY,
  /** Older than its {@code max_lag} at the run's logical time; a calendar: not up to its days. */
  LATE,
  /** There and unreadable, or of an unreadable schema. */
  CORRUPT,
  /** Not looked at: it failed too often of late, and its circuit breaker is open. */
  BREAKER_OPEN,
  /** Readable, but a column is not there. */
  DRIFTED
}
