package mrs.contracts;

/** Where a hydrated field may come from, weakest first. */
public enum Source implements Words {
  /** MRDL. */
  DETECTED,
  /** MRCL. */
  CLUSTERED,
  /** MRPAL. */
  ATTRIBUTION,
  /** MRCH, with the event's logs (MELOG, MEEL). */
  COHORT,
  /** MRFL, for what a person decided and has not undone. */
  FINALISED,
  /** The edits logs. */
  UI
}
