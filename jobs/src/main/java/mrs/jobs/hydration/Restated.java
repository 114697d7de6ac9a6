package mrs.jobs.hydration;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;

import java.sql.Date;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.Stage;
import mrs.contracts.StageState;
import mrs.jobs.runs.CommittedRows;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.runs.Standing;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The cells whose sales were restated and that detection has not judged since: those that a time
 * series stage wrote again after the newest run of which detection is committed, or outside the
 * window of days of the runs that followed. As a rule there are none, and nothing is read.
 */
record Restated(CommittedRows committed) {

  /**
   * (store_id, sku, sales_date), by what the ledger told up to its entry {@code entry}; empty where
   * nothing waits.
   */
  Optional<Dataset<Row>> waiting(long entry) {
    List<RunConfig> judged = runs(Stage.DETECTION, entry);
    Instant seen =
        judged.stream()
            .filter(r -> r.window().equals(RunConfig.Window.OPEN))
            .map(RunConfig::logicalTime)
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
    boolean unjudged =
        runs(Stage.TIMESERIES, entry).stream().anyMatch(r -> r.logicalTime().isAfter(seen));
    if (judged.isEmpty() || !unjudged) {
      return Optional.empty();
    }
    Column judgedInWindow =
        judged.stream()
            .filter(r -> r.logicalTime().isAfter(seen))
            .map(Restated::judges)
            .reduce(lit(false), Column::or);
    return Optional.of(
        rewritten()
            .where(col("last").gt(RunInputs.time(seen)).and(not(judgedInWindow)))
            .select(
                SalesTimeseries.STORE_ID.col(),
                SalesTimeseries.SKU.col(),
                SalesTimeseries.SALES_DATE.col()));
  }

  private Dataset<Row> rewritten() {
    return committed
        .of(SalesTimeseries.TABLE)
        .groupBy(
            SalesTimeseries.STORE_ID.col(),
            SalesTimeseries.SKU.col(),
            SalesTimeseries.SALES_DATE.col())
        .agg(
            min(LogColumns.WRITTEN_AT.col()).as("first"),
            max(LogColumns.WRITTEN_AT.col()).as("last"))
        .where(col("first").lt(col("last")));
  }

  private static Column judges(RunConfig run) {
    Column seen = col("last").leq(RunInputs.time(run.logicalTime()));
    return run.window()
        .to()
        .map(to -> seen.and(SalesTimeseries.SALES_DATE.col().leq(lit(Date.valueOf(to)))))
        .orElse(seen);
  }

  private List<RunConfig> runs(Stage stage, long entry) {
    return committed.ledger().standings(stage).stream()
        .filter(s -> s.entry() <= entry && s.state() == StageState.COMMITTED)
        .map(Standing::runId)
        .distinct()
        .filter(id -> committed.ledger().committed(id, stage))
        .flatMap(id -> committed.ledger().run(id).stream())
        .toList();
  }
}
