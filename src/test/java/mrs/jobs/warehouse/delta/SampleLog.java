package mrs.jobs.warehouse.delta;

import static mrs.transforms.SparkSchema.as;
import static org.apache.spark.sql.functions.lit;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mrs.contracts.CohortHistory;
import mrs.contracts.LogColumns;
import mrs.contracts.Table;
import mrs.jobs.messages.Problem;
import mrs.jobs.warehouse.TableRows;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.FileAction;
import scala.Option;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** A log of memberships, a few reports of one week, as Delta keeps it. */
record SampleLog(SparkSession spark, Path path, StoredTable stored) {
  static final Table TABLE = CohortHistory.TABLE;

  private static final LocalDate WEEK = LocalDate.parse("2024-04-29");
  private static final Instant NIGHT = Instant.parse("2024-05-01T02:00:00.123456Z");

  /** Empty, in the folder {@code path}. */
  static SampleLog create(SparkSession spark, Path path) throws IOException {
    return of(TABLE, spark, path);
  }

  /** The same with rows that may be replaced, as those of the hydrated tables. */
  static SampleLog replaceable(SparkSession spark, Path path) throws IOException {
    Table table =
        new Table(
            TABLE.name(),
            Table.Kind.OUTPUT,
            TABLE.doc(),
            TABLE.fields(),
            TABLE.key(),
            TABLE.partition());
    return of(table, spark, path);
  }

  private static SampleLog of(Table table, SparkSession spark, Path path) throws IOException {
    CreateTable.at(Files.createDirectories(path), table, Instant.EPOCH);
    return new SampleLog(
        spark,
        path,
        new StoredTable(spark, path, table, () -> Problem.failed("there is none", "make one")));
  }

  /** One row a report, of the run {@code n1}. */
  Dataset<Row> rows(String... reports) {
    return rowsOf("n1", reports);
  }

  /** One row a report, of the run {@code run}. */
  Dataset<Row> rowsOf(String run, String... reports) {
    TableRows rows = new TableRows(TABLE);
    for (String report : reports) {
      rows.add(
          Map.of(
              CohortHistory.REPORT_ID,
              report,
              CohortHistory.STORE_ID,
              "S1",
              CohortHistory.SKU,
              "A1",
              CohortHistory.REPORT_GROUP_ID,
              "e1",
              LogColumns.RUN_ID,
              run,
              LogColumns.WRITTEN_AT,
              NIGHT,
              LogColumns.VERSION,
              1,
              LogColumns.IS_DEGRADED,
              false,
              LogColumns.WEEK_START,
              WEEK,
              LogColumns.DEGRADED_REASONS,
              List.of()));
    }
    return rows.dataset(spark)
        .withColumn(LogColumns.CONTENT_HASH.name(), as(LogColumns.CONTENT_HASH, lit("1")))
        .select(TABLE.fields().stream().map(SparkSchema::col).toArray(Column[]::new))
        .coalesce(1);
  }

  /** One commit. */
  void append(String... reports) {
    TableCommit.append(stored, rows(reports));
  }

  /** The newest state, as Delta has it. */
  Snapshot snapshot() {
    return stored.log().update(false, Option.empty(), Option.empty());
  }

  /** The table by Delta's public API. */
  DeltaTable delta() {
    return DeltaTable.forPath(spark, path.toString());
  }

  /** A file of the commit log. */
  Path file(String name) {
    return path.resolve("_delta_log").resolve(name);
  }

  /** The data files on the disk, whether they belong to the newest version or not. */
  List<Path> dataFiles() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      return files
          .filter(f -> f.toString().endsWith(".parquet") && !f.startsWith(file("")))
          .toList();
    }
  }

  /** The actions of the commit {@code version}. */
  List<Action> changes(long version) {
    return JavaConverters.seqAsJavaList(stored.log().getChanges(version, false).next()._2());
  }

  /** The commits from {@code version} on, in the order in which Delta gives them. */
  List<Long> versions(long version) {
    List<Long> versions = new ArrayList<>();
    Iterator<Tuple2<Object, Seq<Action>>> commits = stored.log().getChanges(version, false);
    while (commits.hasNext()) {
      versions.add((Long) commits.next()._1());
    }
    return versions;
  }

  static List<FileAction> written(OptimisticTransaction transaction, Dataset<Row> rows) {
    return new ArrayList<>(JavaConverters.seqAsJavaList(transaction.writeFiles(rows)));
  }

  static long commit(OptimisticTransaction transaction, List<FileAction> files) {
    return transaction.commit(
        JavaConverters.asScalaBuffer(new ArrayList<Action>(files)).toSeq(),
        new DeltaOperations.Write(SaveMode.Append, Option.empty(), Option.empty(), Option.empty()));
  }
}
