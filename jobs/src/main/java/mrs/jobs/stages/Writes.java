package mrs.jobs.stages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mrs.contracts.Table;
import mrs.jobs.runs.StageRun.Books;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Dropped;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Writes what a stage gives, in the order that keeps a kill harmless (dead letters, then rows), and
 * keeps its books. What several outputs are computed from is computed once.
 */
final class Writes {
  private final Warehouse warehouse;
  private final List<Dataset<Row>> kept = new ArrayList<>();
  private final Map<String, Long> dropped = new TreeMap<>();
  private long in;
  private long out;
  private long added;
  private long deadLetters;

  private Writes(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  static Writes of(Warehouse warehouse) {
    return new Writes(warehouse);
  }

  /** Computes {@code shared} once for all outputs that come from it. */
  Writes keeping(Dataset<Row> shared) {
    kept.add(shared.persist(StorageLevel.MEMORY_AND_DISK()));
    return this;
  }

  /** Computes {@code considered}, one row a unit, and counts it as what came in. */
  Writes counting(Dataset<Row> considered) {
    kept.add(considered.persist(StorageLevel.MEMORY_AND_DISK()));
    in += considered.count();
    return this;
  }

  /** Appends dead letters; a row is one unit. */
  Writes errors(Table table, Dataset<Row> rows) {
    deadLetters += Append.to(warehouse, table).append(rows).given();
    return this;
  }

  /**
   * Appends dead letters that came in beside the units: each counts as one in and one dead letter.
   */
  Writes foreign(Table table, Dataset<Row> rows) {
    long before = deadLetters;
    errors(table, rows);
    in += deadLetters - before;
    return this;
  }

  /** Appends rows that count as output; a row is one unit. */
  Writes rows(Table table, Dataset<Row> rows) {
    Append.Appended appended = Append.to(warehouse, table).append(rows);
    out += appended.given();
    added += appended.added();
    return this;
  }

  /** Appends rows that are no unit of the books. */
  Writes also(Table table, Dataset<Row> rows) {
    added += Append.to(warehouse, table).append(rows).added();
    return this;
  }

  /** Counts what went out otherwise than as a row. */
  Writes out(long units) {
    out += units;
    return this;
  }

  /** Adds up what was dropped, by reason. */
  Writes dropped(Dataset<Row> reasons) {
    for (Row row : reasons.collectAsList()) {
      long records = row.getAs(Dropped.RECORDS.name());
      if (records > 0) {
        dropped.merge(row.getAs(Dropped.REASON.name()), records, Long::sum);
      }
    }
    return this;
  }

  /** The books; frees what was kept. */
  Books books() {
    kept.forEach(Dataset::unpersist);
    return new Books(in, out, added, deadLetters, Map.copyOf(dropped));
  }
}
