package mrs.jobs.warehouse.delta;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mrs.jobs.messages.Problem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.VersionChecksum;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.NoopCache$;
import org.apache.spark.sql.execution.datasources.PartitionSpec;
import org.apache.spark.sql.execution.datasources.PartitioningAwareFileIndex;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * The data files of one version of a Delta table, as Spark's planner asks for them.
 *
 * <p>Delta answers that question with a Spark job over the table's state, each time a plan reads
 * the table. A night makes a hundred such plans over small tables, and those jobs were half of all
 * its jobs. Which files a version has does not change, so they are asked for once a version, as a
 * rule without a job: the version's checksum file names them. Partitions are left unread as with
 * Delta's own index; to leave files unread by what they hold, see {@link FileRange}.
 */
final class CommittedFiles extends PartitioningAwareFileIndex {
  /** What {@link CreateTable} writes: rows are what stands in the files, under their names. */
  private static final int READER_VERSION = 1;

  private final Path table;
  private final List<FileStatus> files;
  private @Nullable PartitionSpec spec;

  /** By folder; a plan asks for it several times, and taking a path apart costs. */
  private scala.collection.immutable.@Nullable Map<Path, FileStatus[]> folders;

  private CommittedFiles(
      SparkSession spark, Path table, StructType schema, List<FileStatus> files) {
    super(spark, noOptions(), Option.apply(schema), NoopCache$.MODULE$);
    this.table = table;
    this.files = files;
  }

  /**
   * The data files of {@code snapshot}.
   *
   * @throws Problem if they alone do not say what the table holds: a table that was given deletion
   *     vectors or mapped columns by another program
   */
  static List<DataFile> of(Snapshot snapshot) {
    int reader = snapshot.protocol().minReaderVersion();
    if (reader > READER_VERSION) {
      throw Problem.failed(
          "the table at "
              + snapshot.path().getParent()
              + " asks for a Delta reader of version "
              + reader
              + ", this program reads version "
              + READER_VERSION,
          "undo what another program switched on (ALTER TABLE … DROP FEATURE), or restore the table"
              + " from a backup");
    }
    Option<VersionChecksum> checksum = snapshot.checksumOpt();
    if (checksum.isDefined() && checksum.get().allFiles().isDefined()) {
      return files(JavaConverters.seqAsJavaList(checksum.get().allFiles().get()));
    }
    return files(snapshot.allFiles().collectAsList());
  }

  private static List<DataFile> files(List<AddFile> added) {
    return added.stream().map(DataFile::new).toList();
  }

  /** The rows of {@code files}, which are those of {@code snapshot} or some of them. */
  static Dataset<Row> rows(SparkSession spark, Snapshot snapshot, List<DataFile> files) {
    StructType schema = snapshot.metadata().schema();
    if (files.isEmpty()) {
      return spark.createDataFrame(List.of(), schema);
    }
    List<FileStatus> statuses =
        files.stream().map(f -> status(snapshot.path().getParent(), f.added())).toList();
    List<StructField> partition = new ArrayList<>();
    JavaConverters.seqAsJavaList(snapshot.metadata().partitionColumns())
        .forEach(c -> partition.add(schema.apply(c)));
    return spark.baseRelationToDataFrame(
        new HadoopFsRelation(
            new CommittedFiles(spark, snapshot.path().getParent(), schema, statuses),
            new StructType(partition.toArray(StructField[]::new)),
            schema,
            Option.empty(),
            new ParquetFileFormat(),
            noOptions(),
            spark));
  }

  @Override
  public Seq<Path> rootPaths() {
    return JavaConverters.asScalaBuffer(List.of(table)).toSeq();
  }

  @Override
  public PartitionSpec partitionSpec() {
    PartitionSpec known = spec;
    if (known == null) {
      known = inferPartitioning();
      spec = known;
    }
    return known;
  }

  @Override
  public scala.collection.mutable.LinkedHashMap<Path, FileStatus> leafFiles() {
    var leaves = new scala.collection.mutable.LinkedHashMap<Path, FileStatus>();
    files.forEach(f -> leaves.put(f.getPath(), f));
    return leaves;
  }

  @Override
  public scala.collection.immutable.Map<Path, FileStatus[]> leafDirToChildrenFiles() {
    scala.collection.immutable.Map<Path, FileStatus[]> known = folders;
    if (known == null) {
      known = byFolder();
      folders = known;
    }
    return known;
  }

  private scala.collection.immutable.Map<Path, FileStatus[]> byFolder() {
    Map<Path, List<FileStatus>> found = new LinkedHashMap<>();
    files.forEach(
        f -> found.computeIfAbsent(f.getPath().getParent(), p -> new ArrayList<>()).add(f));
    scala.collection.immutable.Map<Path, FileStatus[]> map =
        scala.collection.immutable.Map$.MODULE$.empty();
    for (Map.Entry<Path, List<FileStatus>> folder : found.entrySet()) {
      map = map.updated(folder.getKey(), folder.getValue().toArray(FileStatus[]::new));
    }
    return map;
  }

  @Override
  public void refresh() {
    // The files of a version never change.
  }

  private static scala.collection.immutable.Map<String, String> noOptions() {
    return scala.collection.immutable.Map$.MODULE$.empty();
  }

  /** Paths stand in the log URL-encoded, and as a rule relative to the table. */
  static FileStatus status(Path table, AddFile file) {
    Path path = new Path(URI.create(file.path()));
    Path absolute = path.isAbsolute() ? path : new Path(table, path);
    return new FileStatus(file.size(), false, 0, 0, file.modificationTime(), absolute);
  }
}
