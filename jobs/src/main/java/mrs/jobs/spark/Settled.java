package mrs.jobs.spark;

import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.LogicalRDD;
import org.apache.spark.sql.execution.LogicalRDD$;

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
    return Actions.count(rows.limit(1)) == 0;
  }

  /** The same rows, computed now and kept by the executors until nobody refers to them. */
  public static Dataset<Row> of(Dataset<Row> rows) {
    LogicalRDD computed = Actions.on(rows, "settled", () -> computed(rows));
    // Its columns keep the identity of those that they were computed from, and could not be joined
    // to them; a new instance has columns of its own.
    return Dataset.ofRows(rows.sparkSession(), (LogicalRDD) computed.newInstance());
  }

  /** What {@code localCheckpoint()} does. */
  private static LogicalRDD computed(Dataset<Row> rows) {
    RDD<InternalRow> computed =
        rows.queryExecution().executedPlan().execute().toJavaRDD().map(InternalRow::copy).rdd();
    computed.localCheckpoint();
    computed.doCheckpoint();
    return LogicalRDD$.MODULE$.fromDataset(computed, rows, false);
  }
}
