package mrs;

import static mrs.transforms.SparkSchema.schema;

import java.util.Arrays;
import java.util.List;
import mrs.contracts.Table;
import mrs.jobs.disk.UnsyncedDisk;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * One Spark session for all tests of a JVM, set up as the launcher sets it up; adaptive execution
 * alone is on, as Spark has it, because the widest plans of the tests are done sooner with it.
 */
public abstract class SparkTest {
  static {
    UnsyncedDisk.install();
  }

  /** The shared session. */
  protected static final SparkSession spark =
      SparkSession.builder()
          .master("local[2]")
          .appName("tests")
          .config("spark.ui.enabled", "false")
          // On a handful of rows, compiling a plan costs many times what running it does.
          .config("spark.sql.codegen.wholeStage", "false")
          .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
          // Delta compiles code for each table all the same; the default keeps that of a few.
          .config("spark.sql.codegen.cache.maxEntries", "1000")
          // Nobody looks at plans; telling them at length takes as long as making them.
          .config("spark.sql.ui.explainMode", "simple")
          .config("spark.sql.ui.retainedExecutions", "20")
          .config("spark.sql.session.timeZone", "UTC")
          .config("spark.sql.shuffle.partitions", "2")
          .config("spark.default.parallelism", "2")
          .config("spark.databricks.delta.snapshotPartitions", "1")
          .config("spark.databricks.delta.allFilesInCrc.thresholdNumFiles", "500")
          .config("spark.hadoop.fs.file.impl", "mrs.jobs.spark.LocalFiles")
          .config(
              "spark.sql.streaming.checkpointFileManagerClass",
              "org.apache.spark.sql.execution.streaming.FileSystemBasedCheckpointFileManager")
          .config("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED")
          .config("spark.delta.logStore.file.impl", "mrs.jobs.warehouse.delta.LocalLogStore")
          .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
          .config(
              "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
          .getOrCreate();

  /** The same rows, computed now: what follows is planned without what they came from. */
  protected static Dataset<Row> computed(Dataset<Row> rows) {
    return spark.createDataFrame(rows.collectAsList(), rows.schema());
  }

  /** A dataset of {@code schema} with these rows, each an array of values in the schema's order. */
  protected static Dataset<Row> rows(StructType schema, Object[]... values) {
    List<Row> rows = Arrays.stream(values).map(RowFactory::create).toList();
    return spark.createDataFrame(rows, schema);
  }

  /** A dataset with the table's schema and these rows. */
  protected static Dataset<Row> rows(Table table, Object[]... values) {
    return rows(schema(table), values);
  }

  /** One row's values. */
  protected static Object[] row(Object... values) {
    return values;
  }
}
