package mrs.jobs.stages;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.Map;
import java.util.TreeMap;
import mrs.contracts.Table;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.spark.Actions;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.Warehouse;
import mrs.transforms.Dropped;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes what a stage gives, in the order that keeps a kill harmless (dead letters, then rows), and
 * keeps its books.
 */
final class Writes {
  private final Warehouse warehouse;
  private final boolean comparing;
  private final Map<String, Long> dropped = new TreeMap<>();
  private long in;
  private long out;
  private long added;
  private long deadLetters;

  private Writes(Warehouse warehouse, boolean comparing) {
    this.warehouse = warehouse;
    this.comparing = comparing;
  }

  /** To the logs of a stage of {@code inputs}; a replay of a committed one only compares. */
  static Writes of(RunInputs inputs) {
    return new Writes(inputs.warehouse(), inputs.isComparing());
  }

  /** To the logs of {@code warehouse}. */
  static Writes to(Warehouse warehouse) {
    return new Writes(warehouse, false);
  }

  /** Counts {@code considered}, one row a unit, as what came in. */
  Writes countIn(Dataset<Row> considered) {
    in += Actions.count(considered);
    return this;
  }

  /** Adds up how many units came in, as (records). */
  Writes addIn(Dataset<Row> considered) {
    in += Actions.figures(considered.agg(coalesce(sum(col(Dropped.RECORDS)), lit(0L)))).getLong(0);
    return this;
  }

  /** Appends dead letters; a row is one unit. */
  Writes deadLetters(Table table, Dataset<Row> rows) {
    deadLetters += write(table, rows).given();
    return this;
  }

  /**
   * Appends dead letters that came in beside the units: each counts as one in and one dead letter.
   */
  Writes deadLettersBeside(Table table, Dataset<Row> rows) {
    long before = deadLetters;
    deadLetters(table, rows);
    in += deadLetters - before;
    return this;
  }

  /**
   * Counts rows that came in beside the units, were of no use and stay where they are: each counts
   * as one in and one dropped.
   */
  Writes dropBeside(String reason, Dataset<Row> rows) {
    long records = Actions.count(rows);
    in += records;
    if (records > 0) {
      dropped.merge(reason, records, Long::sum);
    }
    return this;
  }

  /** Appends rows that count as output; a row is one unit. */
  Writes writeOut(Table table, Dataset<Row> rows) {
    Append.Appended appended = write(table, rows);
    out += appended.given();
    added += appended.added();
    return this;
  }

  /** Appends rows that are no unit of the books. */
  Writes writeBeside(Table table, Dataset<Row> rows) {
    added += write(table, rows).added();
    return this;
  }

  private Append.Appended write(Table table, Dataset<Row> rows) {
    Append append = Append.to(warehouse, table);
    return comparing ? append.compare(rows) : append.append(rows);
  }

  /**
   * Adds up, by reason, what came in beside the units and was dropped: each counts as one in and
   * one dropped.
   */
  Writes dropBeside(Dataset<Row> reasons) {
    long before = dropped.values().stream().mapToLong(Long::longValue).sum();
    drop(reasons);
    in += dropped.values().stream().mapToLong(Long::longValue).sum() - before;
    return this;
  }

  /** Adds up what was dropped, by reason. */
  Writes drop(Dataset<Row> reasons) {
    return addOutcomes(reasons, "");
  }

  /** Adds up what became of the units, as (reason, records): {@code used} went out. */
  Writes addOutcomes(Dataset<Row> reasons, String used) {
    for (Row row : Actions.rows(reasons)) {
      long records = row.getAs(Dropped.RECORDS.name());
      if (row.getAs(Dropped.REASON.name()).equals(used)) {
        out += records;
      } else if (records > 0) {
        dropped.merge(row.getAs(Dropped.REASON.name()), records, Long::sum);
      }
    }
    return this;
  }

  /** The books. */
  Books books() {
    return new Books(in, out, added, deadLetters, Map.copyOf(dropped));
  }
}
