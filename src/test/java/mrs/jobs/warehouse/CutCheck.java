package mrs.jobs.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mrs.contracts.Catalogue;
import mrs.contracts.Table;
import mrs.jobs.disk.PowerCut;
import mrs.jobs.warehouse.delta.StoredTable;
import mrs.jobs.warehouse.delta.TableVersion;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;

/**
 * Opens what power cuts left of a warehouse, and reads every table, with Delta's own reads and with
 * ours: no read fails, each table stands at a version that is not older than the newest
 * acknowledged one, and holds what the undisturbed table held at that version. A table that is left
 * as it was found before is not read again. Few cuts are checked in one of the two states that they
 * may leave, by turns, many in both.
 */
public final class CutCheck {
  private static final int MANY = 50;
  private static final Path TABLES = Path.of("tables");
  private static final Pattern COMMIT = Pattern.compile(".*/_delta_log/(\\d{20})\\.json");

  private final SparkSession spark;
  private final Warehouse undisturbed;
  private final Path folder;
  private final Map<String, List<String>> truth = new HashMap<>();
  private final Map<List<PowerCut.Left>, Long> versions = new HashMap<>();
  private int opened;

  /**
   * A check against the warehouse as it is after all.
   *
   * @param folder a new folder for what is left
   */
  public CutCheck(Warehouse undisturbed, Path folder) {
    this.spark = undisturbed.spark();
    this.undisturbed = undisturbed;
    this.folder = folder;
  }

  /** How many states of tables were read. */
  public int tablesRead() {
    return versions.size();
  }

  /** Takes the tables as they are in {@code start} for read: nothing has been done to them. */
  public void takeAsRead(PowerCut start) {
    for (Table table : Catalogue.ALL) {
      List<PowerCut.Left> its = PowerCut.in(start.onlySynced(), TABLES.resolve(table.name()));
      versions.put(
          its,
          its.stream()
              .map(l -> COMMIT.matcher(l.path().toString()))
              .filter(Matcher::matches)
              .mapToLong(m -> Long.parseLong(m.group(1)))
              .max()
              .orElse(-1));
    }
  }

  /** Passes if nothing acknowledged is lost in the states that these cuts may leave. */
  public void check(List<PowerCut> cuts) throws IOException {
    for (int i = 0; i < cuts.size(); i++) {
      PowerCut cut = cuts.get(i);
      if (cuts.size() >= MANY || i % 2 == 0) {
        check(cut, cut.onlySynced(), "nothing but what was synced is left");
      }
      if (cuts.size() >= MANY || i % 2 == 1) {
        check(cut, cut.some(), "some of what was not synced is left");
      }
    }
  }

  private void check(PowerCut cut, List<PowerCut.Left> left, String as) throws IOException {
    String what = "power cut before sync " + cut.event() + ", " + as;
    Path root = folder.resolve("cut-" + opened++);
    PowerCut.make(left.stream().filter(l -> !l.path().startsWith(TABLES)).toList(), root);
    Set<Table> there = new HashSet<>();
    for (Table table : Catalogue.ALL) {
      List<PowerCut.Left> its = PowerCut.in(left, TABLES.resolve(table.name()));
      Long version = versions.get(its);
      if (version == null) {
        PowerCut.make(its, root);
        version = CreatedTables.has(root, table) ? read(root, table, what) : -1;
        versions.put(its, version);
      }
      assertThat(version)
          .as("%s: version of %s", what, table.name())
          .isGreaterThanOrEqualTo(cut.acknowledged().getOrDefault(table.name(), -1L));
      if (version >= 0) {
        there.add(table);
      }
    }
    checkList(root, there, what);
    delete(root);
    DeltaLog.clearCache();
  }

  private long read(Path root, Table table, String what) {
    Path path = CreatedTables.path(root, table);
    try {
      TableVersion newest =
          new StoredTable(spark, path, table, () -> CreatedTables.of(root).missing(table)).newest();
      if (newest.number() == 0) {
        assertThat(newest.files()).as("%s: files of the new %s", what, table.name()).isEmpty();
        return 0;
      }
      List<String> expected = truth(table, newest.number());
      Dataset<Row> rows = spark.read().format("delta").load(path.toString());
      assertThat(lines(rows)).as("%s: rows of %s", what, table.name()).isEqualTo(expected);
      assertThat(names(newest.rows()))
          .as("%s: the files of %s that we read are those that Delta reads", what, table.name())
          .containsExactlyInAnyOrderElementsOf(names(rows));
      return newest.number();
    } catch (Exception e) {
      throw new AssertionError(what + ": " + table.name() + " cannot be read", e);
    }
  }

  /** Before the warehouse is made, a table may be there and not listed, never the other way. */
  private void checkList(Path root, Set<Table> there, String what) {
    Set<String> listed = TablesFile.read(root).orElse(Set.of());
    assertThat(there.stream().map(Table::name).toList())
        .as("%s: tables that are there", what)
        .containsAll(listed);
    if (Files.exists(root.resolve(Warehouse.FORMAT_FILE))) {
      assertThat(listed).as("%s: tables listed", what).hasSize(Catalogue.ALL.size());
      assertThat(root.resolve(Warehouse.FORMAT_FILE)).hasContent(Warehouse.FORMAT + "\n");
    } else {
      // Whoever starts again goes on.
      Warehouse.prepare(root);
    }
  }

  private List<String> truth(Table table, long version) {
    return truth.computeIfAbsent(
        table.name() + "@" + version, k -> lines(undisturbed.readVersion(table, version)));
  }

  private static List<String> names(Dataset<Row> rows) {
    return Stream.of(rows.inputFiles()).map(f -> Path.of(f).getFileName().toString()).toList();
  }

  private static List<String> lines(Dataset<Row> rows) {
    return rows.toJSON().collectAsList().stream().sorted().toList();
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
