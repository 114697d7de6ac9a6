package mrs.transforms.attribution;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static mrs.transforms.SparkSchema.nullOf;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.Optional;
import mrs.contracts.AttributionLog;
import mrs.contracts.DetectionLog;
import mrs.transforms.Dropped;
import mrs.transforms.Once;
import mrs.transforms.ReportGroup;
import mrs.transforms.RunStamp;
import mrs.transforms.StageTransform;
import mrs.transforms.StandingFeasts;
import mrs.transforms.Worklist;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Proposes the cause of each report, from evidence about the group that detection found it with:
 * its scope, how far it is off, zeros, divisibility, what was known to happen there, restatements,
 * and what people said of reports that look alike. All causes are ranked with their evidence; where
 * nothing speaks it is {@code unknown}, without a confidence. How sure a cause is, is how often the
 * same pattern of evidence was right: by the calibration, and by people's edits since.
 *
 * <p>Reports of one group have one cause, so beside its worklist a run writes those whose cause has
 * changed with others of their group. So it does with what is settled and {@link TouchedReports
 * touched} by what came since, where it now says something else of it. Both come on top of the cap:
 * what touched them is new in this run only, so they cannot wait.
 *
 * <p>Regions are those that detection judged with. Shuffles the reports of the groups that the run
 * works on, and the context of the horizon.
 *
 * @param lastDay the last day with sales that the run looks at
 * @param horizonDays how long ago context may have ended; also the history that weather is ranked
 *     in, and how long ago a report may have ended for edits of it to count
 * @param calibration how often which pattern of evidence was right
 * @param cap greatest number of reports of the worklist
 * @param stamp its reasons are the codes of the inputs that are down
 */
public record ProposeCauses(
    LocalDate lastDay, int horizonDays, Calibration calibration, int cap, RunStamp stamp)
    implements StageTransform<ProposeCauses.Inputs, ProposeCauses.Proposed> {

  private static final String OPEN = "open";
  private static final String UNCHANGED = "unchanged";

  /**
   * What attribution reads.
   *
   * @param reports rows of MRDL within a horizon
   * @param own rows of MRPAL of earlier runs
   * @param context rows of {@code contextual_events}, in any number of versions; without it causes
   *     are less sure
   * @param clustered rows of MRCL; without it people's edits are not heard
   * @param edits rows of {@code user_edits_log}; the same
   * @param unseen what of that the stage reads for the first time
   * @param feasts those that {@link StandingFeasts stand}; without them holidays are those of feeds
   */
  public record Inputs(
      Dataset<Row> reports,
      Dataset<Row> own,
      Optional<Dataset<Row>> context,
      Optional<Dataset<Row>> clustered,
      Optional<Dataset<Row>> edits,
      Unseen unseen,
      Optional<Dataset<Row>> feasts) {}

  /**
   * What the stage reads for the first time.
   *
   * @param context what {@link ChangedContext} and {@link FeastContext#changed} give; empty where
   *     there is none
   * @param edits rows of {@code user_edits_log}; empty where there is none
   */
  public record Unseen(Optional<Dataset<Row>> context, Optional<Dataset<Row>> edits) {
    /** Nothing new. */
    public static final Unseen NOTHING = new Unseen(Optional.empty(), Optional.empty());
  }

  /**
   * What the stage gives. The number of {@code considered} is that of {@code rows} and {@code
   * dropped}.
   *
   * @param considered (report_id) that came in: the worklist, what waits, what changed with others,
   *     and what was touched
   * @param rows for MRPAL, without content hash
   * @param dropped (reason, records): waiting beyond the cap; touched and as it was
   */
  public record Proposed(Dataset<Row> considered, Dataset<Row> rows, Dataset<Row> dropped) {}

  /** Those of {@code edits}, rows of {@code user_edits_log}, that may change what is proposed. */
  public static Dataset<Row> causeEdits(Dataset<Row> edits) {
    return TouchedReports.causeEdits(edits);
  }

  @Override
  public Proposed apply(Inputs in, Once once) {
    Dataset<Row> weighed = once.of(weighed(facts(in, once), in.context().isPresent()));
    Column otherCause = col(FactField.STANDING).notEqual(col(AttributionLog.PROPOSED_CAUSE));
    Column again = col(FactField.TOUCHED).and(col(FactField.SAID).notEqual(GatherFacts.said()));
    Column changed = Worklist.settled().and(otherCause.or(again));
    Column unchanged = Worklist.settled().and(col(FactField.TOUCHED)).and(not(changed));
    Dataset<Row> rows =
        RunStamp.asRowsOf(
            AttributionLog.TABLE, stamp.onto(weighed.where(Worklist.listed().or(changed))));
    Dataset<Row> considered =
        weighed
            .where(not(Worklist.settled()).or(changed).or(unchanged))
            .select(col(DetectionLog.REPORT_ID));
    return new Proposed(considered, rows, dropped(weighed, unchanged));
  }

  private static Dataset<Row> dropped(Dataset<Row> weighed, Column unchanged) {
    return weighed
        .where(Worklist.waiting().or(unchanged))
        .groupBy(as(Dropped.REASON, when(Worklist.waiting(), Worklist.WAITS).otherwise(UNCHANGED)))
        .agg(as(Dropped.RECORDS, count(lit(1))));
  }

  /** The reports of every group that is not settled or is touched, and what is known near them. */
  private Dataset<Row> facts(Inputs in, Once once) {
    LocalDate since = lastDay.minusDays(horizonDays);
    Dataset<Row> gathered =
        once.of(
            new TouchedReports(since)
                .onto(
                    once.of(GatherFacts.of(new Worklist(stamp.reasons(), cap), in)), in.unseen()));
    Column open =
        max(not(Worklist.settled()).or(col(FactField.TOUCHED)))
            .over(Window.partitionBy(col(ReportGroup.FIELD)));
    Dataset<Row> reports = once.of(gathered.withColumn(OPEN, open).where(col(OPEN)).drop(OPEN));
    Dataset<Row> told = reports.crossJoin(RegionWideEvidence.of(gathered, since));
    ContextOfReports near = new ContextOfReports(lastDay, horizonDays, stamp.writtenAt());
    return FeastContext.and(in.context(), in.feasts(), reports)
        .map(c -> told.unionByName(near.of(reports, c), true))
        .orElseGet(() -> told.withColumn(FactField.CONTEXT.name(), nullOf(FactField.CONTEXT)));
  }

  private Dataset<Row> weighed(Dataset<Row> facts, boolean contextKnown) {
    return facts
        .groupByKey(
            (MapFunction<Row, String>) f -> f.getAs(ReportGroup.FIELD.name()), Encoders.STRING())
        .flatMapGroups(new WeighGroups(calibration, contextKnown), Encoders.row(FactField.WEIGHED));
  }
}
