package mrs.resilience.drain;

import mrs.resilience.spool.SpoolBatch;

/** What whoever drains a spool has to do next. */
public sealed interface DrainStep {
  /** Send these, then say {@link Drain#sent} or {@link Drain#failed}. */
  record Send(SpoolBatch batch) implements DrainStep {}

  /** Nothing before this moment of the ticker, unless a record arrives. */
  record WaitUntil(long nanos) implements DrainStep {}

  /** Nothing until a record arrives. */
  record Idle() implements DrainStep {}
}
