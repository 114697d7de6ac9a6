package mrs.jobs.breakers;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import mrs.contracts.ComponentHealthLog;
import mrs.jobs.messages.Problem;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import mrs.resilience.breaker.BreakerMemory;

/**
 * Enters states into {@code component_health_log}. Whoever enters holds the writer's lock, so that
 * the entries of a component have one order.
 */
public final class ComponentStates {
  private ComponentStates() {}

  /**
   * Enters the state of a component that a process without Spark looks after, unless it is the one
   * that the log has: so entering it again adds nothing.
   *
   * @param now what it knew last
   * @param runId of the run that enters it; empty where none does
   * @return whether there is a new row
   * @throws Problem if the table cannot be created
   */
  public static boolean enter(
      Warehouse warehouse,
      String component,
      BreakerMemory now,
      Optional<String> runId,
      Instant writtenAt) {
    KnownComponent before =
        KnownComponent.latest(warehouse)
            .getOrDefault(component, KnownComponent.neverFailed(component));
    boolean isNew = before.isWorthReplacing(now);
    if (isNew) {
      TableRows rows = new TableRows(ComponentHealthLog.TABLE);
      enter(warehouse, rows.add(before.next(now).row(runId, writtenAt)));
    }
    return isNew;
  }

  /** Enters rows; a warehouse of an earlier version does not have the table yet. */
  static void enter(Warehouse warehouse, TableRows rows) {
    try {
      if (!warehouse.has(ComponentHealthLog.TABLE)) {
        warehouse.createNew();
      }
    } catch (IOException e) {
      throw Problem.failed(
          "the table " + ComponentHealthLog.TABLE.name() + " cannot be created: " + e,
          "check that the disk is writable and not full",
          e);
    }
    Append.to(warehouse, ComponentHealthLog.TABLE).enter(rows);
  }
}
