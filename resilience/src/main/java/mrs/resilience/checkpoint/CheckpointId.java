package mrs.resilience.checkpoint;

import java.util.Locale;

/**
 * Which checkpoint of which component. Numbers rise from 1, and none is given twice by the process
 * that has the component, not even after a failed save: what the failure left on the disk is not
 * known.
 */
public record CheckpointId(ComponentName component, long number) {
  static final int DIGITS = 18;
  private static final long LARGEST = 999_999_999_999_999_999L;

  /** Refuses a number that is not in 1..10^18-1. */
  public CheckpointId {
    if (number < 1 || number > LARGEST) {
      throw new IllegalArgumentException(
          "no checkpoint of " + component + " has the number " + number + ": they start at 1");
    }
  }

  CheckpointId next() {
    return new CheckpointId(component, number + 1);
  }

  /** Such as {@code spool.000000000000000007}: sorted as the numbers are. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s.%0" + DIGITS + "d", component, number);
  }
}
