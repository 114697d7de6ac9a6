package mrs.jobs.stages;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.min;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.BaselineModels;
import mrs.contracts.DetectionLog;
import mrs.contracts.FailedRegions;
import mrs.contracts.OptionalInput;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.Stage;
import mrs.contracts.UnifiedSalesData;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.Books;
import mrs.jobs.runs.FailedRegion;
import mrs.jobs.runs.RunConfig;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.runs.StageRun;
import mrs.jobs.spark.Actions;
import mrs.jobs.spark.Settled;
import mrs.jobs.spark.TakenRounds;
import mrs.transforms.CarryCodes;
import mrs.transforms.detection.Backlog;
import mrs.transforms.detection.DetectDeviations;
import mrs.transforms.detection.Grace;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Cells to reports. Reads the cells from shortly before the earliest one that changed since the
 * last run; appends what was learnt and the reports that changed, one commit each.
 */
public final class DetectionJob implements StageJob {
  /** Reason in the books: a snapshot was passed over for an older one. */
  private static final String UNREADABLE_BASELINE = "unreadable_baseline_row";

  @Override
  public Stage stage() {
    return Stage.DETECTION;
  }

  @Override
  public Books run(RunInputs inputs, MrsConfig config) {
    Optional<LocalDate> lastDay = inputs.lastDay();
    Backlog backlog = backlog(inputs);
    Grace grace = new Grace(config.detection().grace());
    Optional<LocalDate> earliest = earliest(inputs, grace, backlog);
    if (lastDay.isEmpty() || earliest.isEmpty()) {
      return Books.EMPTY;
    }
    LocalDate from = earliest.get().minusDays(DetectDeviations.LOOK_BACK_DAYS);
    DetectDeviations detect =
        new DetectDeviations(
            lastDay.get(),
            grace,
            config.detection().seriesPerTask(),
            backlog,
            inputs.stamp(Stage.DETECTION),
            new TakenRounds(inputs.warehouse().spark()));
    DetectDeviations.Detected found =
        detect.apply(
            read(inputs, from, from.minusDays(config.limits().horizonDays())), Settled::of);
    Writes writes = Writes.of(inputs).addIn(found.considered());
    if (!inputs.availability().isDown(OptionalInput.BASELINE_MODELS)) {
      writes.writeBeside(BaselineModels.TABLE, found.baseline());
    }
    return writes
        .writeBeside(DetectionLog.TABLE, withCodes(inputs, found.reports(), from))
        .addOutcomes(found.cells(), DetectDeviations.JUDGED)
        .dropBeside(UNREADABLE_BASELINE, found.damaged())
        .books()
        .with(failed(found, earlierFailures(inputs), lastDay.get()));
  }

  /** What is read: cells and models of {@code from} on, reports that began since {@code open}. */
  private static DetectDeviations.Inputs read(RunInputs inputs, LocalDate from, LocalDate open) {
    return new DetectDeviations.Inputs(
        Since.day(inputs.log(SalesTimeseries.TABLE), SalesTimeseries.SALES_DATE, from),
        Since.week(inputs.own(DetectionLog.TABLE), open),
        inputs
            .optionalOwn(OptionalInput.BASELINE_MODELS)
            .map(b -> Since.day(b, BaselineModels.MODEL_DAY, from)),
        inputs.optional(OptionalInput.CONTEXTUAL_EVENTS),
        inputs.optional(OptionalInput.STORES),
        inputs.optional(OptionalInput.USER_EDITS));
  }

  /** Regions that failed now, and those that failed before and were out of this run's sight. */
  private static List<FailedRegion> failed(
      DetectDeviations.Detected found, List<FailedRegion> before, LocalDate lastDay) {
    Stream<FailedRegion> now =
        Actions.rows(found.failed()).stream()
            .map(
                r ->
                    new FailedRegion(
                        r.getAs(FailedRegions.REGION.name()),
                        r.<java.sql.Date>getAs(FailedRegions.UNJUDGED_FROM.name()).toLocalDate(),
                        r.getAs(FailedRegions.MESSAGE.name())));
    Stream<FailedRegion> outOfSight =
        before.stream().filter(f -> f.unjudgedFrom().isAfter(lastDay));
    return Stream.concat(now, outOfSight)
        .sorted(Comparator.comparing(FailedRegion::region))
        .toList();
  }

  private static List<FailedRegion> earlierFailures(RunInputs inputs) {
    return inputs
        .earlier(Stage.DETECTION)
        .findFirst()
        .flatMap(r -> inputs.context().ledger().committedAttempt(r.runId(), Stage.DETECTION))
        .map(StageRun::failedRegions)
        .orElse(List.of());
  }

  /**
   * What earlier runs left: cells that only runs with a window have seen, the days that this run is
   * asked to judge again, and regions that failed.
   */
  private static Backlog backlog(RunInputs inputs) {
    Optional<Instant> judgedUpTo =
        inputs
            .previous(Stage.DETECTION)
            .map(RunConfig::logicalTime)
            .or(
                () ->
                    inputs.earlier(Stage.DETECTION).findAny().isPresent()
                        ? Optional.of(Instant.EPOCH)
                        : Optional.empty());
    Map<String, LocalDate> failed = new HashMap<>();
    earlierFailures(inputs).forEach(f -> failed.put(f.region(), f.unjudgedFrom()));
    return new Backlog(judgedUpTo, inputs.run().window().from(), failed);
  }

  /** The reports, with the codes of columns that the sales they rest on came without. */
  private static Dataset<Row> withCodes(RunInputs inputs, Dataset<Row> reports, LocalDate from) {
    if (SalesDrift.of(inputs).isEmpty()) {
      return reports;
    }
    String unknownPromotion =
        OptionalInput.driftCode(UnifiedSalesData.TABLE, UnifiedSalesData.ON_PROMOTION);
    Dataset<Row> cells =
        Since.day(inputs.log(SalesTimeseries.TABLE), SalesTimeseries.SALES_DATE, from);
    return new CarryCodes(List.of(unknownPromotion))
        .apply(new CarryCodes.Inputs(Settled.of(reports), cells));
  }

  /** The earliest day with a cell that was written, became due, or was left, since the last run. */
  private static Optional<LocalDate> earliest(RunInputs inputs, Grace grace, Backlog backlog) {
    Optional<RunConfig> previous = inputs.previous(Stage.DETECTION);
    Dataset<Row> fresh =
        previous
            .map(p -> inputs.logSince(SalesTimeseries.TABLE, p))
            .orElseGet(() -> inputs.log(SalesTimeseries.TABLE));
    Row written = Actions.figures(fresh.agg(min(col(SalesTimeseries.SALES_DATE))));
    Stream<LocalDate> changed =
        written.isNullAt(0) ? Stream.empty() : Stream.of(written.getDate(0).toLocalDate());
    Stream<LocalDate> due = previous.stream().map(p -> grace.overTo(p.logicalTime()).plusDays(1));
    Stream<LocalDate> left =
        Stream.concat(backlog.from().stream(), backlog.regions().values().stream());
    return Stream.of(changed, due, left).flatMap(s -> s).min(Comparator.naturalOrder());
  }
}
