package mrs.resilience;

/**
 * A clock that only goes on: for how long something took, never for what day it is. It has no
 * meaning in another process.
 */
@FunctionalInterface
public interface Ticker {
  /** Nanoseconds since some moment of this process. */
  long nanos();

  /** The ticker of the machine. */
  static Ticker ofTheMachine() {
    return System::nanoTime;
  }
}
