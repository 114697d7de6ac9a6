package mrs.jobs.ingest.feed;

/** How much of a file can be trusted. */
public enum Integrity {
  /** All of it. */
  WHOLE,
  /** Its compression ends early; what comes before the break counts. */
  TRUNCATED,
  /** Nothing: it cannot be opened, is not what its name says, or fails its own checksum. */
  UNREADABLE,
  /** Nothing is known: not one of its bytes can be read, for want of permission or of the file. */
  OUT_OF_REACH
}
