package mrs.jobs.maintain;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mrs.contracts.Catalogue;
import mrs.contracts.Table;
import mrs.jobs.messages.Problem;
import mrs.jobs.messages.Progress;
import mrs.jobs.warehouse.CreatedTables;
import mrs.jobs.warehouse.Warehouse;

/**
 * Keeps a warehouse in shape: creates tables that are new to it, rewrites partitions of many small
 * files into few (one commit a table), deletes files of the hydrated tables that no version within
 * the retention needs. The rows of every table stay what they are. Done again at once, it does
 * nothing.
 *
 * @param mostFiles a partition is compacted when it has more
 * @param retention how long files that were replaced are kept for readers that are still at them
 */
public record Maintain(int mostFiles, Duration retention) {

  /** One thing that was done to a table. */
  public record Done(String table, String action, String says) {}

  /**
   * Does what is needed; the caller holds the writer's lock.
   *
   * @throws Problem if a table is lost: then somebody has to decide first
   */
  public List<Done> apply(Warehouse warehouse, Progress progress) {
    List<Done> done = new ArrayList<>();
    for (Table table : created(warehouse)) {
      done.add(new Done(table.name(), "created", "it is new to this warehouse, and empty"));
    }
    CreatedTables.of(warehouse.root()).checkNoneLost();
    for (Table table : Catalogue.ALL) {
      Compact.of(warehouse, table, mostFiles).ifPresent(done::add);
    }
    for (Table table : Catalogue.OUTPUTS) {
      DeleteUnused.of(warehouse, table, retention).ifPresent(done::add);
    }
    done.forEach(d -> progress.say("  " + d.table() + " " + d.action() + ": " + d.says()));
    return done;
  }

  private static List<Table> created(Warehouse warehouse) {
    try {
      return warehouse.createNew();
    } catch (IOException e) {
      throw Problem.failed(
          "tables that are new cannot be created: " + e,
          "check that the disk is writable and not full",
          e);
    }
  }
}
