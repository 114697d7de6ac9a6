package mrs.resilience.health;

import java.time.Instant;
import java.util.Optional;

/**
 * What was last seen of a component.
 *
 * @param progressed when it last got something done: a commit, a flush, an answer. That its process
 *     is up is no progress. Empty = never
 * @param says what is behind the condition, for a person
 */
public record Observation(Condition condition, Optional<Instant> progressed, String says) {}
