package mrs.jobs.runs;

import static mrs.transforms.SparkSchema.col;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import mrs.contracts.Catalogue;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.jobs.warehouse.PinnedTables;
import mrs.jobs.warehouse.TableReader;
import mrs.jobs.warehouse.Warehouse;
import mrs.jobs.warehouse.delta.FileRange;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The rows that readers may trust: those of runs of which the ledger calls the writing stage
 * committed. This is the one place that decides it.
 *
 * <p>Runs are left out by name: those of which the stage has not committed, as a rule none. So a
 * read does not get longer with each night that went well. Files of a run that the ledger does not
 * know at all are not opened; that is exact because the tables were pinned before the ledger was
 * read, and because compaction leaves such files alone.
 */
public record CommittedRows(PinnedTables tables, RunLedger ledger) {

  /** Of {@code warehouse} as it stands: the tables are pinned, then the ledger is read. */
  public static CommittedRows now(Warehouse warehouse) {
    PinnedTables tables = PinnedTables.now(warehouse);
    return new CommittedRows(tables, RunLedger.load(warehouse));
  }

  /** For the holder of the writer's lock, whose {@code ledger} is up to date. */
  public static CommittedRows newest(Warehouse warehouse, RunLedger ledger) {
    return new CommittedRows(PinnedTables.onSight(warehouse), ledger);
  }

  /**
   * Few rows of {@code table}, which belongs to the edge and is written by ingests.
   *
   * @param anyOf which ones, see {@link TableReader#rows}
   */
  public static List<Row> few(
      Warehouse warehouse,
      RunLedger ledger,
      Table table,
      Map<Field, ? extends Collection<String>> anyOf) {
    Set<String> untrusted = ledger.untrusted(Stage.INGEST);
    return warehouse.reader().rows(table, anyOf).stream()
        .filter(row -> isOfTrusted(row, ledger, untrusted))
        .toList();
  }

  /** The rows of {@code table}; of one that no stage writes, all of them. */
  public Dataset<Row> of(Table table) {
    return of(table, file -> true);
  }

  /** The same, of those of its files that {@code wanted} accepts. */
  public Dataset<Row> of(Table table, Predicate<FileRange> wanted) {
    Stage writer = Catalogue.WRITERS.get(table);
    return writer == null ? tables.readConformed(table, wanted) : writtenBy(writer, table, wanted);
  }

  /** The rows of {@code table}, which belongs to the edge, that {@code writer} wrote. */
  public Dataset<Row> writtenBy(Stage writer, Table table) {
    return writtenBy(writer, table, file -> true);
  }

  /** The rows of {@code table} of which the ledger tells later than in its entry {@code entry}. */
  public Dataset<Row> since(long entry, Table table) {
    Stage writer = Objects.requireNonNull(Catalogue.WRITERS.get(table));
    List<String> runs = ledger.committedSince(entry, writer);
    return tables
        .readConformed(table, file -> mayBeOf(file, runs))
        .where(col(LogColumns.RUN_ID).isin(runs.toArray()));
  }

  /** The same, of those of its files that {@code wanted} accepts. */
  public Dataset<Row> writtenBy(Stage writer, Table table, Predicate<FileRange> wanted) {
    Set<String> untrusted = ledger.untrusted(writer);
    Dataset<Row> rows =
        tables.readConformed(table, file -> wanted.test(file) && isTrusted(file, untrusted));
    return untrusted.isEmpty() ? rows : rows.where(notOf(untrusted));
  }

  private static boolean isOfTrusted(Row row, RunLedger ledger, Set<String> untrusted) {
    String run = row.getAs(LogColumns.RUN_ID.name());
    return ledger.run(run).isPresent() && !untrusted.contains(run);
  }

  private boolean isTrusted(FileRange file, Set<String> untrusted) {
    return file.only(LogColumns.RUN_ID)
        .map(run -> ledger.run(run).isPresent() && !untrusted.contains(run))
        .orElse(true);
  }

  private static boolean mayBeOf(FileRange file, List<String> runs) {
    return file.only(LogColumns.RUN_ID).map(runs::contains).orElse(true);
  }

  private static Column notOf(Set<String> runs) {
    return functions.not(col(LogColumns.RUN_ID).isin(runs.stream().sorted().toArray()));
  }
}
