package mrs.jobs.stages;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Computes what a stage reads once, before its transform. A transform uses its inputs many times
 * over; without this each use would be planned, and most of them read and shuffled, anew, and on
 * the few thousand rows of a night planning is what takes the time.
 */
final class Settled {
  private Settled() {}

  /** The same rows, computed now and kept by the executors until nobody refers to them. */
  static Dataset<Row> of(Dataset<Row> rows) {
    return rows.localCheckpoint();
  }
}
