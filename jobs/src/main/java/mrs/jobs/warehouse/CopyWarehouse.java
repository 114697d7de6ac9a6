package mrs.jobs.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mrs.contracts.Catalogue;
import mrs.contracts.Table;
import mrs.jobs.messages.Problem;

/**
 * Copies a warehouse, byte by byte, at one version of each table. Nothing is written to the
 * warehouse, not even its lock: another process may write to it meanwhile.
 *
 * <p>The ledgers are pinned first. So a run that commits meanwhile is one that the copy's ledger
 * does not know, as after a kill, and never one whose rows are missing.
 */
public final class CopyWarehouse {
  private static final List<String> FILES = List.of(Warehouse.FORMAT_FILE, TablesFile.NAME);

  private CopyWarehouse() {}

  /**
   * Copies {@code from} into the new folder {@code to}.
   *
   * @return the tables as they were copied
   */
  public static PinnedTables to(Path to, Warehouse from) {
    PinnedTables pinned = PinnedTables.onSight(from);
    List<Table> tables = new ArrayList<>(Catalogue.LEDGERS);
    Catalogue.ALL.stream().filter(t -> !tables.contains(t)).forEach(tables::add);
    try {
      tables.removeIf(t -> !pinned.has(t));
      tables.forEach(t -> pin(pinned, t));
      for (Table table : tables) {
        pinned.copy(table, CreatedTables.path(to, table));
      }
      for (String file : FILES) {
        if (Files.exists(from.root().resolve(file))) {
          Files.copy(from.root().resolve(file), to.resolve(file));
        }
      }
      return pinned;
    } catch (IOException e) {
      throw Problem.failed(
          "the warehouse " + from.root() + " cannot be copied to " + to + ": " + e,
          "check that the disk is not full, and start again when no other command writes",
          e);
    }
  }

  private static void pin(PinnedTables pinned, Table table) {
    if (pinned.version(table).isEmpty()) {
      throw Problem.failed(
          "the table " + table.name() + " cannot be read, so there is nothing to rehearse",
          "mend it first; 'mrs health' tells what else is wrong");
    }
  }
}
