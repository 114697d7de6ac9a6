package mrs.jobs.warehouse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import mrs.contracts.Catalogue;
import mrs.contracts.Table;
import mrs.jobs.disk.Disk;
import mrs.jobs.messages.Problem;
import mrs.jobs.warehouse.delta.DataFile;
import mrs.jobs.warehouse.delta.FileRange;
import mrs.jobs.warehouse.delta.StoredTable;
import mrs.jobs.warehouse.delta.TableCommit;
import mrs.jobs.warehouse.delta.TableVersion;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A warehouse: a folder with one Delta table per {@link Catalogue} entry under {@code tables/}, the
 * originals of unusable files under {@code quarantine/}, the writer's lock and the format version.
 */
public final class Warehouse {
  /** Version of the layout of a warehouse; another one is refused. */
  public static final int FORMAT = 3;

  /** Folder of past states that were built for questions. */
  public static final String PAST_STATES = "asof";

  static final String FORMAT_FILE = "format-version";
  private static final Set<String> OWN =
      Set.of(
          "tables",
          // Deliveries can be taken before there is a warehouse.
          "intake",
          "queue",
          "cache",
          PAST_STATES,
          WriterLock.FILE,
          TablesFile.NAME,
          "." + TablesFile.NAME + ".tmp",
          "." + FORMAT_FILE + ".tmp");

  private final Optional<SparkSession> spark;
  private final Path root;
  private final Optional<TableReader> reader;
  private final Map<Table, StoredTable> stored = new ConcurrentHashMap<>();

  private Warehouse(Optional<SparkSession> spark, Path root, Optional<TableReader> reader) {
    this.spark = spark;
    this.root = root;
    this.reader = reader;
  }

  /**
   * Opens the warehouse at {@code root}; creates it, with all of its tables, where there is none.
   *
   * @throws Problem if the folder holds something else, another format, or cannot be written to
   */
  public static Warehouse openOrCreate(SparkSession spark, Path root) {
    Path folder = root.toAbsolutePath().normalize();
    Warehouse warehouse = new Warehouse(Optional.of(spark), folder, Optional.empty());
    if (!Files.exists(warehouse.root.resolve(FORMAT_FILE))) {
      warehouse.create();
    }
    checkFormat(warehouse.root);
    return warehouse;
  }

  /** Opens the warehouse at {@code root} to read it; there must be one. */
  public static Warehouse open(SparkSession spark, Path root) {
    return new Warehouse(Optional.of(spark), existing(root), Optional.empty());
  }

  /**
   * The warehouse at {@code root}, of which {@code reader} reads few rows and nothing else is read
   * or written: no Spark session is needed.
   */
  public static Warehouse readBy(TableReader reader, Path root) {
    return new Warehouse(Optional.empty(), existing(root), Optional.of(reader));
  }

  /**
   * The folder of the warehouse at {@code root}, absolute.
   *
   * @throws Problem if there is none, or it has another format
   */
  public static Path existing(Path root) {
    Path folder = root.toAbsolutePath().normalize();
    if (!Files.exists(folder.resolve(FORMAT_FILE))) {
      throw Problem.refused(
          "there is no warehouse at " + folder,
          "create one with 'mrs ingest FEED_DIR', or name another with --warehouse");
    }
    checkFormat(folder);
    return folder;
  }

  /** The session that reads and writes it. */
  public SparkSession spark() {
    return spark.orElseThrow(() -> new IllegalStateException("no session reads " + root));
  }

  /** Who reads few rows of it, each table at one version. */
  public TableReader reader() {
    return reader.orElseGet(() -> PinnedTables.onSight(this));
  }

  /** Whether few rows are all that can be read of it. */
  public boolean hasReaderOnly() {
    return spark.isEmpty();
  }

  /** Its folder. */
  public Path root() {
    return root;
  }

  /** Where {@code table} lies. */
  public Path path(Table table) {
    return CreatedTables.path(root, table);
  }

  /** Whether {@code table} is there at all. */
  public boolean has(Table table) {
    return CreatedTables.has(root, table);
  }

  /** The rows of {@code table} as they lie there; columns that it lacks are not added. */
  public Dataset<Row> read(Table table) {
    return newest(table).rows();
  }

  /** The rows of {@code table}'s newest version, with all columns of its contract. */
  public Dataset<Row> readConformed(Table table) {
    return PinnedTables.onSight(this).readConformed(table);
  }

  /** The same, of those of its files that {@code wanted} accepts. */
  public Dataset<Row> readConformed(Table table, Predicate<FileRange> wanted) {
    return PinnedTables.onSight(this).readConformed(table, wanted);
  }

  /** The rows of {@code table} as of one of its commits. */
  public Dataset<Row> readVersion(Table table, long version) {
    return stored(table).at(version).rows();
  }

  /** The data files of the table's newest version, of all partitions. */
  public List<DataFile> files(Table table) {
    return newest(table).files();
  }

  /**
   * Puts {@code rows} in the place of what {@code table} has in the partitions {@code weeks}, or of
   * all that it has. Gives how many rows there were.
   */
  public long replace(Table table, Dataset<Row> rows, Optional<Set<LocalDate>> weeks) {
    return TableCommit.replace(stored(table), rows, weeks);
  }

  /** Adds {@code rows} to {@code table} unseen: {@link Append} looks first what is there. */
  long add(Table table, Dataset<Row> rows) {
    return TableCommit.append(stored(table), rows);
  }

  /** Adds {@code rows}, at least one, to {@code table} unseen, and without a Spark job. */
  void add(Table table, FewRows rows) {
    TableCommit.append(stored(table), rows.schema(), rows.rows());
  }

  /** How many commits this process made to its tables, but for those that create them. */
  public long commits() {
    return stored.values().stream().mapToLong(StoredTable::commits).sum();
  }

  /** The newest version of {@code table}. */
  TableVersion newest(Table table) {
    return stored(table).newest();
  }

  private StoredTable stored(Table table) {
    return stored.computeIfAbsent(
        table, t -> new StoredTable(spark(), path(t), t, () -> CreatedTables.of(root).missing(t)));
  }

  /** Creates those tables that are new to it; says which. One that is lost stays lost. */
  public List<Table> createNew() throws IOException {
    return CreatedTables.of(root).createNew(Instant.now());
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
      Disk.createFolders(root);
    } catch (IOException e) {
      throw cannotCreate(root, e);
    }
  }

  private void create() {
    prepare(root);
    try {
      // Made or found by a process that was killed before their names were on the disk.
      Disk.createFolders(root.resolve("tables"));
      Path above = Disk.parent(root);
      if (Files.isReadable(above)) {
        Disk.sync(above);
      }
      Disk.sync(root);
      createNew();
      Disk.sync(root.resolve("tables"));
      Disk.put(root.resolve(FORMAT_FILE), (FORMAT + "\n").getBytes(StandardCharsets.UTF_8));
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

  private static void checkFormat(Path root) {
    try {
      String format = Files.readString(root.resolve(FORMAT_FILE)).trim();
      if (!format.equals(String.valueOf(FORMAT))) {
        throw Problem.refused(
            "the warehouse " + root + " has format " + format + ", this program writes " + FORMAT,
            "use the program version that wrote it, or ingest the feed into a new warehouse");
      }
    } catch (IOException e) {
      throw Problem.failed(
          "the warehouse " + root + " cannot be read: " + e, "check its permissions", e);
    }
  }
}
