package mrs.transforms.attribution;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mrs.contracts.AttributionLog;
import mrs.contracts.ClusteredLog;
import mrs.contracts.DetectionLog;
import mrs.contracts.LogColumns;
import mrs.transforms.EffectiveEdits;
import mrs.transforms.Gather;
import mrs.transforms.Once;
import mrs.transforms.RunStamp;
import mrs.transforms.StageTransform;
import mrs.transforms.Turns;
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
 * same pattern of evidence was right: by the calibration, and by people's verdicts since.
 *
 * <p>Reports of one group have one cause, so beside its worklist a run writes those whose cause has
 * changed with others of their group. They come on top of the cap.
 *
 * <p>Regions are those that detection judged with. Shuffles the reports of the groups that the run
 * works on, and the context of the horizon.
 *
 * @param logicalDay the run's logical date: context received later counts as not known
 * @param horizonDays how long ago context may have ended; also the history that weather is ranked
 *     in
 * @param calibration how often which pattern of evidence was right
 * @param cap greatest number of reports of the worklist
 * @param stamp its reasons are the codes of the inputs that are down
 */
public record ProposeCauses(
    LocalDate logicalDay, int horizonDays, Calibration calibration, int cap, RunStamp stamp)
    implements StageTransform<ProposeCauses.Inputs, ProposeCauses.Proposed> {

  private static final String CLUSTERED = "clustered";
  private static final String EDITED = "edited";
  private static final String OPEN = "open";

  /**
   * What attribution reads.
   *
   * @param reports rows of MRDL within a horizon
   * @param own rows of MRPAL of earlier runs
   * @param context rows of {@code contextual_events}, in any number of versions; without it causes
   *     are less sure
   * @param clustered rows of MRCL; without it people's verdicts are not heard
   * @param edits rows of {@code user_edits_log}; the same
   */
  public record Inputs(
      Dataset<Row> reports,
      Dataset<Row> own,
      Optional<Dataset<Row>> context,
      Optional<Dataset<Row>> clustered,
      Optional<Dataset<Row>> edits) {}

  /**
   * What the stage gives. The number of {@code considered} is that of {@code rows} and {@code
   * dropped}.
   *
   * @param considered (report_id) that came in: the worklist, what waits, and what changed with
   *     others
   * @param rows for MRPAL, without content hash
   * @param dropped (reason, records): waiting beyond the cap
   */
  public record Proposed(Dataset<Row> considered, Dataset<Row> rows, Dataset<Row> dropped) {}

  @Override
  public Proposed apply(Inputs in, Once once) {
    Dataset<Row> weighed = once.of(weighed(facts(in, once), in.context().isPresent()));
    Column changed = FactField.STANDING.col().notEqual(AttributionLog.PROPOSED_CAUSE.col());
    Dataset<Row> written = weighed.where(Turns.todo().or(Turns.settled().and(changed)));
    Dataset<Row> rows =
        stamp
            .onto(written)
            .select(
                AttributionLog.TABLE.fields().stream()
                    .filter(f -> !f.equals(LogColumns.CONTENT_HASH))
                    .map(f -> f.is(f.col()))
                    .toArray(Column[]::new));
    Dataset<Row> considered =
        weighed.where(not(Turns.settled()).or(changed)).select(DetectionLog.REPORT_ID.col());
    return new Proposed(considered, rows, Turns.waiting(weighed.where(Turns.waiting())));
  }

  /** The reports of every group that is not settled, and what is known near them. */
  private Dataset<Row> facts(Inputs in, Once once) {
    Dataset<Row> gathered = once.of(gathered(in));
    Column open = max(not(Turns.settled())).over(Window.partitionBy(FactField.GROUP.col()));
    Dataset<Row> reports = once.of(gathered.withColumn(OPEN, open).where(col(OPEN)).drop(OPEN));
    Dataset<Row> told = reports.crossJoin(Hearsay.of(gathered));
    ContextOfReports near = new ContextOfReports(logicalDay, horizonDays);
    return in.context()
        .map(c -> told.unionByName(near.of(reports, c), true))
        .orElseGet(() -> told.withColumn(FactField.CONTEXT.name(), FactField.CONTEXT.asNull()));
  }

  private Dataset<Row> gathered(Inputs in) {
    List<Gather.Part> others =
        List.of(
            Gather.Part.ofLog(CLUSTERED, List.of(ClusteredLog.CLUSTER_ID), in.clustered()),
            new Gather.Part(
                EDITED,
                List.of(EffectiveEdits.CAUSE),
                in.edits().map(e -> EffectiveEdits.by(e, DetectionLog.REPORT_ID))));
    Dataset<Row> turns =
        new Turns(stamp.reasons(), cap)
            .of(
                in.reports(),
                FactField.DETECTED,
                in.own(),
                List.of(AttributionLog.PROPOSED_CAUSE, AttributionLog.EVIDENCE_PATTERN),
                others);
    List<Column> columns = new ArrayList<>(List.of(DetectionLog.REPORT_ID.col(), Turns.TURN.col()));
    FactField.DETECTED.forEach(f -> columns.add(f.of(Turns.REPORT).as(f.name())));
    columns.add(FactField.STANDING.is(AttributionLog.PROPOSED_CAUSE.of(Turns.OWN)));
    columns.add(FactField.PATTERN.is(AttributionLog.EVIDENCE_PATTERN.of(Turns.OWN)));
    columns.add(FactField.CLUSTER.is(ClusteredLog.CLUSTER_ID.of(CLUSTERED)));
    columns.add(FactField.VERDICT.is(EffectiveEdits.CAUSE.of(EDITED)));
    columns.add(FactField.GROUP.is(group()));
    return turns.select(columns.toArray(Column[]::new));
  }

  private static Column group() {
    return concat_ws(
        "@", DetectionLog.GROUP_KEY.of(Turns.REPORT), DetectionLog.GROUP_START.of(Turns.REPORT));
  }

  private Dataset<Row> weighed(Dataset<Row> facts, boolean contextKnown) {
    return facts
        .groupByKey(
            (MapFunction<Row, String>) f -> f.getAs(FactField.GROUP.name()), Encoders.STRING())
        .flatMapGroups(new WeighGroups(calibration, contextKnown), Encoders.row(FactField.WEIGHED));
  }
}
