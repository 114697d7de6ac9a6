package mrs.transforms.detection;

import static mrs.transforms.SparkSchema.col;
import static mrs.transforms.SparkSchema.nullOf;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.dense_rank;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.BaselineModels;
import mrs.contracts.LogColumns;
import mrs.contracts.SalesTimeseries;
import mrs.transforms.Dropped;
import mrs.transforms.Once;
import mrs.transforms.StageTransform;
import mrs.transforms.detection.model.StateCodec;
import mrs.transforms.detection.series.LatestCells;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;

/**
 * Says for each region from which day it has to be judged, and which snapshot to start from.
 *
 * <p>That is the earliest day with a cell that was written since the region's newest baseline row,
 * or that was within its grace then and is still not reported, or that stands in the backlog. A
 * snapshot stands only as long as no later run has judged its day, or an earlier one, again. One
 * that cannot be read, damaged or of another format, is passed over for an older one; with none the
 * region is learnt from its first cell.
 *
 * @param grace what is absent of a day becomes due when its grace is over
 * @param now the run's logical time
 * @param seriesPerTask a region with more series than this is judged in parts
 * @param backlog what is to be judged beside what was written since
 */
record PlanRegions(Grace grace, Instant now, int seriesPerTask, Backlog backlog)
    implements StageTransform<PlanRegions.Inputs, PlanRegions.Plan> {

  static final String START = "start_day";

  /** In how many parts to judge a region. */
  static final String PARTS = "judged_parts";

  private static final String NEWEST = "newest";
  private static final String SUPERSEDED_FROM = "superseded_from";
  private static final String RANK = "snapshot_rank";
  private static final String READABLE = "readable";
  private static final String USABLE = "usable";
  private static final String BEST = "best_rank";
  private static final String SIZE = "region_series";

  /** How many snapshots are looked at before a region is learnt again. */
  static final int CANDIDATES = 3; // chosen, not fitted

  /**
   * What the plan is made from.
   *
   * @param cells as {@link PackCells} gives them
   * @param baseline rows of {@code baseline_models}; empty when they are down
   */
  record Inputs(Dataset<Row> cells, Optional<Dataset<Row>> baseline) {}

  /**
   * The plan.
   *
   * @param regions (region, start_day, judged_parts, model_day); the last is NULL where nothing is
   *     known before
   * @param snapshots (region, part, parts, payload) of the snapshots to start from
   * @param damaged (region, model_day, written_at) of baseline rows that cannot be read, damaged or
   *     of another format
   */
  record Plan(Dataset<Row> regions, Dataset<Row> snapshots, Dataset<Row> damaged) {}

  @Override
  public Plan apply(Inputs in, Once once) {
    if (in.baseline().isEmpty()) {
      Dataset<Row> touched = starts(in.cells().where(brought().or(again())));
      Dataset<Row> none = noSnapshots(touched);
      return new Plan(regions(touched, none), none, none);
    }
    Dataset<Row> baseline =
        in.baseline().get().where(col(LogColumns.WRITTEN_AT).lt(lit(Timestamp.from(now))));
    Dataset<Row> starts = once.of(starts(touched(in.cells(), baseline)));
    Dataset<Row> candidates = once.of(withReadable(candidates(baseline, starts)));
    Dataset<Row> snapshots = best(candidates);
    return new Plan(regions(starts, snapshots), snapshots, candidates.where(not(col(READABLE))));
  }

  private Dataset<Row> regions(Dataset<Row> starts, Dataset<Row> snapshots) {
    Dataset<Row> known =
        snapshots
            .groupBy(col(BaselineModels.REGION))
            .agg(
                max(col(BaselineModels.MODEL_DAY)).as(BaselineModels.MODEL_DAY.name()),
                sum(col(BaselineModels.SERIES)).as(BaselineModels.SERIES.name()));
    Column series = greatest(col("s." + SIZE), col(BaselineModels.SERIES, "k"));
    Column parts = greatest(lit(1), ceil(series.divide(seriesPerTask)).cast("int"));
    return starts
        .as("s")
        .join(known.as("k"), sameRegion("s", "k"), "left")
        .select(
            col(BaselineModels.REGION, "s"),
            col("s." + START),
            parts.as(PARTS),
            col(BaselineModels.MODEL_DAY, "k"));
  }

  private static Dataset<Row> noSnapshots(Dataset<Row> regions) {
    return regions
        .select(
            col(BaselineModels.REGION),
            nullOf(BaselineModels.MODEL_DAY),
            nullOf(BaselineModels.PART),
            nullOf(BaselineModels.PARTS),
            nullOf(BaselineModels.SERIES),
            nullOf(BaselineModels.PAYLOAD),
            nullOf(LogColumns.WRITTEN_AT))
        .where(lit(false));
  }

  /** The first day of each region, and about how many series its cells are of. */
  private static Dataset<Row> starts(Dataset<Row> cells) {
    Column first = min(col(SalesTimeseries.SALES_DATE));
    Column days = datediff(max(col(SalesTimeseries.SALES_DATE)), first).plus(1);
    return cells
        .groupBy(col(BaselineModels.REGION))
        .agg(first.as(START), sum(col(Dropped.RECORDS)).divide(days).as(SIZE));
  }

  /**
   * (region, sales_date, records) of what was written since the newest baseline row, or became due.
   */
  private Dataset<Row> touched(Dataset<Row> cells, Dataset<Row> baseline) {
    Dataset<Row> newest =
        baseline
            .groupBy(col(BaselineModels.REGION))
            .agg(max(col(LogColumns.WRITTEN_AT)).as(NEWEST));
    Dataset<Row> since =
        cells
            .as("c")
            .join(newest.as("n"), sameRegion("c", "n"), "left")
            .select(col("c.*"), col("n." + NEWEST));
    Column learnt =
        backlog
            .judgedUpTo()
            .map(s -> least(col(NEWEST), lit(Timestamp.from(s))))
            .orElse(col(NEWEST));
    Column written = coalesce(col(LogColumns.WRITTEN_AT).gt(learnt), lit(true)).or(again());
    Column due =
        col(SalesTimeseries.SALES_DATE)
            .gt(grace.overTo(learnt))
            .and(col(SalesTimeseries.SALES_DATE).leq(lit(Date.valueOf(grace.overTo(now)))));
    Column[] told = {
      col(BaselineModels.REGION), col(SalesTimeseries.SALES_DATE), col(Dropped.RECORDS)
    };
    return since
        .where(written)
        .select(told)
        .unionByName(stillAwaited(since.where(due)).select(told));
  }

  /** Cells that came with this run, or with one that did not get to judge them. */
  private Column brought() {
    Column written = col(LogColumns.WRITTEN_AT);
    return backlog
        .judgedUpTo()
        .map(s -> written.gt(lit(Timestamp.from(s))))
        .orElse(written.geq(lit(Timestamp.from(now))));
  }

  /** Cells that are judged again, whenever they were written. */
  private Column again() {
    Column day = col(SalesTimeseries.SALES_DATE);
    Column all = backlog.from().map(f -> day.geq(lit(Date.valueOf(f)))).orElse(lit(false));
    return backlog.regions().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            r ->
                col(BaselineModels.REGION)
                    .equalTo(r.getKey())
                    .and(day.geq(lit(Date.valueOf(r.getValue())))))
        .reduce(all, Column::or);
  }

  /** The days of which a cell is not reported to this day. */
  private static Dataset<Row> stillAwaited(Dataset<Row> cells) {
    UDF1<Row, Boolean> anyAwaited = packs -> LatestCells.anyAwaited(packs.getList(0));
    return cells
        .groupBy(col(BaselineModels.REGION), col(SalesTimeseries.SALES_DATE))
        .agg(
            max(col(PackCells.AWAITED)).as(PackCells.AWAITED),
            sum(col(Dropped.RECORDS)).as(Dropped.RECORDS.name()),
            struct(collect_list(col(PackCells.CELLS))).as(PackCells.CELLS))
        .where(col(PackCells.AWAITED))
        .where(udf(anyAwaited, DataTypes.BooleanType).apply(col(PackCells.CELLS)));
  }

  private static Dataset<Row> candidates(Dataset<Row> baseline, Dataset<Row> starts) {
    WindowSpec laterRuns =
        Window.partitionBy(col(BaselineModels.REGION))
            .orderBy(unix_micros(col(LogColumns.WRITTEN_AT)).desc())
            .rangeBetween(Window.unboundedPreceding(), -1);
    WindowSpec newestDay =
        Window.partitionBy(col(BaselineModels.REGION, "b"))
            .orderBy(
                col(BaselineModels.MODEL_DAY, "b").desc(), col(LogColumns.VERSION, "b").desc());
    return baseline
        .withColumn(SUPERSEDED_FROM, min(col(BaselineModels.MODEL_DAY)).over(laterRuns))
        .where(coalesce(col(BaselineModels.MODEL_DAY).lt(col(SUPERSEDED_FROM)), lit(true)))
        .as("b")
        .join(starts.as("s"), sameRegion("b", "s"))
        .where(col(BaselineModels.MODEL_DAY, "b").lt(col("s." + START)))
        .withColumn(RANK, dense_rank().over(newestDay))
        .where(col(RANK).leq(CANDIDATES))
        .select(col("b.*"), col(RANK));
  }

  private static Dataset<Row> withReadable(Dataset<Row> candidates) {
    UDF1<byte[], Boolean> readable = StateCodec::readable;
    return candidates.withColumn(
        READABLE, udf(readable, DataTypes.BooleanType).apply(col(BaselineModels.PAYLOAD)));
  }

  /** Of the snapshots all of whose parts can be read, the newest of each region. */
  private static Dataset<Row> best(Dataset<Row> candidates) {
    WindowSpec region = Window.partitionBy(col(BaselineModels.REGION));
    WindowSpec snapshot = Window.partitionBy(col(BaselineModels.REGION), col(RANK));
    Column readable = count(when(col(READABLE), lit(1))).over(snapshot);
    return candidates
        .withColumn(USABLE, readable.equalTo(col(BaselineModels.PARTS)))
        .withColumn(BEST, min(when(col(USABLE), col(RANK))).over(region))
        .where(col(RANK).equalTo(col(BEST)));
  }

  private static Column sameRegion(String a, String b) {
    return col(BaselineModels.REGION, a).equalTo(col(BaselineModels.REGION, b));
  }
}
