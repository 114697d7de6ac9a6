package mrs.resilience.retry;

/** What became of a command when it was tried. */
public sealed interface CommandOutcome {
  /** It is carried out, now or (the same id) before. */
  record Done() implements CommandOutcome {}

  /** A lock that it needs is taken. This is no attempt; it waits until it is stale. */
  record Busy() implements CommandOutcome {}

  /** It failed, and may be tried again. */
  record Failed(String reason) implements CommandOutcome {}

  /** It is never to be tried again: it would fail every time. */
  record Refused(String reason) implements CommandOutcome {}
}
