package mrs.contracts;

/** Which way a report departs from its expectation. */
public enum Direction implements Words {
  /** More units than expected. */
  UP,
  /** Fewer units than expected. */
  DOWN,
  /** No report where one was due. */
  MISSING
}
