package mrs.jobs.spark;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.LogicalRDD;

/**
 * Computes a dataset now that a transform uses many times over. Without this each use would be
 * planned, and most of them read and shuffled, anew, and on the few thousand rows of a night
 * planning is what takes the time.
 */
public final class Settled {
  private Settled() {}

  /**
   * Whether there is no row. One job, where Spark's own question takes another one each time that
   * it has found a few partitions empty.
   */
  public static boolean isEmpty(Dataset<Row> rows) {
    return rows.limit(1).count() == 0;
  }

  /** The same rows, computed now and kept by the executors until nobody refers to them. */
  public static Dataset<Row> of(Dataset<Row> rows) {
    LogicalRDD computed = (LogicalRDD) rows.localCheckpoint().queryExecution().logical();
    // Its columns keep the identity of those that they were computed from, and could not be joined
    // to them; a new instance has columns of its own.
    return Dataset.ofRows(rows.sparkSession(), (LogicalRDD) computed.newInstance());
  }
}
