package mrs.contracts;

/** How a delivery departs from the contract. */
public enum DriftKind implements Words {
  /** A column that the feed used to have, or has to have, is not there. */
  ABSENT,
  /** A column that the contract does not know; it is ignored. */
  UNKNOWN,
  /** Times without a zone, read as UTC. */
  NO_TIME_ZONE
}
