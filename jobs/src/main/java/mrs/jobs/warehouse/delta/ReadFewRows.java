package mrs.jobs.warehouse.delta;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mrs.contracts.Catalogue;
import mrs.contracts.Field;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.paths.SparkPath;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.collection.Iterator;
import scala.collection.JavaConverters;

/**
 * The edge's own books, read by this process: a night asks them twenty questions of a few rows.
 * Spark's own Parquet reader reads each file once, its rows are kept, and what is asked of them
 * Spark answers where they are, without a job. Books that have grown long are read by jobs.
 */
final class ReadFewRows {
  private static final String AS_ROWS = "returning_batch";

  /** Of the files of one question, and of those that are kept; chosen, not fitted. */
  private static final long MOST_BYTES = 4L << 20;

  private final StoredTable stored;

  /** By path; a file never changes. */
  private final Map<String, List<InternalRow>> known = new LinkedHashMap<>();

  private long knownBytes;
  private @Nullable Reader reader;

  ReadFewRows(StoredTable stored) {
    this.stored = stored;
  }

  /** The rows of {@code files}, of a table of {@code schema}; empty where a job is to read them. */
  synchronized Optional<Dataset<Row>> of(StructType schema, List<DataFile> files) {
    boolean isBook =
        Stream.concat(Catalogue.LEDGERS.stream(), Catalogue.MEMORIES.stream())
            .anyMatch(stored.table()::equals);
    if (!isBook || files.stream().mapToLong(DataFile::size).sum() > MOST_BYTES) {
      return Optional.empty();
    }
    List<InternalRow> rows = new ArrayList<>();
    files.forEach(file -> rows.addAll(rows(schema, file)));
    return Optional.of(
        Dataset.ofRows(
            stored.spark(),
            new LocalRelation(
                JavaConverters.asScalaBuffer(attributes(schema)).toSeq(),
                JavaConverters.asScalaBuffer(rows).toSeq(),
                false)));
  }

  private static List<Attribute> attributes(StructType schema) {
    return List.copyOf(JavaConverters.seqAsJavaList(DataTypeUtils.toAttributes(schema)));
  }

  private List<InternalRow> rows(StructType schema, DataFile file) {
    Reader now = reader;
    if (now == null || !now.schema().equals(schema)) {
      now = Reader.of(stored, schema);
      reader = now;
      forget();
    }
    List<InternalRow> rows = known.get(file.added().path());
    if (rows == null) {
      if (knownBytes > MOST_BYTES) {
        forget();
      }
      rows = now.read(file);
      known.put(file.added().path(), rows);
      knownBytes += file.size();
    }
    return rows;
  }

  private void forget() {
    known.clear();
    knownBytes = 0;
  }

  /**
   * Reads files of a table.
   *
   * @param schema the table's
   * @param partition place of the partition column; -1 = none
   */
  private record Reader(
      StoredTable stored,
      StructType schema,
      int partition,
      Function1<PartitionedFile, Iterator<InternalRow>> rows) {

    static Reader of(StoredTable stored, StructType schema) {
      SparkSession spark = stored.spark();
      int partition =
          stored.table().partition().map(Field::name).map(schema::fieldIndex).orElse(-1);
      StructType data =
          new StructType(
              IntStream.range(0, schema.length())
                  .filter(i -> i != partition)
                  .mapToObj(i -> schema.fields()[i])
                  .toArray(StructField[]::new));
      scala.collection.immutable.Map<String, String> options =
          scala.collection.immutable.Map$.MODULE$.empty();
      return new Reader(
          stored,
          schema,
          partition,
          new ParquetFileFormat()
              .buildReaderWithPartitionValues(
                  spark,
                  data,
                  new StructType(),
                  data,
                  JavaConverters.asScalaBuffer(List.<Filter>of()).toSeq(),
                  options.updated(AS_ROWS, "false"),
                  spark.sessionState().newHadoopConf()));
    }

    List<InternalRow> read(DataFile file) {
      FileStatus status = CommittedFiles.status(new Path(stored.folder().toUri()), file.added());
      PartitionedFile whole =
          new PartitionedFile(
              InternalRow.empty(),
              SparkPath.fromFileStatus(status),
              0,
              status.getLen(),
              new String[0],
              status.getModificationTime(),
              status.getLen(),
              scala.collection.immutable.Map$.MODULE$.empty());
      @Nullable Object day = day(file);
      List<InternalRow> read = new ArrayList<>();
      Iterator<InternalRow> there = rows.apply(whole);
      while (there.hasNext()) {
        read.add(row(there.next().copy(), day));
      }
      return read;
    }

    private @Nullable Object day(DataFile file) {
      return stored
          .table()
          .partition()
          .flatMap(file::partition)
          .map(day -> (int) LocalDate.parse(day).toEpochDay())
          .orElse(null);
    }

    private InternalRow row(InternalRow data, @Nullable Object day) {
      @Nullable Object[] values = new Object[schema.length()];
      for (int i = 0, next = 0; i < values.length; i++) {
        if (i == partition) {
          values[i] = day;
        } else {
          values[i] = data.isNullAt(next) ? null : data.get(next, schema.fields()[i].dataType());
          next++;
        }
      }
      return new GenericInternalRow(values);
    }
  }
}
