package mrs.transforms.detection;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import mrs.contracts.BaselineModels;
import mrs.contracts.DetectionLog;
import mrs.contracts.FailedRegions;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.Method;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.UserEditsLog;
import mrs.transforms.Dropped;
import mrs.transforms.EffectiveEdits;
import mrs.transforms.Latest;
import mrs.transforms.Once;
import mrs.transforms.Rounds;
import mrs.transforms.RunStamp;
import mrs.transforms.StageTransform;
import mrs.transforms.detection.judging.CellAccount;
import mrs.transforms.detection.judging.HeuristicJudge;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.reports.ReportValues;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Judges the cells that changed, region by region, and gives the reports that changed with them. A
 * region goes on from what was learnt up to the day before its earliest changed cell. One that
 * cannot be judged fails alone.
 *
 * @param lastDay last day to judge
 * @param grace what is absent of a day is missing when its grace is over
 * @param seriesPerTask about so many series of a region are judged by one task; a larger region is
 *     shared out among several, which changes nothing but the number of its baseline rows
 * @param backlog what is to be judged beside what was written since a region was last learnt from
 * @param rounds the edge, for regions that are shared out
 */
public record DetectDeviations(
    LocalDate lastDay,
    Grace grace,
    int seriesPerTask,
    Backlog backlog,
    RunStamp stamp,
    Rounds rounds)
    implements StageTransform<DetectDeviations.Inputs, DetectDeviations.Detected> {

  /** Days of a region that are learnt from before any is judged. */
  public static final int WARM_UP_DAYS = RegionState.WARM_UP_DAYS;

  /**
   * Days before the earliest one to judge that have to be read: the window of the heuristic, or the
   * snapshots that are tried, of which there is one a week at least ({@link RegionTask}); and a
   * week in reserve.
   */
  public static final int LOOK_BACK_DAYS =
      7 + Math.max(HeuristicJudge.WINDOW, 7 * PlanRegions.CANDIDATES);

  /** What {@link Detected#cells} says of the cells that were judged. */
  public static final String JUDGED = CellAccount.Fate.JUDGED.word();

  /**
   * What detection reads. Rows that this very run has written before are left out here.
   *
   * @param series rows of {@code sales_timeseries_data}
   * @param reported rows of MRDL
   * @param baseline rows of {@code baseline_models}; without them trailing days stand in, for the
   *     cells that this run brought
   * @param context rows of {@code contextual_events}; without them expectations are not adjusted
   * @param stores rows of {@code stores}; without them all stores are one region
   * @param edits rows of {@code user_edits_log}; without them nothing is kept out of the baseline
   */
  public record Inputs(
      Dataset<Row> series,
      Dataset<Row> reported,
      Optional<Dataset<Row>> baseline,
      Optional<Dataset<Row>> context,
      Optional<Dataset<Row>> stores,
      Optional<Dataset<Row>> edits) {}

  /**
   * What judging gave.
   *
   * @param considered how many rows of cells were looked at, as (records): in all as many as in
   *     {@code cells}
   * @param reports reports that are new, changed or withdrawn, for MRDL
   * @param baseline what is known now, for {@code baseline_models}
   * @param cells what became of the cells, as (reason, records); {@code judged} is no reason to
   *     drop
   * @param damaged (region, model_day, written_at) of baseline rows, damaged or of another format,
   *     that were passed over
   * @param failed regions that could not be judged, in the columns of {@link FailedRegions}: of
   *     them nothing is in {@code reports} or {@code baseline}, and their cells were not judged
   */
  public record Detected(
      Dataset<Row> considered,
      Dataset<Row> reports,
      Dataset<Row> baseline,
      Dataset<Row> cells,
      Dataset<Row> damaged,
      Dataset<Row> failed) {}

  @Override
  public Detected apply(Inputs in, Once once) {
    Dataset<Row> stores = once.of(StoreRegions.known(in.series(), in.stores()));
    Dataset<Row> cells =
        once.of(PackCells.of(StoreRegions.withRegion(upToLastDay(in.series()), stores)));
    PlanRegions planner = new PlanRegions(grace, stamp.writtenAt(), seriesPerTask, backlog);
    PlanRegions.Plan plan = planner.apply(new PlanRegions.Inputs(cells, in.baseline()), once);
    Method method = in.baseline().isPresent() ? Method.BASELINE_MODEL : Method.DEVIATION_HEURISTIC;
    Dataset<Row> regions = once.of(plan.regions());
    Dataset<Row> read = cellsToRead(cells, regions, method);
    Dataset<Row> facts =
        RegionFacts.plans(regions)
            .unionByName(RegionFacts.models(plan.snapshots()))
            .unionByName(RegionFacts.cells(read))
            .unionByName(RegionFacts.stores(stores))
            .unionByName(facts(in, regions, stores));
    Dataset<Row> outcome = once.of(judged(facts, sharedRegions(regions), method));
    return new Detected(
        considered(read, regions, method).select(col(Dropped.RECORDS)),
        reports(outcome),
        baseline(outcome),
        outcome.where(col(RegionOutcome.CELLS).isNotNull()).select(RegionOutcome.CELLS + ".*"),
        plan.damaged(),
        failed(outcome));
  }

  /** The regions that are too big for one task, and among how many they are shared. */
  private SharedRegions sharedRegions(Dataset<Row> regions) {
    SortedMap<String, Integer> parts = new TreeMap<>();
    rounds
        .few(
            regions
                .where(col(PlanRegions.PARTS).gt(1))
                .select(col(BaselineModels.REGION), col(PlanRegions.PARTS)))
        .forEach(r -> parts.put(r.getString(0), r.getInt(1)));
    return new SharedRegions(parts);
  }

  private Dataset<Row> judged(Dataset<Row> facts, SharedRegions shared, Method method) {
    Column isShared = col(RegionFacts.REGION).isin(shared.parts().keySet().toArray());
    Dataset<Row> byOneTask =
        (shared.none() ? facts : facts.where(not(isShared)))
            .groupByKey(
                (MapFunction<Row, String>) f -> f.getAs(RegionFacts.REGION), Encoders.STRING())
            .flatMapGroups(
                new JudgeRegions(method, graceOverTo()), Encoders.row(RegionOutcome.SCHEMA));
    return shared.none()
        ? byOneTask
        : byOneTask.unionByName(
            new JudgeSharedRegions(method, graceOverTo(), shared)
                .of(facts.where(isShared), rounds));
  }

  /** The last day whose grace is over, in days since 1970-01-01. */
  private long graceOverTo() {
    return grace.overTo(stamp.writtenAt()).toEpochDay();
  }

  private Dataset<Row> upToLastDay(Dataset<Row> series) {
    return series.where(col(SalesTimeseries.SALES_DATE).leq(lit(Date.valueOf(lastDay))));
  }

  private static Dataset<Row> cellsToRead(Dataset<Row> cells, Dataset<Row> plan, Method method) {
    Column needed =
        method == Method.BASELINE_MODEL
            ? coalesce(
                col(SalesTimeseries.SALES_DATE, "c").gt(col(BaselineModels.MODEL_DAY, "p")),
                lit(true))
            : col(SalesTimeseries.SALES_DATE, "c")
                .geq(date_add(col("p." + PlanRegions.START), -HeuristicJudge.WINDOW));
    return inPlan(cells, plan).where(needed).select("c.*");
  }

  private static Dataset<Row> considered(Dataset<Row> read, Dataset<Row> plan, Method method) {
    return method == Method.BASELINE_MODEL
        ? read
        : inPlan(read, plan)
            .where(col(SalesTimeseries.SALES_DATE, "c").geq(col("p." + PlanRegions.START)))
            .select("c.*");
  }

  private static Dataset<Row> inPlan(Dataset<Row> cells, Dataset<Row> plan) {
    return cells
        .as("c")
        .join(
            plan.as("p"), col(BaselineModels.REGION, "c").equalTo(col(BaselineModels.REGION, "p")));
  }

  /** What was reported before, what people confirmed, and what was known to happen. */
  private Dataset<Row> facts(Inputs in, Dataset<Row> regions, Dataset<Row> stores) {
    Dataset<Row> before =
        Latest.by(
            in.reported()
                .where(col(LogColumns.WRITTEN_AT).lt(lit(Timestamp.from(stamp.writtenAt())))),
            DetectionLog.REPORT_ID);
    Dataset<Row> homed = StoreRegions.withHome(before, stores);
    Dataset<Row> facts = RegionFacts.reports(homed, StoreRegions.HOME);
    if (in.edits().isPresent()) {
      Dataset<Row> confirmed = confirmed(homed, in.edits().get());
      facts = facts.unionByName(RegionFacts.confirmed(confirmed, StoreRegions.HOME));
    }
    if (in.context().isPresent()) {
      facts =
          facts.unionByName(
              RegionFacts.context(KnownContext.of(in.context().get(), stores, regions, lastDay)));
    }
    return facts;
  }

  /** Those that people confirmed as anomalies: their cells must not teach the baseline. */
  private static Dataset<Row> confirmed(Dataset<Row> reports, Dataset<Row> edits) {
    Dataset<Row> confirmed =
        EffectiveEdits.by(edits, UserEditsLog.REPORT_ID).where(EffectiveEdits.confirms());
    return reports
        .as("r")
        .join(
            confirmed.as("e"),
            col(DetectionLog.REPORT_ID, "r").equalTo(col(UserEditsLog.REPORT_ID, "e")),
            "left_semi");
  }

  private Dataset<Row> reports(Dataset<Row> outcome) {
    return stamped(
        outcome.where(col(RegionOutcome.REPORT).isNotNull()),
        RegionOutcome.REPORT,
        ReportValues.FIELDS.stream());
  }

  private Dataset<Row> baseline(Dataset<Row> outcome) {
    return stamped(
            outcome.where(col(RegionOutcome.MODEL).isNotNull()),
            RegionOutcome.MODEL,
            BaselineModels.TABLE.fields().stream().takeWhile(f -> !f.equals(LogColumns.RUN_ID)))
        .drop(LogColumns.IS_DEGRADED.name(), LogColumns.DEGRADED_REASONS.name());
  }

  private static Dataset<Row> failed(Dataset<Row> outcome) {
    return outcome
        .where(col(RegionOutcome.FAILED).isNotNull())
        .select(RegionOutcome.FAILED + ".*")
        .withColumn(
            FailedRegions.UNJUDGED_FROM.name(),
            date_from_unix_date(col(FailedRegions.UNJUDGED_FROM)));
  }

  private Dataset<Row> stamped(Dataset<Row> rows, String part, Stream<Field> fields) {
    Stream<Column> values =
        fields.map(
            f -> {
              Column value = col(part + "." + f.name());
              return as(f, RegionFacts.isDay(f) ? date_from_unix_date(value) : value);
            });
    Column week = as(LogColumns.WEEK_START, date_from_unix_date(col(RegionOutcome.WEEK)));
    return stamp.onto(rows.select(Stream.concat(values, Stream.of(week)).toArray(Column[]::new)));
  }
}
