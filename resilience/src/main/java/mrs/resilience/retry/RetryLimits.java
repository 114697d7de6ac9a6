package mrs.resilience.retry;

/**
 * How much a retry queue takes: all of it is written with each save. Within the bounds a full queue
 * fits a checkpoint, whatever the history of its commands.
 *
 * @param commands from 1 to {@value #MOST_COMMANDS}, those given up and not yet taken by the sink
 *     included
 * @param payloadBytes of all commands together, from 1 to {@value #MOST_BYTES}
 */
public record RetryLimits(int commands, int payloadBytes) {
  static final int MOST_COMMANDS = 5_000;
  static final int MOST_BYTES = 16 << 20;

  /** Refuses what is not as described. */
  public RetryLimits {
    check(commands, MOST_COMMANDS, "commands");
    check(payloadBytes, MOST_BYTES, "bytes of payload");
  }

  /** 1,000 commands, 4 MiB. */
  public static RetryLimits defaults() {
    return new RetryLimits(1_000, 4 << 20);
  }

  private static void check(int value, int most, String what) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "a retry queue cannot take " + value + " " + what + "; allowed: 1 to " + most);
    }
  }
}
