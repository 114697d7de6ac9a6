package mrs.jobs.conflicts;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mrs.contracts.ConflictsLog;
import mrs.jobs.warehouse.TableReader;
import org.apache.spark.sql.Row;

/** What {@code conflicts_log} says of each conflict, by its id: its row with the greatest entry. */
record KnownConflicts(Map<String, ConflictEntry> latest) {

  /** Nothing where the log is not there: it is new to old warehouses. */
  static KnownConflicts of(TableReader reader, boolean isThere) {
    Map<String, ConflictEntry> latest = new TreeMap<>();
    for (Row row : isThere ? reader.rows(ConflictsLog.TABLE) : List.<Row>of()) {
      ConflictEntry entry = ConflictEntry.of(row);
      latest.merge(entry.id(), entry, (a, b) -> a.entry() > b.entry() ? a : b);
    }
    return new KnownConflicts(latest);
  }
}
