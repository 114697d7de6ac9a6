package mrs.jobs.warehouse.delta;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import mrs.contracts.Field;
import mrs.transforms.SparkSchema;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * Writes few rows to data files in this process, without a Spark job. Spark's own Parquet writer
 * does it, the one that its tasks call, so that the files are those that a job would have left:
 * types, times, nullability and the statistics in the file. What Delta's log says of a file is in
 * {@link FewRowsStats}.
 */
final class WriteFewRows {
  private final StoredTable stored;
  private final StructType schema;
  private final Configuration conf;
  private final OutputWriterFactory factory;
  private final TaskAttemptContext context;
  private final int[] data;
  private final int partition;

  private WriteFewRows(StoredTable stored, StructType schema) throws IOException {
    SparkSession spark = stored.spark();
    this.stored = stored;
    this.schema = schema;
    this.partition = stored.table().partition().map(Field::name).map(schema::fieldIndex).orElse(-1);
    this.data =
        java.util.stream.IntStream.range(0, schema.length()).filter(i -> i != partition).toArray();
    Job job = Job.getInstance(spark.sessionState().newHadoopConf());
    this.factory =
        new ParquetFileFormat()
            .prepareWrite(
                spark, job, scala.collection.immutable.Map$.MODULE$.empty(), dataSchema());
    this.conf = job.getConfiguration();
    this.context = new TaskAttemptContextImpl(conf, new TaskAttemptID());
  }

  /**
   * Writes {@code rows}, of {@code schema}: a file for each partition that they lie in. Nothing is
   * committed. Whether each may be NULL that is, has to be known.
   */
  static List<AddFile> to(StoredTable stored, StructType schema, List<InternalRow> rows) {
    try {
      WriteFewRows write = new WriteFewRows(stored, schema);
      List<AddFile> added = new ArrayList<>();
      for (Map.Entry<@Nullable LocalDate, List<InternalRow>> part : write.parts(rows).entrySet()) {
        added.add(write.file(part.getKey(), part.getValue()));
      }
      return added;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By partition; under NULL where the table has none. */
  private Map<@Nullable LocalDate, List<InternalRow>> parts(List<InternalRow> rows) {
    Map<@Nullable LocalDate, List<InternalRow>> parts = new LinkedHashMap<>();
    for (InternalRow row : rows) {
      LocalDate day = partition < 0 ? null : LocalDate.ofEpochDay(row.getInt(partition));
      parts.computeIfAbsent(day, d -> new ArrayList<>()).add(row);
    }
    return parts;
  }

  private AddFile file(@Nullable LocalDate day, List<InternalRow> rows) throws IOException {
    String name = "part-00000-" + UUID.randomUUID() + ".c000" + factory.getFileExtension(context);
    String path = day == null ? name : partitionName() + "=" + day + "/" + name;
    Path file = new Path(new Path(stored.folder().toUri()), path);
    OutputWriter writer = factory.newInstance(file.toString(), dataSchema(), context);
    try {
      rows.forEach(row -> writer.write(data(row)));
    } finally {
      writer.close();
    }
    FileStatus status = file.getFileSystem(conf).getFileStatus(file);
    return new AddFile(
        path,
        partitionValues(day),
        status.getLen(),
        status.getModificationTime(),
        true,
        FewRowsStats.of(schema, rows),
        null,
        null,
        Option.empty(),
        Option.empty(),
        Option.empty());
  }

  private String partitionName() {
    return stored.table().partition().map(Field::name).orElseThrow();
  }

  private scala.collection.immutable.Map<String, String> partitionValues(@Nullable LocalDate day) {
    scala.collection.immutable.Map<String, String> none =
        scala.collection.immutable.Map$.MODULE$.empty();
    return day == null ? none : none.updated(partitionName(), day.toString());
  }

  private InternalRow data(InternalRow row) {
    @Nullable Object[] values = new Object[data.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(data[i], schema.fields()[data[i]].dataType());
    }
    return new GenericInternalRow(values);
  }

  /** In files each column may be NULL, as Spark writes them. */
  private StructType dataSchema() {
    StructField[] fields = new StructField[data.length];
    for (int i = 0; i < fields.length; i++) {
      StructField field = schema.fields()[data[i]];
      fields[i] = SparkSchema.field(field.name(), mayBeNull(field.dataType()));
    }
    return new StructType(fields);
  }

  private static DataType mayBeNull(DataType type) {
    return Objects.requireNonNull(type.asNullable());
  }
}
