package mrs.transforms.attribution;

import static org.apache.spark.sql.functions.col;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Optional;
import mrs.contracts.AttributionLog;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.transforms.RunStamp;
import mrs.transforms.Transform;
import mrs.transforms.Turns;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Proposes the cause of each report, from evidence about the group that detection found it with: its scope, how far
 * it is off, zeros, divisibility, what was known to happen there, restatements, and what people said of reports that
 * look alike. All causes are ranked with their evidence; where nothing speaks it is {@code unknown}, without a
 * confidence.
 *
 * <p>Reports of one group have one cause, so beside its worklist a run writes those whose cause has changed with
 * others of their group. They come on top of the cap.
 *
 * <p>Regions are those that detection judged with. Shuffles the reports of the groups that the run works on, and the
 * context of the horizon.
 *
 * @param logicalDay the run's logical date: context received later counts as not known
 * @param horizonDays how long ago context may have ended; also the history that weather is ranked in
 * @param calibration how far ahead a cause has to be for how much confidence
 * @param cap greatest number of reports of the worklist
 * @param stamp its reasons are the codes of the inputs that are down
 */
public record ProposeCauses(
    LocalDate logicalDay, int horizonDays, Calibration calibration, int cap, RunStamp stamp)
    implements Transform<ProposeCauses.Inputs, ProposeCauses.Proposed> {

  private static final String REPORT = "r";
  private static final String OTHER = "o";

  /**
   * What attribution reads.
   *
   * @param reports latest MRDL row of each report within a horizon
   * @param own latest MRPAL row of each report, of earlier runs
   * @param context rows of {@code contextual_events}, in any number of versions; without it causes are less sure
   * @param clustered latest MRCL row of each report; without it people's verdicts are not heard
   * @param edits rows of {@code user_edits_log}; the same
   */
  public record Inputs(
      Dataset<Row> reports,
      Dataset<Row> own,
      Optional<Dataset<Row>> context,
      Optional<Dataset<Row>> clustered,
      Optional<Dataset<Row>> edits) {}

  /**
   * What the stage gives. The number of {@code considered} is that of {@code rows} and {@code dropped}.
   *
   * @param weighed what {@code considered} and {@code rows} are computed from: persist it first
   * @param considered (report_id) that came in: the worklist, what waits, and what changed with others
   * @param rows for MRPAL, without content hash
   * @param dropped (reason, records): waiting beyond the cap
   */
  public record Proposed(
      Dataset<Row> weighed, Dataset<Row> considered, Dataset<Row> rows, Dataset<Row> dropped) {}

  @Override
  public Proposed apply(Inputs in) {
    Turns turns = Turns.of(in.reports(), in.own(), stamp.reasons(), cap);
    Dataset<Row> weighed = weighed(facts(touched(turns.reports()), in), in.context().isPresent());
    Column changed =
        FactField.STANDING.col().notEqual(AttributionLog.PROPOSED_CAUSE.col());
    Dataset<Row> written = weighed.where(Turns.todo().or(Turns.settled().and(changed)));
    Dataset<Row> rows =
        stamp
            .onto(written)
            .select(
                AttributionLog.TABLE.fields().stream()
                    .filter(f -> !f.equals(LogColumns.CONTENT_HASH))
                    .map(f -> f.is(f.col()))
                    .toArray(Column[]::new));
    return new Proposed(weighed, turns.considered(written), rows, turns.waiting());
  }

  /** The reports of all groups of which one is on the worklist. */
  private static Dataset<Row> touched(Dataset<Row> reports) {
    Dataset<Row> groups =
        reports
            .where(Turns.todo())
            .select(DetectionLog.GROUP_KEY.col(), DetectionLog.GROUP_START.col());
    Column same =
        DetectionLog.GROUP_KEY
            .of(REPORT)
            .equalTo(DetectionLog.GROUP_KEY.of(OTHER))
            .and(DetectionLog.GROUP_START.of(REPORT).equalTo(DetectionLog.GROUP_START.of(OTHER)));
    return reports.as(REPORT).join(groups.as(OTHER), same, "left_semi");
  }

  private Dataset<Row> facts(Dataset<Row> reports, Inputs in) {
    ContextOfReports near = new ContextOfReports(logicalDay, horizonDays);
    Optional<Dataset<Row>> verdicts =
        in.clustered().flatMap(c -> in.edits().map(e -> VerdictsOfClusters.of(c, e)));
    Dataset<Row> facts =
        with(
            reports,
            Optional.of(in.own()),
            AttributionLog.PROPOSED_CAUSE,
            FactField.STANDING);
    facts =
        with(
            facts,
            in.context().map(c -> near.of(reports, c)),
            FactField.CONTEXT,
            FactField.CONTEXT);
    facts = with(facts, verdicts, FactField.VERDICT_LIST, FactField.VERDICT_LIST);
    return facts
        .crossJoin(UsualStep.of(in.reports()))
        .select(FactField.TOLD.stream().map(Field::col).toArray(Column[]::new));
  }

  private static Dataset<Row> with(
      Dataset<Row> reports, Optional<Dataset<Row>> other, Field field, Field as) {
    if (other.isEmpty()) {
      return reports.withColumn(as.name(), as.asNull());
    }
    return reports
        .as(REPORT)
        .join(
            other.get().as(OTHER),
            DetectionLog.REPORT_ID.of(REPORT).equalTo(DetectionLog.REPORT_ID.of(OTHER)),
            "left")
        .select(col(REPORT + ".*"), as.is(field.of(OTHER)));
  }

  private Dataset<Row> weighed(Dataset<Row> facts, boolean contextKnown) {
    return facts
        .groupByKey((MapFunction<Row, String>) ProposeCauses::group, Encoders.STRING())
        .flatMapGroups(
            new WeighGroups(calibration, contextKnown), Encoders.row(FactField.WEIGHED));
  }

  private static String group(Row report) {
    Date start = report.getAs(DetectionLog.GROUP_START.name());
    return report.getAs(DetectionLog.GROUP_KEY.name()) + "@" + start.toLocalDate();
  }
}
