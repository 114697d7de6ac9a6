package mrs.jobs.hydration;

import static mrs.transforms.SparkSchema.col;
import static mrs.transforms.SparkSchema.nullOf;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;

import java.sql.Date;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.DetectionLog;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.Stage;
import mrs.contracts.StageState;
import mrs.jobs.runs.CommittedRows;
import mrs.jobs.runs.FailedRegion;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunInputs;
import mrs.serving.runs.Standing;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The cells whose sales were restated and that detection has not judged since: those that a time
 * series stage wrote again after the newest run of which detection is committed, or outside the
 * window of days of the runs that followed, or that lie in a region which has failed since. As a
 * rule there are none, and nothing is read.
 */
record RestatedCells(CommittedRows committed) {

  /**
   * (store_id, sku, sales_date, region), by what the ledger told up to its entry {@code entry};
   * empty where nothing waits. The region is NULL where a cell waits whatever region its store is
   * in.
   */
  Optional<Dataset<Row>> waiting(long entry) {
    return Stream.concat(unseen(entry).stream(), inFailedRegions(entry)).reduce(Dataset::union);
  }

  private Optional<Dataset<Row>> unseen(long entry) {
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
            .map(RestatedCells::judges)
            .reduce(lit(false), Column::or);
    return Optional.of(rewrittenSince(seen, not(judgedInWindow), nullOf(DetectionLog.REGION)));
  }

  /** Of each region that failed last time, what was written again since it was last judged. */
  private Stream<Dataset<Row>> inFailedRegions(long entry) {
    List<Standing> newestFirst = new ArrayList<>(standings(Stage.DETECTION, entry));
    Collections.reverse(newestFirst);
    return newestFirst.stream()
        .limit(1)
        .flatMap(this::failedRegions)
        .map(
            failed ->
                rewrittenSince(
                    lastJudged(failed.region(), newestFirst),
                    col(SalesTimeseries.SALES_DATE).geq(lit(Date.valueOf(failed.unjudgedFrom()))),
                    lit(failed.region()).as(DetectionLog.REGION.name())));
  }

  private Instant lastJudged(String region, List<Standing> newestFirst) {
    return newestFirst.stream()
        .filter(s -> failedRegions(s).noneMatch(f -> f.region().equals(region)))
        .flatMap(s -> committed.ledger().run(s.runId()).stream())
        .filter(r -> r.window().equals(RunConfig.Window.OPEN))
        .map(RunConfig::logicalTime)
        .findFirst()
        .orElse(Instant.EPOCH);
  }

  private Stream<FailedRegion> failedRegions(Standing standing) {
    return committed.ledger().entries(standing.runId()).stream()
        .filter(e -> e.entry() == standing.entry())
        .flatMap(e -> e.failedRegions().stream());
  }

  private Dataset<Row> rewrittenSince(Instant seen, Column condition, Column region) {
    return rewritten()
        .where(col("last").gt(RunInputs.time(seen)).and(condition))
        .select(
            col(SalesTimeseries.STORE_ID),
            col(SalesTimeseries.SKU),
            col(SalesTimeseries.SALES_DATE),
            region);
  }

  private Dataset<Row> rewritten() {
    return committed
        .of(SalesTimeseries.TABLE)
        .groupBy(
            col(SalesTimeseries.STORE_ID),
            col(SalesTimeseries.SKU),
            col(SalesTimeseries.SALES_DATE))
        .agg(
            min(col(LogColumns.WRITTEN_AT)).as("first"), max(col(LogColumns.WRITTEN_AT)).as("last"))
        .where(col("first").lt(col("last")));
  }

  private static Column judges(RunConfig run) {
    Column seen = col("last").leq(RunInputs.time(run.logicalTime()));
    return run.window()
        .to()
        .map(to -> seen.and(col(SalesTimeseries.SALES_DATE).leq(lit(Date.valueOf(to)))))
        .orElse(seen);
  }

  private List<RunConfig> runs(Stage stage, long entry) {
    return standings(stage, entry).stream()
        .map(Standing::runId)
        .distinct()
        .flatMap(id -> committed.ledger().run(id).stream())
        .toList();
  }

  private List<Standing> standings(Stage stage, long entry) {
    return committed.ledger().standings(stage).stream()
        .filter(s -> s.entry() <= entry && s.state() == StageState.COMMITTED)
        .filter(s -> committed.ledger().committed(s.runId(), stage))
        .toList();
  }
}
