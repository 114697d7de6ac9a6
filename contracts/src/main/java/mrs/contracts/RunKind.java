package mrs.contracts;

/** What a run does. */
public enum RunKind implements Words {
  /** Judges: time series to finalisation. */
  NIGHTLY,
  /** Brings deliveries in. */
  INGEST
}
