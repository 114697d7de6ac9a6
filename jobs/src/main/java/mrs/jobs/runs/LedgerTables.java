package mrs.jobs.runs;

import static mrs.transforms.SparkSchema.col;

import java.sql.Date;
import java.util.List;
import java.util.Optional;
import mrs.contracts.LogColumns;
import mrs.contracts.RunConfigLog;
import mrs.contracts.StageRunsLog;
import mrs.jobs.runs.LedgerIndex.Mark;
import mrs.jobs.spark.Actions;
import mrs.jobs.warehouse.PinnedTables;
import mrs.transforms.Mondays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The two tables of the ledger, read as a whole, since a mark, or about one run. */
record LedgerTables(PinnedTables tables) {

  /** Rows of the two tables. */
  record Rows(List<RunConfig> runs, List<StageRun> entries) {}

  /** The state that is read here, of which {@code entry} is the newest entry. */
  Mark mark(long entry) {
    long runs = tables.version(RunConfigLog.TABLE).orElse(0L);
    long entries = tables.version(StageRunsLog.TABLE).orElse(0L);
    return new Mark(
        entry, tables.identity(StageRunsLog.TABLE), runs, entries, commits(runs, entries));
  }

  private String commits(long runs, long entries) {
    return tables.commit(RunConfigLog.TABLE, runs).orElse("")
        + tables.commit(StageRunsLog.TABLE, entries).orElse("");
  }

  /** Everything. */
  Rows all() {
    return rows(tables.read(RunConfigLog.TABLE), tables.read(StageRunsLog.TABLE));
  }

  /** What was committed after {@code mark}; empty where that cannot be told any more. */
  Optional<Rows> since(Mark mark) {
    if (!mark.table().equals(tables.identity(StageRunsLog.TABLE))
        || !commits(mark.runsVersion(), mark.entriesVersion()).equals(mark.commits())) {
      return Optional.empty();
    }
    Optional<Dataset<Row>> runs = tables.readAfter(RunConfigLog.TABLE, mark.runsVersion());
    Optional<Dataset<Row>> entries = tables.readAfter(StageRunsLog.TABLE, mark.entriesVersion());
    return runs.isPresent() && entries.isPresent()
        ? Optional.of(rows(runs.get(), entries.get()))
        : Optional.empty();
  }

  /** The entries about {@code run}; they all stand under the week of its logical time. */
  List<StageRun> entriesOf(RunConfig run) {
    Date week = Date.valueOf(Mondays.of(run.logicalTime()));
    return entries(
        Actions.rows(
            tables
                .readConformed(
                    StageRunsLog.TABLE,
                    file -> file.only(LogColumns.RUN_ID).map(run.runId()::equals).orElse(true))
                .where(col(LogColumns.WEEK_START).equalTo(week))
                .where(col(LogColumns.RUN_ID).equalTo(run.runId()))));
  }

  private static Rows rows(Dataset<Row> runs, Dataset<Row> entries) {
    return new Rows(runs(Actions.rows(runs)), entries(Actions.rows(entries)));
  }

  /** Rows of {@code run_config_log} as runs. */
  static List<RunConfig> runs(List<Row> rows) {
    return rows.stream().map(RunConfig::of).toList();
  }

  /** Rows of {@code stage_runs_log} as entries. */
  static List<StageRun> entries(List<Row> rows) {
    return rows.stream().map(StageRun::of).toList();
  }
}
