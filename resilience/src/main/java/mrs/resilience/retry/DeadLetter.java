package mrs.resilience.retry;

import java.time.Instant;
import java.util.List;

/**
 * A command that was given up, with its whole history.
 *
 * @param attempts those that failed or were refused, oldest first
 * @param waits how often it found its lock taken; those since the last save before a crash are not
 *     counted
 * @param givenUpAt when the queue was drained
 */
public record DeadLetter(
    Command command,
    List<FailedAttempt> attempts,
    int waits,
    GiveUpReason reason,
    Instant givenUpAt) {
  /** Takes a copy. */
  public DeadLetter {
    attempts = List.copyOf(attempts);
  }
}
