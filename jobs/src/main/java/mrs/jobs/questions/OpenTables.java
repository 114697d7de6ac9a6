package mrs.jobs.questions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mrs.contracts.Table;
import mrs.jobs.messages.Problem;
import mrs.jobs.warehouse.CreatedTables;
import mrs.jobs.warehouse.Warehouse;
import mrs.serving.files.ListFiles;
import mrs.serving.files.TableFile;
import mrs.serving.files.UnreadableTable;
import mrs.serving.query.FileView;
import mrs.serving.query.LockedDatabase;

/**
 * Opens tables of a warehouse, each at its newest version, for questions without Spark. Whatever is
 * committed while the database is open, its rows are the same.
 */
public final class OpenTables {
  private OpenTables() {}

  /**
   * The tables, pinned in their order, with all of their rows.
   *
   * @param folder the warehouse's
   * @throws Problem if there is no such warehouse, or a table is lost or cannot be read
   */
  public static LockedDatabase newest(Path folder, List<Table> tables) {
    return open(views(Warehouse.existing(folder), tables));
  }

  static LockedDatabase open(List<FileView> views) {
    try {
      return LockedDatabase.over(views);
    } catch (UnreadableTable e) {
      throw Problem.failed(e.problem(), e.remedy(), e);
    }
  }

  static List<FileView> views(Path root, List<Table> tables) {
    ListFiles log = new ListFiles();
    List<FileView> views = new ArrayList<>();
    tables.forEach(table -> views.add(new FileView(table, files(log, root, table))));
    return views;
  }

  /**
   * The files of the table's newest version.
   *
   * @throws Problem if the table is lost or cannot be read
   */
  static List<TableFile> files(ListFiles log, Path root, Table table) {
    if (!CreatedTables.has(root, table)) {
      throw CreatedTables.of(root).missing(table);
    }
    try {
      return log.newest(CreatedTables.path(root, table)).files();
    } catch (UnreadableTable e) {
      throw Problem.failed(e.problem(), e.remedy(), e);
    }
  }
}
