package mrs.jobs.questions;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import mrs.contracts.LogColumns;
import mrs.contracts.Table;
import mrs.jobs.messages.Problem;
import mrs.serving.files.ListFiles;
import mrs.serving.files.TableFile;
import mrs.serving.query.FileView;

/**
 * Which files tables had when they were looked at; those of a few weeks are opened at a time. A
 * table that is lost or cannot be read costs only itself, see {@link ReadableTables#rows}.
 */
public final class PinnedFiles {
  private final Map<Table, List<TableFile>> files = new LinkedHashMap<>();
  private final Map<Table, Problem> unreadable = new LinkedHashMap<>();

  private PinnedFiles() {}

  /** Of the newest version of each of {@code tables}, looked at in their order. */
  public static PinnedFiles of(Path root, List<Table> tables) {
    PinnedFiles pinned = new PinnedFiles();
    ListFiles log = new ListFiles();
    for (Table table : tables) {
      try {
        pinned.files.put(table, OpenTables.files(log, root, table));
      } catch (Problem e) {
        pinned.unreadable.put(table, e);
      }
    }
    return pinned;
  }

  /**
   * Opens files of tables that were looked at.
   *
   * @param weeks which weeks of each table are wanted; one without weeks is opened whole
   * @param rows which rows of a table, as a condition in SQL; empty = all
   */
  public ReadableTables open(
      Map<Table, Predicate<LocalDate>> weeks, Function<Table, Optional<String>> rows) {
    List<FileView> views = new ArrayList<>();
    Map<Table, Problem> missing = new LinkedHashMap<>();
    weeks.forEach(
        (table, wanted) -> {
          if (files.containsKey(table)) {
            List<TableFile> some =
                Objects.requireNonNull(files.get(table)).stream()
                    .filter(file -> week(file).map(wanted::test).orElse(true))
                    .toList();
            views.add(new FileView(table, some, rows.apply(table)));
          } else {
            missing.put(table, Objects.requireNonNull(unreadable.get(table)));
          }
        });
    return ReadableTables.of(views, missing);
  }

  private static Optional<LocalDate> week(TableFile file) {
    return file.partition()
        .getOrDefault(LogColumns.WEEK_START.name(), Optional.empty())
        .map(LocalDate::parse);
  }
}
