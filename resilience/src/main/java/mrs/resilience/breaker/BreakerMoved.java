package mrs.resilience.breaker;

import java.time.Instant;

/**
 * A breaker went from one state to another; counts that change while it stays closed are no move.
 *
 * @param name of what it guards
 */
public record BreakerMoved(String name, BreakerState from, BreakerState to, Instant at) {}
