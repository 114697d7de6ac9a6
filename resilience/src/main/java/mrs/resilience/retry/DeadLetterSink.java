package mrs.resilience.retry;

import java.io.IOException;

/**
 * Where commands go that are given up. It must be idempotent by the command's id and {@link
 * DeadLetter#givenUpAt}: a crash after it took a letter, and before that was written down, has it
 * given the letter again.
 */
@FunctionalInterface
public interface DeadLetterSink {
  /**
   * Takes a letter, for good when this returns. If it throws (an {@link IOException} or a runtime
   * exception), the queue keeps the command, does not try it, and offers the letter again.
   */
  void take(DeadLetter letter) throws IOException;
}
