package mrs.jobs.runs;

import java.time.Clock;
import mrs.jobs.messages.Progress;
import mrs.jobs.warehouse.Warehouse;

/**
 * What a run works with: the warehouse, its books, the time, and whom to tell.
 *
 * @param clock real time; it enters the ledger and, once a run, its logical time, never a transform
 */
public record RunContext(Warehouse warehouse, RunLedger ledger, Clock clock, Progress progress) {
  /** With the books of {@code warehouse} as they stand. */
  public static RunContext open(Warehouse warehouse, Clock clock, Progress progress) {
    return new RunContext(warehouse, new LoadLedger(warehouse).loadToWrite(), clock, progress);
  }
}
