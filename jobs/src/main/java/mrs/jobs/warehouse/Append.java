package mrs.jobs.warehouse;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToLongBiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.SourceColumns;
import mrs.contracts.Table;
import mrs.jobs.messages.Failures;
import mrs.jobs.messages.Problem;
import mrs.jobs.warehouse.delta.DataFile;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * The one way in which rows get into a table: conformed to the contract, one row a key in a fixed
 * order, and without those that the table has already. So the same rows again add nothing.
 *
 * <p>Commits once, or not at all when nothing is new. A small batch is fetched and written by this
 * process ({@link AppendFew}). Else there are two jobs: one shuffles the batch by key and keeps it,
 * the other looks its keys up in the partitions that it touches while it writes. A key that stands
 * in the table, or twice in the batch, with another content hash fails the append and shows both
 * rows: somewhere, determinism is broken. The writer's lock keeps other writers out.
 */
public final class Append {
  private static final String LEAST_HASH = "least_hash";
  private static final String GREATEST_HASH = "greatest_hash";
  private static final String BATCH_ROWS = "batch_rows";
  private static final String CONFLICT = "a stored row has the same key and another content hash";
  private static final int ONE_FILE_ROWS = 50_000;

  private final Warehouse warehouse;
  private final Table table;
  private final StoredKeys stored;

  private Append(Warehouse warehouse, Table table) {
    this.warehouse = warehouse;
    this.table = table;
    this.stored = new StoredKeys(warehouse, table);
  }

  /**
   * What an append did.
   *
   * @param given rows that were given
   * @param added rows that the table gained
   */
  public record Appended(long given, long added) {}

  /** An append to {@code table}. */
  public static Append to(Warehouse warehouse, Table table) {
    return new Append(warehouse, table);
  }

  /** Appends what the table does not have yet. */
  public Appended append(Dataset<Row> rows) {
    return new AppendFew(stored)
        .append(Conform.to(table, rows).select(columns()))
        .orElseGet(() -> checked(rows, this::addNew));
  }

  /**
   * Appends nothing.
   *
   * @throws Problem if the table lacks one of {@code rows}, or has it with another content
   */
  public Appended compare(Dataset<Row> rows) {
    return checked(rows, this::findNew);
  }

  private Appended checked(Dataset<Row> rows, ToLongBiFunction<Dataset<Row>, Row> added) {
    Dataset<Row> batch = onePerKey(Conform.to(table, rows)).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Row figures = figures(batch);
      long distinct = figures.getLong(0);
      if (distinct == 0) {
        return new Appended(0, 0);
      }
      if (figures.getLong(2) > 0) {
        throw ConflictingRows.inOneBatch(
            table, batch.where(col(LEAST_HASH).notEqual(col(GREATEST_HASH))).head());
      }
      return new Appended(figures.getLong(1), added.applyAsLong(batch, figures));
    } finally {
      batch.unpersist();
    }
  }

  /**
   * Appends rows that the edge itself has just made, with keys that it knows to be new: what a run
   * ledger enters. No job, where {@link #append} takes one at least.
   */
  public void enter(TableRows rows) {
    Dataset<Row> conformed = Conform.to(table, rows.dataset(warehouse.spark())).select(columns());
    if (!new AppendFew(stored).enter(conformed)) {
      warehouse.add(table, conformed);
    }
  }

  private long addNew(Dataset<Row> batch, Row figures) {
    long distinct = figures.getLong(0);
    Dataset<Row> fresh = batch.select(columns());
    List<DataFile> candidates = candidates(figures);
    if (candidates.isEmpty()) {
      return warehouse.add(table, compact(fresh, distinct));
    }
    Dataset<Row> known = stored.of(candidates);
    return orConflict(
        batch, known, () -> warehouse.add(table, compact(unknown(fresh, known), distinct)));
  }

  private long findNew(Dataset<Row> batch, Row figures) {
    Dataset<Row> known = stored.of(candidates(figures));
    List<Row> missing =
        orConflict(
            batch, known, () -> unknown(batch.select(columns()), known).limit(1).collectAsList());
    for (Row row : missing) {
      throw Problem.failed(
          "the run gives a row for " + table.name() + " that it did not write: " + row.json(),
          "nothing was changed; judge the days again with a new run");
    }
    return 0;
  }

  private <T> T orConflict(Dataset<Row> batch, Dataset<Row> known, Supplier<T> action) {
    try {
      return action.get();
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      if (Failures.isRaised(e, CONFLICT)) {
        throw conflict(batch, known);
      }
      throw e;
    }
  }

  private List<DataFile> candidates(Row figures) {
    Optional<Instant> earliest =
        figures.isNullAt(4) ? Optional.empty() : Optional.of(figures.getTimestamp(4).toInstant());
    return stored.mayHave(days(figures.getList(3)), earliest);
  }

  private static Set<LocalDate> days(List<Date> dates) {
    return dates.stream().map(Date::toLocalDate).collect(Collectors.toSet());
  }

  /** Rows of the batch whose key is not known; one that is known with other content fails. */
  private Dataset<Row> unknown(Dataset<Row> batch, Dataset<Row> known) {
    Column stored = col(LogColumns.CONTENT_HASH, "t");
    Column isNew =
        when(stored.isNull(), true)
            .when(stored.equalTo(col(LogColumns.CONTENT_HASH, "b")), false)
            .otherwise(functions.raise_error(lit(CONFLICT)).cast("boolean"));
    return batch.as("b").join(known.as("t"), sameKey(), "left").where(isNew).select("b.*");
  }

  private Problem conflict(Dataset<Row> batch, Dataset<Row> known) {
    Column other = col(LogColumns.CONTENT_HASH, "b").notEqual(col(LogColumns.CONTENT_HASH, "t"));
    Row example =
        batch
            .as("b")
            .join(known.as("t"), sameKey())
            .where(other)
            .select(struct("b.*"), sameKeyRow())
            .head();
    return ConflictingRows.withStored(table, example.getStruct(0), storedRow(example.getStruct(1)));
  }

  private Column sameKeyRow() {
    return struct(table.key().stream().map(f -> col(f, "t")).toArray(Column[]::new));
  }

  private Row storedRow(Row key) {
    Dataset<Row> there = warehouse.read(table);
    for (Field f : table.key()) {
      there = there.where(col(f).eqNullSafe(lit(key.get(key.fieldIndex(f.name())))));
    }
    return there.head();
  }

  private Column sameKey() {
    return table.key().stream()
        .map(f -> col(f, "b").eqNullSafe(col(f, "t")))
        .reduce(Column::and)
        .orElseThrow();
  }

  private Row figures(Dataset<Row> batch) {
    Column weeks =
        table
            .partition()
            .map(p -> collect_set(col(p)))
            .orElse(functions.array().cast("array<date>"));
    return batch
        .agg(
            count(lit(1)),
            functions.coalesce(sum(col(BATCH_ROWS)), lit(0L)),
            functions.coalesce(
                sum(when(col(LEAST_HASH).notEqual(col(GREATEST_HASH)), 1L).otherwise(0L)), lit(0L)),
            weeks,
            min(
                table.key().contains(LogColumns.WRITTEN_AT)
                    ? col(LogColumns.WRITTEN_AT)
                    : lit(null)))
        .head();
  }

  /** The first row of each key, by content hash and then by where it came from. */
  private Dataset<Row> onePerKey(Dataset<Row> rows) {
    List<Field> order = new ArrayList<>();
    for (Field f :
        List.of(LogColumns.CONTENT_HASH, SourceColumns.INGEST_SEQ, SourceColumns.SOURCE_LINE)) {
      if (table.fields().contains(f) && !table.key().contains(f)) {
        order.add(f);
      }
    }
    Stream<Field> rest =
        table.fields().stream().filter(f -> !order.contains(f) && !table.key().contains(f));
    Column first =
        struct(Stream.concat(order.stream(), rest).map(SparkSchema::col).toArray(Column[]::new));
    boolean hashIsKey = table.key().contains(LogColumns.CONTENT_HASH);
    Column hash = hashIsKey ? lit(0L) : col(LogColumns.CONTENT_HASH);
    Dataset<Row> grouped =
        rows.groupBy(table.key().stream().map(SparkSchema::col).toArray(Column[]::new))
            .agg(
                min(first).as("first"),
                min(hash).as(LEAST_HASH),
                max(hash).as(GREATEST_HASH),
                count(lit(1)).as(BATCH_ROWS));
    Stream<Column> flat =
        table.fields().stream()
            .map(f -> table.key().contains(f) ? col(f) : col("first." + f.name()).as(f.name()));
    return grouped.select(
        Stream.concat(flat, Stream.of(LEAST_HASH, GREATEST_HASH, BATCH_ROWS).map(functions::col))
            .toArray(Column[]::new));
  }

  private Dataset<Row> compact(Dataset<Row> rows, long count) {
    if (count <= ONE_FILE_ROWS) {
      return rows.coalesce(1);
    }
    return table.partition().map(p -> rows.repartition(col(p))).orElse(rows);
  }

  private Column[] columns() {
    return table.fields().stream().map(SparkSchema::col).toArray(Column[]::new);
  }
}
