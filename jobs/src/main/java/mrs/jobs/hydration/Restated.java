package mrs.jobs.hydration;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.Stage;
import mrs.contracts.StageState;
import mrs.jobs.runs.Edge;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.runs.StageRun;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The cells whose sales were restated and that detection has not judged since: those that a time
 * series stage wrote again after the newest run of which detection is committed. As a rule there
 * are none, and nothing is read.
 */
final class Restated {
  private Restated() {}

  /**
   * (store_id, sku, sales_date), by what the ledger knew at {@code time}; empty where nothing
   * waits.
   */
  static Optional<Dataset<Row>> waiting(Edge edge, Instant time) {
    Optional<Instant> judged = newest(edge, Stage.DETECTION, time);
    List<String> unjudged =
        committed(edge, Stage.TIMESERIES, time).stream()
            .filter(a -> judged.map(j -> a.logicalTime().isAfter(j)).orElse(false))
            .map(StageRun::runId)
            .distinct()
            .toList();
    if (unjudged.isEmpty()) {
      return Optional.empty();
    }
    Dataset<Row> cells =
        edge.ledger()
            .trusted(edge.warehouse().readConformed(SalesTimeseries.TABLE), Stage.TIMESERIES);
    Dataset<Row> rewritten =
        cells
            .groupBy(
                SalesTimeseries.STORE_ID.col(),
                SalesTimeseries.SKU.col(),
                SalesTimeseries.SALES_DATE.col())
            .agg(
                min(LogColumns.WRITTEN_AT.col()).as("first"),
                max(LogColumns.WRITTEN_AT.col()).as("last"))
            .where(
                col("last")
                    .gt(RunInputs.time(judged.orElseThrow()))
                    .and(col("first").lt(col("last"))));
    return Optional.of(
        rewritten.select(
            SalesTimeseries.STORE_ID.col(),
            SalesTimeseries.SKU.col(),
            SalesTimeseries.SALES_DATE.col()));
  }

  private static Optional<Instant> newest(Edge edge, Stage stage, Instant time) {
    return committed(edge, stage, time).stream()
        .map(StageRun::logicalTime)
        .max(Comparator.naturalOrder());
  }

  private static List<StageRun> committed(Edge edge, Stage stage, Instant time) {
    return edge.ledger().attempts(stage).stream()
        .filter(a -> a.state() == StageState.COMMITTED && a.finishedAt().isBefore(time))
        .toList();
  }
}
