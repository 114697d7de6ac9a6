package mrs.resilience.call;

import dev.failsafe.Execution;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Makes a call again that failed and may succeed the next time, after a delay that doubles. How
 * often and when is Failsafe's; what waits is handed in, so that nobody who tests has to wait.
 *
 * @param attempts how often a call is made, the first time included; at least 1
 * @param delay before the second attempt; zero for none
 * @param pause waits so long
 */
public record RetryCalls(int attempts, Duration delay, Consumer<Duration> pause) {
  private static final double FACTOR = 2;

  /** What is to be done; {@code X} is what it may throw. */
  @FunctionalInterface
  public interface Call<T, X extends Exception> {
    /** Does it. */
    T make() throws X;
  }

  /**
   * Makes {@code call}, again if need be.
   *
   * @param mayPass which failures may pass; after another one the call is not made again
   * @throws X the failure of the last attempt, as it was thrown
   */
  public <T, X extends Exception> T call(Call<T, X> call, Predicate<Exception> mayPass) throws X {
    Execution<T> tries = Execution.of(policy(mayPass));
    while (true) {
      try {
        return call.make();
      } catch (Exception e) {
        tries.recordException(e);
        if (tries.isComplete()) {
          throw e;
        }
      }
      pause.accept(tries.getDelay());
    }
  }

  private <T> RetryPolicy<T> policy(Predicate<Exception> mayPass) {
    RetryPolicyBuilder<T> policy =
        RetryPolicy.<T>builder()
            .handleIf(failure -> failure instanceof Exception e && mayPass.test(e))
            .withMaxAttempts(attempts);
    return delay.isZero() ? policy.build() : policy.withBackoff(delay, longest(), FACTOR).build();
  }

  /** Longer than any delay, so that none is cut. */
  private Duration longest() {
    return delay.multipliedBy(1L << attempts);
  }
}
