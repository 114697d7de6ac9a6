package mrs.jobs.conflicts;

import java.util.Map;
import java.util.TreeMap;
import mrs.contracts.ConflictsLog;
import mrs.jobs.warehouse.PinnedTables;
import org.apache.spark.sql.Row;

/** What {@code conflicts_log} says of each conflict, by its id: its row with the greatest entry. */
record KnownConflicts(Map<String, ConflictEntry> latest) {

  /** Nothing, and no job, where the log has no row or is not there: it is new to old warehouses. */
  static KnownConflicts of(PinnedTables tables) {
    Map<String, ConflictEntry> latest = new TreeMap<>();
    if (tables.has(ConflictsLog.TABLE) && tables.rowCount(ConflictsLog.TABLE) > 0) {
      for (Row row : tables.read(ConflictsLog.TABLE).collectAsList()) {
        ConflictEntry entry = ConflictEntry.of(row);
        latest.merge(entry.id(), entry, (a, b) -> a.entry() > b.entry() ? a : b);
      }
    }
    return new KnownConflicts(latest);
  }
}
