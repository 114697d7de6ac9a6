package mrs.jobs.runs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.Field;
import mrs.contracts.StageRunsLog;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.Row;

/**
 * What an attempt cost beside time. On the few rows of a night nearly all of its time is spent on
 * getting jobs and commits ready, so their numbers say more of it than the rows do.
 *
 * @param sparkJobs Spark jobs
 * @param commits Delta commits to tables of the warehouse
 */
public record Cost(long sparkJobs, long commits) {
  /** What this process has spent on {@code warehouse} so far. */
  public static Cost soFar(Warehouse warehouse) {
    return new Cost(
        warehouse.spark().sparkContext().dagScheduler().numTotalJobs(), warehouse.commits());
  }

  /** What was spent after {@code before}. */
  public Cost since(Cost before) {
    return new Cost(sparkJobs - before.sparkJobs, commits - before.commits);
  }

  /** Of an entry; tables that were made before costs were counted have none. */
  static Optional<Cost> of(Row row) {
    if (!List.of(row.schema().fieldNames()).contains(StageRunsLog.SPARK_JOBS.name())
        || row.isNullAt(row.fieldIndex(StageRunsLog.SPARK_JOBS.name()))) {
      return Optional.empty();
    }
    return Optional.of(
        new Cost(
            row.<Long>getAs(StageRunsLog.SPARK_JOBS.name()),
            row.<Long>getAs(StageRunsLog.COMMITS.name())));
  }

  Map<Field, Object> values() {
    Map<Field, Object> values = new HashMap<>();
    values.put(StageRunsLog.SPARK_JOBS, sparkJobs);
    values.put(StageRunsLog.COMMITS, commits);
    return values;
  }
}
