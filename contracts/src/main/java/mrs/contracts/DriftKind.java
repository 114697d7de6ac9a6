package mrs.contracts;

/** How a delivery departs from the contract. */
public enum DriftKind implements Words {
  /** A column that the feed used to have, or has to have, is not there. */
  ABSENT,
  /** A column that the contract does not know; it is ignored. */
  UNKNOWN,
  /** Times without a zone, read as UTC. */
  NO_TIME_ZONE,
  /** Words for no value, such as NA, in an optional number or truth value; it is NULL there. */
  NULL_WORD,
  /** Optional numbers or truth values that cannot be read; they are NULL there. */
  UNREADABLE_VALUE,
  /** Units with more than six decimal places; they are added up rounded to six. */
  ROUNDED,
  /** Identifiers in the scientific notation that spreadsheets give long numbers. */
  SCIENTIFIC_NOTATION
}
