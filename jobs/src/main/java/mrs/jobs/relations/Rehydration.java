package mrs.jobs.relations;

import java.time.Instant;
import mrs.jobs.runs.CommittedRows;

/** Computes the hydrated tables of a past moment from the logs. */
@FunctionalInterface
public interface Rehydration {
  /** The hydrated tables from the log rows that had been written by {@code time}. */
  Hydrated asOf(CommittedRows committed, Instant time);
}
