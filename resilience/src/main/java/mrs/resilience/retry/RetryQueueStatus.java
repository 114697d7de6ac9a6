package mrs.resilience.retry;

import java.time.Instant;
import java.util.Optional;

/**
 * What is in a retry queue.
 *
 * @param waiting commands that are to be carried out
 * @param givenUp commands that the sink for dead letters has not taken yet
 * @param payloadBytes of both together
 * @param oldest when the oldest of those waiting was accepted
 */
public record RetryQueueStatus(
    int waiting, int givenUp, long payloadBytes, Optional<Instant> oldest) {}
