package mrs.jobs.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mrs.contracts.Catalogue;
import mrs.contracts.Field;
import mrs.contracts.Table;
import mrs.jobs.Problem;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import scala.Option;

/**
 * A warehouse: a folder with one Delta table per {@link Catalogue} entry under {@code tables/}, the
 * originals of unusable files under {@code quarantine/}, the writer's lock and the format version.
 */
public final class Warehouse {
  /** Version of the layout of a warehouse; another one is refused. */
  public static final int FORMAT = 1;

  private static final String FORMAT_FILE = "format-version";
  private static final Set<String> OWN = Set.of("tables", WriterLock.FILE);

  private final SparkSession spark;
  private final Path root;

  private Warehouse(SparkSession spark, Path root) {
    this.spark = spark;
    this.root = root;
  }

  /**
   * Opens the warehouse at {@code root}; creates it, with all of its tables, where there is none.
   *
   * @throws Problem if the folder holds something else, another format, or cannot be written to
   */
  public static Warehouse openOrCreate(SparkSession spark, Path root) {
    Warehouse warehouse = new Warehouse(spark, root.toAbsolutePath().normalize());
    if (!Files.exists(warehouse.root.resolve(FORMAT_FILE))) {
      warehouse.create();
    }
    return warehouse.checked();
  }

  /** Opens the warehouse at {@code root} to read it; there must be one. */
  public static Warehouse open(SparkSession spark, Path root) {
    Warehouse warehouse = new Warehouse(spark, root.toAbsolutePath().normalize());
    if (!Files.exists(warehouse.root.resolve(FORMAT_FILE))) {
      throw Problem.refused(
          "there is no warehouse at " + warehouse.root,
          "create one with 'mrs ingest FEED_DIR', or name another with --warehouse");
    }
    return warehouse.checked();
  }

  /** The session that reads and writes it. */
  public SparkSession spark() {
    return spark;
  }

  /** Its folder. */
  public Path root() {
    return root;
  }

  /** Where {@code table} lies. */
  public Path path(Table table) {
    return root.resolve("tables").resolve(table.name());
  }

  /** Whether {@code table} is there at all. */
  public boolean has(Table table) {
    return Files.isDirectory(path(table).resolve("_delta_log"));
  }

  /** The rows of {@code table} as they lie there; columns that it lacks are not added. */
  public Dataset<Row> read(Table table) {
    return spark.read().format("delta").load(path(table).toString());
  }

  /**
   * The rows of {@code table} with all columns of its contract; those that it lacks are typed
   * NULLs.
   */
  public Dataset<Row> readConformed(Table table) {
    Dataset<Row> there = read(table);
    List<String> columns = List.of(there.columns());
    return there.select(
        table.fields().stream()
            .map(f -> columns.contains(f.name()) ? f.col() : f.asNull())
            .toArray(Column[]::new));
  }

  /** The rows of {@code table} as of one of its commits. */
  public Dataset<Row> readVersion(Table table, long version) {
    return spark.read().format("delta").option("versionAsOf", version).load(path(table).toString());
  }

  /** Version of the table's newest commit, where it can be read. */
  public Optional<Long> version(Table table) {
    try {
      return Optional.of(
          DeltaLog.forTable(spark, path(table).toString())
              .update(false, Option.empty(), Option.empty())
              .version());
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Columns of the contract that the stored table lacks. */
  public List<Field> missingColumns(Table table) {
    List<String> there = List.of(read(table).columns());
    return table.fields().stream().filter(f -> !there.contains(f.name())).toList();
  }

  /** Creates those tables that are not there; says which. */
  public List<Table> createMissing() throws IOException {
    List<Table> missing = Catalogue.ALL.stream().filter(t -> !has(t)).toList();
    for (Table table : missing) {
      CreateTable.at(path(table), table, Instant.now());
    }
    return missing;
  }

  /**
   * Makes the folder of a warehouse to be, so that its lock can be taken.
   *
   * @throws Problem if the folder holds something else, or cannot be made
   */
  public static void prepare(Path root) {
    try {
      if (Files.isDirectory(root) && !Files.exists(root.resolve(FORMAT_FILE))) {
        try (var entries = Files.list(root)) {
          // A kill while creating leaves tables and no format file: the next start goes on with
          // those.
          if (entries.anyMatch(e -> !OWN.contains(e.getFileName().toString()))) {
            throw Problem.refused(
                "the folder " + root + " is not empty and no warehouse",
                "name an empty or new folder with --warehouse");
          }
        }
      }
      Files.createDirectories(root);
    } catch (IOException e) {
      throw cannotCreate(root, e);
    }
  }

  private void create() {
    prepare(root);
    try {
      Files.createDirectories(root.resolve("tables"));
      createMissing();
      Files.writeString(root.resolve(FORMAT_FILE), FORMAT + "\n");
    } catch (IOException e) {
      throw cannotCreate(root, e);
    }
  }

  private static Problem cannotCreate(Path root, IOException e) {
    return Problem.failed(
        "the warehouse " + root + " cannot be created: " + e,
        "check that the disk is writable and not full, or name another folder with --warehouse",
        e);
  }

  private Warehouse checked() {
    try {
      String format = Files.readString(root.resolve(FORMAT_FILE)).trim();
      if (!format.equals(String.valueOf(FORMAT))) {
        throw Problem.refused(
            "the warehouse " + root + " has format " + format + ", this program writes " + FORMAT,
            "use the program version that wrote it, or ingest the feed into a new warehouse");
      }
      return this;
    } catch (IOException e) {
      throw Problem.failed(
          "the warehouse " + root + " cannot be read: " + e, "check its permissions", e);
    }
  }
}
