package mrs.jobs.stages;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.BaselineModels;
import mrs.contracts.DetectionLog;
import mrs.contracts.LogColumns;
import mrs.contracts.OptionalInput;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.Stage;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.runs.StageRun.Books;
import mrs.transforms.Dropped;
import mrs.transforms.Latest;
import mrs.transforms.detection.DetectDeviations;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Cells to reports. Reads the cells from shortly before the earliest one that changed since the
 * last run; appends what was learnt and the reports that changed, one commit each.
 */
public final class DetectionJob implements StageJob {
  /**
   * Days before the earliest changed cell that are read: a snapshot to go on from lies within them.
   */
  private static final int MARGIN_DAYS = 35;

  private static final String JUDGED = "judged";

  @Override
  public Stage stage() {
    return Stage.DETECTION;
  }

  @Override
  public Books run(RunInputs inputs, MrsConfig config) {
    Optional<LocalDate> lastDay = inputs.lastDay();
    Optional<LocalDate> earliest = earliest(inputs, config.detection().grace());
    if (lastDay.isEmpty() || earliest.isEmpty()) {
      return new Books(0, 0, 0, 0, Map.of());
    }
    LocalDate from = earliest.get().minusDays(MARGIN_DAYS);
    DetectDeviations detect =
        new DetectDeviations(
            lastDay.get(), config.detection().grace(), inputs.stamp(Stage.DETECTION));
    DetectDeviations.Detected found =
        detect.apply(
            new DetectDeviations.Inputs(
                cells(inputs, from),
                Settled.of(
                    Since.week(
                        inputs.own(DetectionLog.TABLE),
                        from.minusDays(config.limits().horizonDays()))),
                inputs
                    .optionalOwn(OptionalInput.BASELINE_MODELS)
                    .map(b -> Settled.of(Since.day(b, BaselineModels.MODEL_DAY, from))),
                inputs.optional(OptionalInput.CONTEXTUAL_EVENTS).map(Settled::of),
                inputs.optional(OptionalInput.STORES).map(Settled::of),
                inputs.optional(OptionalInput.USER_EDITS).map(Settled::of)));
    Writes writes =
        Writes.of(inputs.warehouse()).keeping(found.outcome()).counting(found.considered());
    if (!inputs.availability().isDown(OptionalInput.BASELINE_MODELS)) {
      writes.also(BaselineModels.TABLE, found.baseline());
    }
    return writes
        .also(DetectionLog.TABLE, found.reports())
        .out(judged(found.cells()))
        .dropped(found.cells().where(Dropped.REASON.col().notEqual(JUDGED)))
        .books();
  }

  private static Dataset<Row> cells(RunInputs inputs, LocalDate from) {
    return Settled.of(
        Latest.by(
            Since.day(inputs.log(SalesTimeseries.TABLE), SalesTimeseries.SALES_DATE, from),
            SalesTimeseries.STORE_ID,
            SalesTimeseries.SKU,
            SalesTimeseries.SALES_DATE));
  }

  /** The earliest day with a cell that was written, or became due, since the last run. */
  private static Optional<LocalDate> earliest(RunInputs inputs, Duration grace) {
    Optional<RunConfig> previous = inputs.previous(Stage.DETECTION);
    Dataset<Row> cells = inputs.log(SalesTimeseries.TABLE);
    Dataset<Row> fresh =
        previous
            .map(p -> cells.where(LogColumns.WRITTEN_AT.col().gt(RunInputs.time(p.logicalTime()))))
            .orElse(cells);
    Row written = fresh.agg(min(SalesTimeseries.SALES_DATE.col())).head();
    Optional<LocalDate> changed =
        written.isNullAt(0) ? Optional.empty() : Optional.of(written.getDate(0).toLocalDate());
    Optional<LocalDate> due =
        previous.map(p -> LocalDate.ofInstant(p.logicalTime().minus(grace), ZoneOffset.UTC));
    return changed.isEmpty() || due.isEmpty() || changed.get().isBefore(due.get())
        ? changed.or(() -> due)
        : due;
  }

  private static long judged(Dataset<Row> cells) {
    Row total =
        cells
            .where(Dropped.REASON.col().equalTo(JUDGED))
            .agg(sum(col(Dropped.RECORDS.name())))
            .head();
    return total.isNullAt(0) ? 0 : total.getLong(0);
  }
}
