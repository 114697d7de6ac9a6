package mrs.jobs.maintain;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import mrs.contracts.GapEventsLog;
import mrs.contracts.GapKind;
import mrs.contracts.GapReason;
import mrs.contracts.LogColumns;
import mrs.contracts.Table;
import mrs.jobs.maintain.Maintain.Done;
import mrs.jobs.messages.Problem;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.CreatedTables;
import mrs.jobs.warehouse.TableRows;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Mondays;

/**
 * Goes on without a table that is lost: makes it anew, empty, and enters the gap in {@code
 * gap_events_log}, where readers can see that rows are missing and since when. The gap is entered
 * first: a kill between the two leaves a table that is still lost, never one that is silently
 * empty.
 */
public final class AcceptLoss {
  private static final String TEXT = "the table was lost and is made anew, empty";

  private AcceptLoss() {}

  /**
   * Accepts the loss of {@code table}; the caller holds the writer's lock.
   *
   * @throws Problem if the table is not lost, or cannot be created
   */
  public static Done of(Warehouse warehouse, Table table, Instant now) {
    CreatedTables tables = CreatedTables.of(warehouse.root());
    tables.checkLost(table);
    try {
      if (!warehouse.has(GapEventsLog.TABLE) && !tables.lost().contains(GapEventsLog.TABLE)) {
        warehouse.createNew();
      }
      boolean itself = table.equals(GapEventsLog.TABLE);
      if (!itself) {
        enter(warehouse, table, now);
      }
      tables.createLost(table, now);
      if (itself) {
        enter(warehouse, table, now);
      }
      return new Done(table.name(), "created", "it was lost, and is empty now");
    } catch (IOException e) {
      throw Problem.failed(
          "the table " + table.name() + " cannot be created: " + e,
          "check that the disk is writable and not full",
          e);
    }
  }

  private static void enter(Warehouse warehouse, Table lost, Instant now) {
    Append.to(warehouse, GapEventsLog.TABLE)
        .enter(
            new TableRows(GapEventsLog.TABLE)
                .add(
                    Map.of(
                        GapEventsLog.COMPONENT,
                        lost.name(),
                        GapEventsLog.ENTRY,
                        1L,
                        GapEventsLog.KIND,
                        GapKind.GAP.word(),
                        GapEventsLog.REASON,
                        GapReason.LOSS_ACCEPTED.word(),
                        GapEventsLog.NOTICED_AT,
                        now,
                        GapEventsLog.TEXT,
                        TEXT,
                        LogColumns.WRITTEN_AT,
                        now,
                        LogColumns.WEEK_START,
                        Mondays.of(now))));
  }
}
