package mrs.contracts;

/** How the circuit breaker of a component stands. */
public enum ComponentState implements Words {
  /** It is used as ever. */
  CLOSED,
  /** It has failed too often, and is left alone for a while. */
  OPEN,
  /** It is just being tried. */
  HALF_OPEN,
  /** Somebody wants it left alone. */
  FORCED_OPEN,
  /** Somebody wants it used whatever happens. */
  FORCED_CLOSED
}
