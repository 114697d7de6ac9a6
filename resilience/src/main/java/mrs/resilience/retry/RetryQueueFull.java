package mrs.resilience.retry;

import java.io.IOException;

/** A retry queue has no room for a command: nothing was taken, and the giver has to keep it. */
public final class RetryQueueFull extends IOException {
  private static final long serialVersionUID = 1L;

  RetryQueueFull(Command command, RetryQueueStatus status, RetryLimits limits) {
    super(
        "there is no room for "
            + command
            + ": the queue has "
            + (status.waiting() + status.givenUp())
            + " of "
            + limits.commands()
            + " commands and "
            + status.payloadBytes()
            + " of "
            + limits.payloadBytes()
            + " bytes; give it again when some are carried out");
  }
}
