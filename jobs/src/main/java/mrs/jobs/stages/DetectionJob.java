package mrs.jobs.stages;

import static org.apache.spark.sql.functions.min;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.BaselineModels;
import mrs.contracts.DetectionLog;
import mrs.contracts.OptionalInput;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.Stage;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.runs.StageRun.Books;
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

  /** Reason in the books: a snapshot was passed over for an older one. */
  private static final String UNREADABLE_BASELINE = "unreadable_baseline_row";

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
            lastDay.get(),
            config.detection().grace(),
            config.detection().seriesPerTask(),
            inputs.stamp(Stage.DETECTION),
            new TakenRounds(inputs.warehouse().spark()));
    DetectDeviations.Detected found =
        detect.apply(
            new DetectDeviations.Inputs(
                Since.day(inputs.log(SalesTimeseries.TABLE), SalesTimeseries.SALES_DATE, from),
                Since.week(
                    inputs.own(DetectionLog.TABLE), from.minusDays(config.limits().horizonDays())),
                inputs
                    .optionalOwn(OptionalInput.BASELINE_MODELS)
                    .map(b -> Since.day(b, BaselineModels.MODEL_DAY, from)),
                inputs.optional(OptionalInput.CONTEXTUAL_EVENTS),
                inputs.optional(OptionalInput.STORES),
                inputs.optional(OptionalInput.USER_EDITS)),
            Settled::of);
    Writes writes = Writes.of(inputs.warehouse()).adding(found.considered());
    if (!inputs.availability().isDown(OptionalInput.BASELINE_MODELS)) {
      writes.also(BaselineModels.TABLE, found.baseline());
    }
    return writes
        .also(DetectionLog.TABLE, found.reports())
        .fates(found.cells(), DetectDeviations.JUDGED)
        .useless(UNREADABLE_BASELINE, found.damaged())
        .books();
  }

  /** The earliest day with a cell that was written, or became due, since the last run. */
  private static Optional<LocalDate> earliest(RunInputs inputs, Duration grace) {
    Optional<RunConfig> previous = inputs.previous(Stage.DETECTION);
    Dataset<Row> fresh =
        previous
            .map(p -> inputs.logSince(SalesTimeseries.TABLE, p))
            .orElseGet(() -> inputs.log(SalesTimeseries.TABLE));
    Row written = fresh.agg(min(SalesTimeseries.SALES_DATE.col())).head();
    Optional<LocalDate> changed =
        written.isNullAt(0) ? Optional.empty() : Optional.of(written.getDate(0).toLocalDate());
    Optional<LocalDate> due =
        previous.map(p -> LocalDate.ofInstant(p.logicalTime().minus(grace), ZoneOffset.UTC));
    return changed.isEmpty() || due.isEmpty() || changed.get().isBefore(due.get())
        ? changed.or(() -> due)
        : due;
  }
}
