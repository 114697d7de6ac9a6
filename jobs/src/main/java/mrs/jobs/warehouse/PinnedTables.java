package mrs.jobs.warehouse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import mrs.contracts.Catalogue;
import mrs.contracts.Field;
import mrs.contracts.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;

/**
 * The tables of a warehouse, each at one version: however often a table is read here, and whatever
 * is committed to it meanwhile, its rows are the same. So what a reader says it has seen is what it
 * saw.
 */
public final class PinnedTables {
  private final Warehouse warehouse;
  private final Map<Table, Snapshot> snapshots = new ConcurrentHashMap<>();

  private PinnedTables(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * Each table at the version that it has when it is first looked at. For the holder of the
   * writer's lock, beside whom only edits are written.
   */
  public static PinnedTables onSight(Warehouse warehouse) {
    return new PinnedTables(warehouse);
  }

  /**
   * All tables that can be read, at the versions that they have now. For readers: whoever pins
   * first and reads the ledger then finds every run in it that has a row here.
   */
  public static PinnedTables now(Warehouse warehouse) {
    PinnedTables pinned = new PinnedTables(warehouse);
    Catalogue.ALL.stream().filter(pinned::has).forEach(pinned::version);
    return pinned;
  }

  /** Where they are. */
  public Warehouse warehouse() {
    return warehouse;
  }

  /** Whether {@code table} is there at all. */
  public boolean has(Table table) {
    return snapshots.containsKey(table) || warehouse.has(table);
  }

  /** The rows of {@code table} as they lie there; columns that it lacks are not added. */
  public Dataset<Row> read(Table table) {
    return read(table, files(table));
  }

  /**
   * The rows of {@code table} with all columns of its contract; those that it lacks are typed
   * NULLs.
   */
  public Dataset<Row> readConformed(Table table) {
    return conformed(table, read(table));
  }

  /** The same, of those of its files that {@code wanted} accepts. */
  public Dataset<Row> readConformed(Table table, Predicate<FileRange> wanted) {
    List<AddFile> files = files(table).stream().filter(f -> wanted.test(FileRange.of(f))).toList();
    return conformed(table, read(table, files));
  }

  /**
   * The rows that were appended to {@code table} after its version {@code version}, up to the one
   * that is pinned; empty where the commits in between are not there any more. Costs those commits,
   * not what the table holds.
   */
  public Optional<Dataset<Row>> readAfter(Table table, long version) {
    Snapshot snapshot = snapshot(table);
    return AppendedFiles.between(warehouse.log(table), version, snapshot.version())
        .map(files -> read(table, files));
  }

  /** What tells {@code table} from another one in its place. */
  public String identity(Table table) {
    return snapshot(table).metadata().id();
  }

  /** Version of {@code table}, where it can be read. */
  public Optional<Long> version(Table table) {
    try {
      return Optional.of(snapshot(table).version());
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /** How many rows {@code table} has, by its commits; no file is opened. */
  public long rowCount(Table table) {
    return files(table).stream()
        .mapToLong(f -> f.numLogicalRecords().isDefined() ? (Long) f.numLogicalRecords().get() : 0)
        .sum();
  }

  /** Columns of the contract that the stored table lacks. */
  public List<Field> missingColumns(Table table) {
    return Warehouse.missingColumns(table, snapshot(table));
  }

  private Snapshot snapshot(Table table) {
    return snapshots.computeIfAbsent(table, warehouse::snapshot);
  }

  private List<AddFile> files(Table table) {
    return warehouse.files(table, snapshot(table));
  }

  private Dataset<Row> read(Table table, List<AddFile> files) {
    return CommittedFiles.rows(warehouse.spark(), snapshot(table), files);
  }

  private static Dataset<Row> conformed(Table table, Dataset<Row> there) {
    List<String> columns = List.of(there.columns());
    return there.select(
        table.fields().stream()
            .map(f -> columns.contains(f.name()) ? f.col() : f.asNull())
            .toArray(Column[]::new));
  }
}
