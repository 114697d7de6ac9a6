package mrs.jobs.warehouse;

import static mrs.transforms.SparkSchema.nullOf;
import static org.apache.spark.sql.functions.coalesce;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mrs.contracts.Catalogue;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.Table;
import mrs.jobs.spark.Actions;
import mrs.jobs.warehouse.delta.DataFile;
import mrs.jobs.warehouse.delta.FileRange;
import mrs.jobs.warehouse.delta.TableVersion;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The tables of a warehouse, each at one version: however often a table is read here, and whatever
 * is committed to it meanwhile, its rows are the same. So what a reader says it has seen is what it
 * saw.
 */
public final class PinnedTables implements TableReader {
  private static final Logger LOG = LogManager.getLogger(PinnedTables.class);
  private final Warehouse warehouse;
  private final Map<Table, TableVersion> versions = new ConcurrentHashMap<>();

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
    return versions.containsKey(table) || warehouse.has(table);
  }

  /** The rows of {@code table} as they lie there; columns that it lacks are not added. */
  public Dataset<Row> read(Table table) {
    return pinned(table).rows();
  }

  /**
   * The rows of {@code table} with all columns of its contract; those that it lacks are typed
   * NULLs, or what another column said before there was this one.
   */
  public Dataset<Row> readConformed(Table table) {
    return conformed(table, read(table));
  }

  /** The same, of those of its files that {@code wanted} accepts. */
  public Dataset<Row> readConformed(Table table, Predicate<FileRange> wanted) {
    TableVersion version = pinned(table);
    List<DataFile> files = version.files().stream().filter(f -> wanted.test(f.range())).toList();
    return conformed(table, version.rows(files));
  }

  @Override
  public List<Row> rows(Table table, Map<Field, ? extends Collection<String>> anyOf) {
    if (rowCount(table) == 0) {
      return List.of();
    }
    Dataset<Row> all = readConformed(table);
    return Actions.rows(
        anyOf.entrySet().stream()
            .map(column -> functions.col(column.getKey().name()).isin(column.getValue().toArray()))
            .reduce(Column::or)
            .map(all::where)
            .orElse(all));
  }

  /**
   * The rows that were appended to {@code table} after its version {@code version}, up to the one
   * that is pinned; empty where the commits in between are not there any more. Costs those commits,
   * not what the table holds.
   */
  public Optional<Dataset<Row>> readAfter(Table table, long version) {
    TableVersion newer = pinned(table);
    return newer.addedAfter(version).map(newer::rows);
  }

  /** What tells {@code table} from another one in its place. */
  public String identity(Table table) {
    return pinned(table).identity();
  }

  /**
   * What tells the commit of {@code version} from another of its number, where it is still there.
   */
  public Optional<String> commit(Table table, long version) {
    return pinned(table).commit(version);
  }

  /** Version of {@code table}, where it can be read. */
  public Optional<Long> version(Table table) {
    try {
      return Optional.of(pinned(table).number());
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      LOG.warn("the version of {} cannot be read", table.name(), e);
      return Optional.empty();
    }
  }

  /** How many rows {@code table} has, by its commits; no file is opened. */
  public long rowCount(Table table) {
    return pinned(table).files().stream().mapToLong(DataFile::rows).sum();
  }

  /**
   * The earliest week that {@code table}, which is stored by weeks, has rows of, by its commits; no
   * file is opened. Empty where it has no row.
   */
  public Optional<LocalDate> earliestWeek(Table table) {
    return pinned(table).files().stream()
        .flatMap(f -> f.partition(LogColumns.WEEK_START).stream())
        .map(LocalDate::parse)
        .min(Comparator.naturalOrder());
  }

  /**
   * The greatest number that {@code table} has as {@code field}, by its commits; no file is opened.
   * Empty where it has no row, or they do not tell.
   */
  public Optional<Long> greatest(Table table, Field field) {
    List<Optional<Long>> greatest =
        pinned(table).files().stream().map(f -> f.range().greatest(field)).toList();
    return greatest.stream().allMatch(Optional::isPresent)
        ? greatest.stream().flatMap(Optional::stream).max(Comparator.naturalOrder())
        : Optional.empty();
  }

  /** Columns of the contract that the stored table lacks, and that no commit adds by itself. */
  public List<Field> missingColumns(Table table) {
    return pinned(table).missingColumns();
  }

  /**
   * Copies {@code table}, byte by byte, as a table of its own into the new folder {@code to}.
   *
   * @throws IOException if a file cannot be copied, or is gone meanwhile
   */
  void copy(Table table, Path to) throws IOException {
    pinned(table).copy(to);
  }

  private TableVersion pinned(Table table) {
    return versions.computeIfAbsent(table, warehouse::newest);
  }

  private static Dataset<Row> conformed(Table table, Dataset<Row> there) {
    List<String> columns = List.of(there.columns());
    return there.select(
        table.fields().stream().map(f -> conformed(f, columns)).toArray(Column[]::new));
  }

  private static Column conformed(Field field, List<String> there) {
    Column[] values =
        Stream.concat(Stream.of(field.name()), field.formerly().stream())
            .filter(there::contains)
            .map(functions::col)
            .toArray(Column[]::new);
    return switch (values.length) {
      case 0 -> nullOf(field);
      case 1 -> values[0].as(field.name());
      default -> coalesce(values).as(field.name());
    };
  }
}
