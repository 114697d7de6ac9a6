package mrs.jobs.questions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mrs.contracts.Table;
import mrs.hydrate.consolidation.PlainRow;
import mrs.jobs.messages.Problem;
import mrs.serving.files.UnreadableTable;
import mrs.serving.query.FileView;
import mrs.serving.query.LockedDatabase;

/** Tables in a database for questions, without those that turned out to be unreadable. */
public final class ReadableTables implements AutoCloseable {
  private final LockedDatabase database;
  private final Map<Table, Problem> unreadable;

  private ReadableTables(LockedDatabase database, Map<Table, Problem> unreadable) {
    this.database = database;
    this.unreadable = unreadable;
  }

  /** Opens {@code views} at once, or, if that fails, those that can be opened by themselves. */
  static ReadableTables of(List<FileView> views, Map<Table, Problem> missing) {
    try {
      return new ReadableTables(LockedDatabase.over(views), Map.copyOf(missing));
    } catch (RuntimeException e) {
      Map<Table, Problem> unreadable = new LinkedHashMap<>(missing);
      List<FileView> readable = new ArrayList<>();
      for (FileView view : views) {
        try (LockedDatabase alone = LockedDatabase.over(List.of(view))) {
          readable.add(view);
        } catch (RuntimeException alone) {
          unreadable.put(view.table(), problem(view.table(), alone));
        }
      }
      return new ReadableTables(LockedDatabase.over(readable), Map.copyOf(unreadable));
    }
  }

  /**
   * The database, for questions about {@code tables}.
   *
   * @throws Problem if one of them is lost or cannot be read
   */
  public LockedDatabase database(List<Table> tables) {
    tables.forEach(this::check);
    return database;
  }

  /**
   * Rows of {@code table} that meet a condition in SQL, and what may follow one.
   *
   * @throws Problem if the table is lost or cannot be read
   */
  public List<PlainRow> rows(Table table, String condition) {
    check(table);
    try {
      return database
          .answer("SELECT * FROM " + table.name() + " WHERE " + condition)
          .byName()
          .stream()
          .map(PlainRow::new)
          .toList();
    } catch (IllegalStateException e) {
      throw problem(table, e);
    }
  }

  @Override
  public void close() {
    database.close();
  }

  private void check(Table table) {
    Problem problem = unreadable.get(table);
    if (problem != null) {
      throw problem;
    }
  }

  private static Problem problem(Table table, RuntimeException e) {
    return e instanceof UnreadableTable known
        ? Problem.failed(known.problem(), known.remedy(), known)
        : Problem.failed(
            "the table " + table.name() + " cannot be read: " + e.getMessage(),
            "restore the table from a backup",
            e);
  }
}
