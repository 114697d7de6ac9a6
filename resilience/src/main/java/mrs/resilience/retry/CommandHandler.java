package mrs.resilience.retry;

import java.io.IOException;

/**
 * Carries commands out. It must be idempotent by the command's id: a crash after it carried a
 * command out, and before that was written down, has it carried out again.
 */
@FunctionalInterface
public interface CommandHandler {
  /**
   * Tries a command. An {@link IOException} or a runtime exception is a failed attempt, with the
   * exception as its reason.
   */
  CommandOutcome carryOut(Command command) throws IOException;
}
