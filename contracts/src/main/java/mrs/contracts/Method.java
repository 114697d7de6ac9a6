package mrs.contracts;

/** How detection came to its expectation. */
public enum Method implements Words {
  /** From the stored baseline model. */
  BASELINE_MODEL,
  /** From the series' trailing days, the model being down. */
  DEVIATION_HEURISTIC
}
