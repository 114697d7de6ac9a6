package mrs.jobs.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mrs.contracts.Catalogue;
import mrs.contracts.Table;
import mrs.jobs.messages.Problem;
import mrs.jobs.warehouse.delta.CreateTable;

/**
 * Which tables a warehouse has had created, kept in {@code tables.json} in its root. A table that
 * stands there and is gone is lost: it is never made anew as an empty one unless somebody accepts
 * the loss. One that does not stand there is new to this warehouse, as after an upgrade of the
 * program.
 *
 * <p>A table is entered after it is made: a kill between the two leaves one that is there and not
 * entered, and the next to create tables enters it.
 */
public final class CreatedTables {
  private static final String TABLES = "tables";
  private static final String LOG = "_delta_log";
  private static final String FIRST_COMMIT = "00000000000000000000.json";
  private static final Pattern OF_A_VERSION = Pattern.compile("\\d{20}\\.(json|checkpoint\\..+)");

  private final Path root;
  private final Optional<Set<String>> entered;

  private CreatedTables(Path root, Optional<Set<String>> entered) {
    this.root = root;
    this.entered = entered;
  }

  /** Of the warehouse at {@code root}, as its file has it. */
  public static CreatedTables of(Path root) {
    return new CreatedTables(root, TablesFile.read(root));
  }

  /** Where {@code table} lies in the warehouse at {@code root}. */
  public static Path path(Path root, Table table) {
    return root.resolve(TABLES).resolve(table.name());
  }

  /** Whether {@code table} is there: a folder that a kill left without a commit is no table yet. */
  public static boolean has(Path root, Table table) {
    Path log = path(root, table).resolve(LOG);
    if (Files.exists(log.resolve(FIRST_COMMIT))) {
      return true;
    }
    try (Stream<Path> files = Files.list(log)) {
      return files.anyMatch(f -> OF_A_VERSION.matcher(f.getFileName().toString()).matches());
    } catch (IOException e) {
      return false;
    }
  }

  /** Tables that were created and are gone. */
  public List<Table> lost() {
    return Catalogue.ALL.stream().filter(t -> !has(root, t) && names().contains(t.name())).toList();
  }

  /**
   * Creates the tables that are new to the warehouse, and enters them.
   *
   * @return those that were created
   */
  List<Table> createNew(Instant now) throws IOException {
    List<Table> made =
        Catalogue.ALL.stream().filter(t -> !has(root, t) && !names().contains(t.name())).toList();
    for (Table table : made) {
      CreateTable.at(path(root, table), table, now);
    }
    enter();
    return made;
  }

  /** Makes {@code table}, which is lost, anew as an empty one; what is left of it moves aside. */
  public void createLost(Table table, Instant now) throws IOException {
    checkLost(table);
    Path folder = path(root, table);
    if (Files.exists(folder)) {
      Files.move(folder, folder.resolveSibling("." + table.name() + ".lost." + now.toEpochMilli()));
    }
    CreateTable.at(folder, table, now);
  }

  /**
   * Makes the file anew from the tables that are there, if it is gone or broken.
   *
   * @return a line that says so, if it was
   */
  public static Optional<String> restore(Path root) throws IOException {
    CreatedTables created = of(root);
    if (created.entered.isPresent() || !Files.exists(root.resolve(Warehouse.FORMAT_FILE))) {
      return Optional.empty();
    }
    created.enter();
    List<String> missing =
        Catalogue.ALL.stream().filter(t -> !has(root, t)).map(Table::name).toList();
    return Optional.of(
        root.resolve(TablesFile.NAME)
            + " was not there or broken, and is made anew from the "
            + (Catalogue.ALL.size() - missing.size())
            + " tables that are there"
            + (missing.isEmpty()
                ? ""
                : "; if there ever was a table "
                    + String.join(", ", missing)
                    + ", restore it from a backup before 'mrs maintain' creates it empty"));
  }

  /** What to say to whoever needs {@code table}, which is not there. */
  public Problem missing(Table table) {
    if (!names().contains(table.name())) {
      return Problem.failed(
          "the table " + table.name() + " is not in the warehouse " + root,
          "'mrs maintain' creates tables that are new to a warehouse");
    }
    return Problem.failed(
        "the table " + table.name() + " is lost: " + path(root, table) + " holds no Delta table",
        remedy(List.of(table)));
  }

  /**
   * Passes if no table is lost.
   *
   * @throws Problem naming those that are
   */
  public void checkNoneLost() {
    List<Table> lost = lost();
    if (!lost.isEmpty()) {
      String names = String.join(", ", lost.stream().map(Table::name).toList());
      throw Problem.failed(
          "lost from "
              + root.resolve(TABLES)
              + ": "
              + names
              + "; what was created is not made anew"
              + " as an empty table",
          remedy(lost));
    }
  }

  /**
   * Passes if {@code table} is lost.
   *
   * @throws Problem if it is there, or never was
   */
  public void checkLost(Table table) {
    List<String> lost = lost().stream().map(Table::name).toList();
    if (!lost.contains(table.name())) {
      throw Problem.refused(
          "the table '" + table.name() + "' is not lost",
          lost.isEmpty() ? "no table is" : "those that are: " + String.join(", ", lost));
    }
  }

  private static String remedy(List<Table> lost) {
    return "restore it from a backup, or go on without what it held: 'mrs maintain"
        + String.join("", lost.stream().map(t -> " --accept-loss " + t.name()).toList())
        + "'";
  }

  private Set<String> names() {
    return entered.orElse(Set.of());
  }

  private void enter() throws IOException {
    Set<String> all = new TreeSet<>(names());
    Catalogue.ALL.stream().filter(t -> has(root, t)).map(Table::name).forEach(all::add);
    if (entered.isPresent() && all.equals(entered.get())) {
      return;
    }
    TablesFile.write(root, all);
  }
}
