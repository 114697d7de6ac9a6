package mrs.jobs.warehouse.delta;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import mrs.contracts.Field;
import mrs.jobs.disk.Disk;
import mrs.jobs.messages.Problem;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.metric.SQLMetrics;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * One commit to a table: the files that a dataset's rows are written to and, where they replace
 * others, those others. Delta writes the files, but for few rows, and the commit; which files to
 * replace is known beforehand, because only whole partitions are replaced, so nothing is read to
 * find out. A table that was made before its contract had a column gets it with the commit. What it
 * names is on the disk when the commit is: {@link LocalLogStore} sees to that.
 */
public final class TableCommit {
  private TableCommit() {}

  /** Adds {@code rows}; no commit where there are none. Gives how many there were. */
  public static long append(StoredTable stored, Dataset<Row> rows) {
    OptimisticTransaction transaction = start(stored);
    return append(stored, transaction, written(transaction, rows));
  }

  /** Adds {@code rows}, at least one, of {@code schema}, that this process writes itself. */
  public static void append(StoredTable stored, StructType schema, List<InternalRow> rows) {
    OptimisticTransaction transaction = start(stored);
    List<AddFile> added = WriteFewRows.to(stored, schema, rows);
    tellMetrics(stored, transaction, added);
    append(stored, transaction, List.copyOf(added));
  }

  private static long append(
      StoredTable stored, OptimisticTransaction transaction, List<FileAction> added) {
    if (!added.isEmpty()) {
      long version = commit(stored, transaction, added, SaveMode.Append);
      stored.added(version, files(added));
    }
    return records(added);
  }

  /** What Delta counts where it writes the files, for the table's history. */
  private static void tellMetrics(
      StoredTable stored, OptimisticTransaction transaction, List<AddFile> added) {
    Map<String, Long> counted =
        Map.of(
            "numFiles", (long) added.size(),
            "numOutputRows", records(List.copyOf(added)),
            "numOutputBytes", added.stream().mapToLong(AddFile::size).sum());
    scala.collection.immutable.Map<String, SQLMetric> metrics =
        scala.collection.immutable.Map$.MODULE$.empty();
    for (Map.Entry<String, Long> each : counted.entrySet()) {
      SQLMetric metric = SQLMetrics.createMetric(stored.spark().sparkContext(), each.getKey());
      metric.set(each.getValue());
      metrics = metrics.updated(each.getKey(), metric);
    }
    transaction.registerSQLMetrics(stored.spark(), metrics);
  }

  /**
   * Puts {@code rows} in the place of what the table has in the partitions {@code weeks}, or of all
   * that it has. Gives how many rows there were.
   */
  public static long replace(
      StoredTable stored, Dataset<Row> rows, Optional<Set<LocalDate>> weeks) {
    OptimisticTransaction transaction = start(stored);
    List<DataFile> files = CommittedFiles.of(transaction.snapshot());
    List<DataFile> replaced =
        weeks.map(w -> DataFile.within(stored.table(), files, w)).orElse(files);
    List<FileAction> added = written(transaction, rows);
    List<FileAction> actions = new ArrayList<>(added);
    replaced.forEach(f -> actions.add(f.added().remove()));
    if (!actions.isEmpty()) {
      commit(stored, transaction, actions, SaveMode.Overwrite);
    }
    return records(added);
  }

  private static OptimisticTransaction start(StoredTable stored) {
    TableVersion newest = stored.newest();
    List<String> missing = newest.missingColumns().stream().map(Field::name).toList();
    if (!missing.isEmpty()) {
      throw Problem.failed(
          "the stored table "
              + stored.table().name()
              + " lacks the columns "
              + String.join(", ", missing),
          "add them with the types of 'mrs contracts export', or ingest the feed into a new"
              + " warehouse");
    }
    syncEarlier(stored);
    OptimisticTransaction transaction = stored.log().startTransaction();
    if (!newest.laterColumns().isEmpty()) {
      transaction.updateMetadata(with(newest.laterColumns(), transaction.metadata()), false);
    }
    return transaction;
  }

  /** They may be NULL, whatever their contract says: the rows that are there have no value. */
  private static Metadata with(List<Field> columns, Metadata table) {
    StructType schema = table.schema();
    for (Field column : columns) {
      schema = schema.add(SparkSchema.nullableField(column).withComment(column.doc()));
    }
    return table.copy(
        table.id(),
        table.name(),
        table.description(),
        table.format(),
        schema.json(),
        table.partitionColumns(),
        table.configuration(),
        table.createdTime());
  }

  /**
   * Of a process that died right after it made a commit, the commit can be seen and may not be on
   * the disk yet. Whoever builds on it, if only by adding nothing, makes sure of it first.
   */
  private static void syncEarlier(StoredTable stored) {
    Path log = stored.folder().resolve("_delta_log");
    try {
      Disk.sync(log);
    } catch (IOException e) {
      throw Problem.failed(
          "the commits of " + stored.table().name() + " cannot be put on the disk: " + e,
          "check the disk under " + log + ", then start the command again",
          e);
    }
  }

  private static List<FileAction> written(OptimisticTransaction transaction, Dataset<Row> rows) {
    return new ArrayList<>(JavaConverters.seqAsJavaList(transaction.writeFiles(rows)));
  }

  private static long commit(
      StoredTable stored,
      OptimisticTransaction transaction,
      List<FileAction> actions,
      SaveMode mode) {
    Seq<Action> all = JavaConverters.asScalaBuffer(new ArrayList<Action>(actions)).toSeq();
    Option<Seq<String>> partition =
        Option.apply(
            JavaConverters.asScalaBuffer(
                    stored.table().partition().map(Field::name).stream().toList())
                .toSeq());
    DeltaOperations.Write operation =
        new DeltaOperations.Write(mode, partition, Option.empty(), Option.empty());
    try {
      long version = transaction.commit(all, operation);
      stored.committed();
      return version;
    } catch (Exception e) {
      // Delta throws checked exceptions that its Java signatures do not declare.
      OptionalLong made = CommitOutcome.after(e, transaction, stored.log());
      if (made.isEmpty()) {
        throw e;
      }
      stored.committed();
      return made.getAsLong();
    }
  }

  private static List<DataFile> files(List<FileAction> added) {
    return added.stream()
        .filter(AddFile.class::isInstance)
        .map(AddFile.class::cast)
        .map(DataFile::new)
        .toList();
  }

  private static long records(List<FileAction> added) {
    return files(added).stream().mapToLong(DataFile::rows).sum();
  }
}
