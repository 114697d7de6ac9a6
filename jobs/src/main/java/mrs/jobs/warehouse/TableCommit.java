package mrs.jobs.warehouse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import mrs.contracts.Field;
import mrs.contracts.Table;
import mrs.jobs.messages.Problem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * One commit to a table: the files that a dataset's rows are written to and, where they replace
 * others, those others. Delta writes the files and the commit; which files to replace is known
 * beforehand, because only whole partitions are replaced, so nothing is read to find out. What it
 * names is on the disk when the commit is: {@link LocalLogStore} sees to that.
 */
public final class TableCommit {
  private TableCommit() {}

  /** Adds {@code rows}; no commit where there are none. Gives how many there were. */
  static long append(Warehouse warehouse, Table table, Dataset<Row> rows) {
    OptimisticTransaction transaction = start(warehouse, table);
    List<FileAction> added = written(transaction, rows);
    if (!added.isEmpty()) {
      long version = commit(warehouse, transaction, table, added, SaveMode.Append);
      warehouse.added(table, version, files(added));
    }
    return records(added);
  }

  /**
   * Puts {@code rows} in the place of what the table has in the partitions {@code weeks}, or of all
   * that it has. Gives how many rows there were.
   */
  public static long replace(
      Warehouse warehouse, Table table, Dataset<Row> rows, Optional<Set<LocalDate>> weeks) {
    OptimisticTransaction transaction = start(warehouse, table);
    List<AddFile> files = CommittedFiles.of(transaction.snapshot());
    List<AddFile> replaced = weeks.map(w -> Warehouse.within(table, files, w)).orElse(files);
    List<FileAction> added = written(transaction, rows);
    List<FileAction> actions = new ArrayList<>(added);
    replaced.forEach(f -> actions.add(f.remove()));
    if (!actions.isEmpty()) {
      commit(warehouse, transaction, table, actions, SaveMode.Overwrite);
    }
    return records(added);
  }

  private static OptimisticTransaction start(Warehouse warehouse, Table table) {
    List<String> missing = warehouse.missingColumns(table).stream().map(Field::name).toList();
    if (!missing.isEmpty()) {
      throw Problem.failed(
          "the stored table " + table.name() + " lacks the columns " + String.join(", ", missing),
          "add them with the types of 'mrs contracts export', or ingest the feed into a new"
              + " warehouse");
    }
    syncEarlier(warehouse, table);
    return warehouse.log(table).startTransaction();
  }

  /**
   * Of a process that died right after it made a commit, the commit can be seen and may not be on
   * the disk yet. Whoever builds on it, if only by adding nothing, makes sure of it first.
   */
  private static void syncEarlier(Warehouse warehouse, Table table) {
    Path log = warehouse.path(table).resolve("_delta_log");
    try {
      Disk.sync(log);
    } catch (IOException e) {
      throw Problem.failed(
          "the commits of " + table.name() + " cannot be put on the disk: " + e,
          "check the disk under " + log + ", then start the command again",
          e);
    }
  }

  private static List<FileAction> written(OptimisticTransaction transaction, Dataset<Row> rows) {
    return new ArrayList<>(JavaConverters.seqAsJavaList(transaction.writeFiles(rows)));
  }

  private static long commit(
      Warehouse warehouse,
      OptimisticTransaction transaction,
      Table table,
      List<FileAction> actions,
      SaveMode mode) {
    Seq<Action> all = JavaConverters.asScalaBuffer(new ArrayList<Action>(actions)).toSeq();
    Option<Seq<String>> partition =
        Option.apply(
            JavaConverters.asScalaBuffer(table.partition().map(Field::name).stream().toList())
                .toSeq());
    DeltaOperations.Write operation =
        new DeltaOperations.Write(mode, partition, Option.empty(), Option.empty());
    try {
      return transaction.commit(all, operation);
    } catch (Exception e) {
      // Delta throws checked exceptions that its Java signatures do not declare.
      OptionalLong made = CommitOutcome.after(e, transaction, warehouse.log(table));
      if (made.isEmpty()) {
        throw e;
      }
      return made.getAsLong();
    }
  }

  private static List<AddFile> files(List<FileAction> added) {
    return added.stream().filter(AddFile.class::isInstance).map(AddFile.class::cast).toList();
  }

  private static long records(List<FileAction> added) {
    return files(added).stream()
        .filter(f -> f.numLogicalRecords().isDefined())
        .mapToLong(f -> (Long) f.numLogicalRecords().get())
        .sum();
  }
}
