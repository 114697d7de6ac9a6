package mrs.jobs.maintain;

import io.delta.tables.DeltaTable;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import mrs.contracts.Table;
import mrs.jobs.maintain.Maintain.Done;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.SparkSession;
import scala.Console;

/**
 * Deletes files of a hydrated table that were replaced longer ago than the retention (Delta's
 * VACUUM). Logs and inputs are never vacuumed.
 */
final class DeleteUnused {
  private static final String RETENTION_CHECK =
      "spark.databricks.delta.retentionDurationCheck.enabled";

  /** Into so many tasks Delta splits the listing of a table's folder; 10,000 by default. */
  private static final String LISTING_TASKS =
      "spark.sql.sources.parallelPartitionDiscovery.parallelism";

  private static final double MILLIS_PER_HOUR = 3_600_000.0;

  private DeleteUnused() {}

  static Optional<Done> of(Warehouse warehouse, Table table, Duration retention) {
    if (!warehouse.has(table)) {
      return Optional.empty();
    }
    Path path = warehouse.path(table);
    long before = DataFiles.count(path);
    if (before > warehouse.files(table).size()) {
      vacuum(warehouse.spark(), path, retention.toMillis() / MILLIS_PER_HOUR);
    }
    long deleted = before - DataFiles.count(path);
    return deleted == 0
        ? Optional.empty()
        : Optional.of(new Done(table.name(), "vacuumed", deleted + " replaced files are deleted"));
  }

  /** Delta prints what it deletes on the standard output, which belongs to the answer. */
  private static void vacuum(SparkSession spark, Path path, double hours) {
    SparkSession session = spark.newSession();
    session.conf().set(RETENTION_CHECK, "false");
    session.conf().set(LISTING_TASKS, String.valueOf(spark.sparkContext().defaultParallelism()));
    Console.withOut(
        OutputStream.nullOutputStream(),
        () -> DeltaTable.forPath(session, path.toString()).vacuum(hours));
  }
}
