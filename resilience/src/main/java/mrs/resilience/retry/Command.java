package mrs.resilience.retry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * Something that is to be carried out, now or later.
 *
 * @param id the idempotency key: whoever carries a command out a second time with the same id
 *     changes nothing; at most {@value #MOST_TEXT} characters
 * @param key commands of one key are carried out in the order in which they were enqueued; at most
 *     {@value #MOST_TEXT} characters
 * @param kind what the handler is to do; at most {@value #MOST_TEXT} characters
 * @param payload what it is to do it with, at most {@value #MOST_PAYLOAD} bytes; never printed
 * @param acceptedAt when somebody gave it
 * @param staleness how long after that it is still wanted, a millisecond at least, ten years at
 *     most
 */
public record Command(
    String id, String key, String kind, byte[] payload, Instant acceptedAt, Duration staleness) {
  static final int MOST_TEXT = 256;
  static final int MOST_PAYLOAD = 1 << 20;
  private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(3653);

  /** Refuses what is not as described; takes a copy of the payload. */
  public Command {
    checkText("id", id);
    checkText("key", key);
    checkText("kind", kind);
    check(
        payload.length <= MOST_PAYLOAD,
        "the payload of command " + id + " has " + payload.length + " bytes",
        "at most " + MOST_PAYLOAD + ": put it in a file and send its name");
    check(
        !acceptedAt.isBefore(Instant.EPOCH) && acceptedAt.isBefore(LATEST),
        "command " + id + " was accepted at " + acceptedAt,
        "a time from 1970 to 8999");
    check(
        staleness.compareTo(SHORTEST) >= 0 && staleness.compareTo(LONGEST) <= 0,
        "command " + id + " is stale after " + staleness,
        SHORTEST + " to " + LONGEST);
    payload = payload.clone();
  }

  /** A copy. */
  @Override
  public byte[] payload() {
    return payload.clone();
  }

  /** From when on it is not wanted any more. */
  public Instant staleAt() {
    return acceptedAt.plus(staleness);
  }

  int payloadBytes() {
    return payload.length;
  }

  /** Whether {@code other} asks for the same; it may have been given at another time. */
  boolean asksFor(Command other) {
    return id.equals(other.id)
        && key.equals(other.key)
        && kind.equals(other.kind)
        && Arrays.equals(payload, other.payload);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Command other
        && asksFor(other)
        && acceptedAt.equals(other.acceptedAt)
        && staleness.equals(other.staleness);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, key, kind, Arrays.hashCode(payload), acceptedAt, staleness);
  }

  /** Without the payload: it may hold what no log is to show. */
  @Override
  public String toString() {
    return "command " + id + " (" + kind + " of " + key + ", " + payload.length + " bytes)";
  }

  /** It has to come back from the disk as the same text. */
  private static void checkText(String what, String text) {
    check(
        !text.isEmpty() && text.length() <= MOST_TEXT && UTF_8.newEncoder().canEncode(text),
        "the " + what + " of a command is '" + text + "'",
        "1 to " + MOST_TEXT + " characters, and no half of one");
  }

  private static void check(boolean holds, String problem, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(problem + "; allowed: " + allowed);
    }
  }
}
