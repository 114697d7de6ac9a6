package mrs.resilience.breaker;

/** A call that was not made, because its breaker is open. */
public final class BreakerOpenException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient BreakerState state;

  BreakerOpenException(String name, BreakerState state) {
    super(name + " is left alone: " + words(state));
    this.state = state;
  }

  /** Why it was not made. */
  public BreakerState state() {
    return state;
  }

  private static String words(BreakerState state) {
    if (state instanceof BreakerState.Open open) {
      return "it has failed since " + open.since() + " and is tried again at " + open.until();
    } else if (state instanceof BreakerState.HalfOpen half) {
      return "it has failed since " + half.since() + " and is just being tried";
    } else if (state instanceof BreakerState.ForcedOpen forced) {
      return "its breaker was opened by hand at " + forced.since();
    }
    return "its breaker has just moved";
  }
}
