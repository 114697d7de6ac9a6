package mrs.resilience.retry;

import mrs.resilience.checkpoint.ComponentName;

/** What a retry queue is called, how it tries again and how much it takes. */
public record RetryQueueSettings(ComponentName name, RetryPolicy policy, RetryLimits limits) {
  /** A queue with the policy and the limits that stand unless told otherwise. */
  public static RetryQueueSettings of(String name) {
    return new RetryQueueSettings(
        new ComponentName(name), RetryPolicy.defaults(), RetryLimits.defaults());
  }
}
