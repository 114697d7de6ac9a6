package mrs.resilience.retry;

/** Something that happens to a retry queue and to its model. */
sealed interface RetryStep {
  /**
   * A command comes. Its id says its key and what it asks for.
   *
   * @param outcomes what its tries come to, D(one), B(usy), F(ailed), R(efused) or X (an
   *     exception); done afterwards
   */
  record Enqueue(int id, long staleMillis, String outcomes) implements RetryStep {}

  /** Time goes on (or back), and the queue is drained. */
  record Drain(long millis) implements RetryStep {}

  /** All is due. */
  record Flush() implements RetryStep {}

  /** The process ends, with a power cut or without, and another starts. */
  record Restart(boolean powerCut) implements RetryStep {}

  /** The sink breaks, or works again. */
  record Sink(boolean broken) implements RetryStep {}
}
