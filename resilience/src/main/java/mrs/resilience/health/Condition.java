package mrs.resilience.health;

/** How a component is; h of its term. */
public enum Condition {
  /** It does all that it is for. */
  HEALTHY(1),
  /** It does part of it. */
  DEGRADED(.5),
  /** It does nothing of it. */
  DOWN(0);

  private final double health;

  Condition(double health) {
    this.health = health;
  }

  /** h, in [0, 1]. */
  public double health() {
    return health;
  }
}
