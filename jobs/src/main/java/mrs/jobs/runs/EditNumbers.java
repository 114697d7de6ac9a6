package mrs.jobs.runs;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mrs.contracts.Catalogue;
import mrs.contracts.EditSequenceLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.Table;
import mrs.contracts.UserEditsLog;
import mrs.jobs.warehouse.Append;
import mrs.jobs.warehouse.PinnedTables;
import mrs.jobs.warehouse.TableRows;
import mrs.transforms.Mondays;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Numbers for edits. When they were decided says nothing about when they arrived; so each edit that
 * no run has seen is given the next number when a run is created, and a run reads the edits up to
 * the last number of that moment.
 *
 * @param tables the logs of decisions, and the numbers that were given
 */
record EditNumbers(PinnedTables tables) {
  private static final Logger LOG = LogManager.getLogger(EditNumbers.class);

  /**
   * Numbers the edits that have no number yet, by {@code written_at} and then by id; gives the last
   * number of each log. One commit; none, and no job, where no edit is new.
   */
  static Map<String, Long> give(RunContext context, String runId, Instant logicalTime) {
    EditNumbers numbers = new EditNumbers(PinnedTables.onSight(context.warehouse()));
    Map<String, Long> last = new HashMap<>();
    TableRows rows = new TableRows(EditSequenceLog.TABLE);
    for (Table log : Catalogue.EDITS) {
      long given = numbers.last(log);
      for (Row edit : numbers.unseenIfReadable(log)) {
        given++;
        rows.add(row(log, edit.getString(0), given, runId, logicalTime));
      }
      last.put(log.name(), given);
    }
    if (!rows.isEmpty()) {
      Append.to(context.warehouse(), EditSequenceLog.TABLE).enter(rows);
    }
    return last;
  }

  /** The edits of {@code log} up to the number {@code last}. */
  Dataset<Row> upTo(Table log, long last) {
    return numbered(log, col(EditSequenceLog.EDIT_SEQ, "n").leq(last));
  }

  /** The edits of {@code log} with a number greater than {@code first} and at most {@code last}. */
  Dataset<Row> between(Table log, long first, long last) {
    Column number = col(EditSequenceLog.EDIT_SEQ, "n");
    return numbered(log, number.gt(first).and(number.leq(last)));
  }

  private Dataset<Row> numbered(Table log, Column wanted) {
    Column same = col(UserEditsLog.EDIT_ID, "e").equalTo(col(EditSequenceLog.EDIT_ID, "n"));
    return tables
        .readConformed(log)
        .as("e")
        .join(given(log).as("n"), same.and(wanted), "left_semi");
  }

  private Dataset<Row> given(Table log) {
    return tables
        .read(EditSequenceLog.TABLE)
        .where(col(EditSequenceLog.TABLE_NAME).equalTo(log.name()));
  }

  private long last(Table log) {
    if (tables.rowCount(EditSequenceLog.TABLE) == 0) {
      return 0;
    }
    return given(log).agg(coalesce(max(col(EditSequenceLog.EDIT_SEQ)), lit(0L))).head().getLong(0);
  }

  /** A log that cannot be read costs its new edits until a later run, not the night. */
  private List<Row> unseenIfReadable(Table log) {
    try {
      return unseen(log);
    } catch (Exception e) {
      // Spark throws checked exceptions that its Java signatures do not declare.
      LOG.warn("no edit of {} gets a number, since it cannot be read", log.name(), e);
      return List.of();
    }
  }

  private List<Row> unseen(Table log) {
    if (!tables.has(log) || tables.rowCount(log) == 0) {
      return List.of();
    }
    Column same = col(UserEditsLog.EDIT_ID, "e").equalTo(col(EditSequenceLog.EDIT_ID, "n"));
    return tables
        .read(log)
        .as("e")
        .join(given(log).as("n"), same, "left_anti")
        .groupBy(col(UserEditsLog.EDIT_ID))
        .agg(org.apache.spark.sql.functions.min(col(UserEditsLog.WRITTEN_AT)).as("first"))
        .orderBy(org.apache.spark.sql.functions.col("first"), col(UserEditsLog.EDIT_ID))
        .collectAsList();
  }

  private static Map<Field, Object> row(
      Table log, String editId, long number, String runId, Instant logicalTime) {
    return Map.of(
        EditSequenceLog.TABLE_NAME,
        log.name(),
        EditSequenceLog.EDIT_ID,
        editId,
        EditSequenceLog.EDIT_SEQ,
        number,
        EditSequenceLog.RUN_ID,
        runId,
        LogColumns.WRITTEN_AT,
        logicalTime,
        LogColumns.WEEK_START,
        Mondays.of(logicalTime));
  }
}
