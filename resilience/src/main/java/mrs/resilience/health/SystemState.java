package mrs.resilience.health;

/** How a system is as a whole. */
public enum SystemState {
  /** A is at least .9, and every vital component is up. */
  RUNNING,
  /** A is at least .5, and at most one vital component is down. */
  DEGRADED,
  /** A is below .5, or two vital components are down. */
  CRITICAL
}
