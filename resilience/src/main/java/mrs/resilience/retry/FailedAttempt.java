package mrs.resilience.retry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;

/**
 * A try that failed or was refused.
 *
 * @param at when the queue was drained
 * @param reason why, cut to {@value #MOST_REASON} characters
 */
public record FailedAttempt(Instant at, String reason) {
  static final int MOST_REASON = 200;

  /** Cuts the reason, and makes it one that comes back from the disk as the same text. */
  public FailedAttempt {
    String cut = reason.substring(0, Math.min(reason.length(), MOST_REASON));
    reason = new String(cut.getBytes(UTF_8), UTF_8);
  }
}
