package mrs.hydrate.finalisation;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.FinalisedLog;
import mrs.contracts.LogColumns;
import mrs.contracts.ReportState;
import mrs.contracts.UserEditsLog;
import mrs.contracts.UserEventEditsLog;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.EventStates;
import mrs.hydrate.consolidation.GatherReports;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.hydrate.consolidation.RowReasons;
import mrs.transforms.Dropped;
import mrs.transforms.Once;
import mrs.transforms.RunStamp;
import mrs.transforms.StageTransform;
import mrs.transforms.Worklist;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes the consolidated record of every report that a person decided about, whose event ended, or
 * that detection withdrew, where it differs from the record that stands; so a second run writes
 * nothing.
 *
 * <p>The chains are those of hydration. With an edits log down the latest machine proposal is
 * recorded, but for decisions that the standing record has and that no readable log undoes: those
 * are kept. A decision that was undone is recorded as gone. A record made without an input carries
 * that input's code, and is made again once the input is there; a standing record is not made again
 * merely because an input is missing now.
 *
 * <p>Conservation, in reports: in = rows + dropped. An edit that cannot be used comes in as one
 * record of its own and leaves as one dead letter, so with them in = rows + dropped + dead letters
 * as well.
 *
 * <p>Shuffles as {@link GatherReports} does, and the edits a few times.
 *
 * @param stamp its reasons are the codes of the inputs that are down
 * @param cap greatest number of rows of one run, those of the earliest weeks first; the rest waits,
 *     in weeks no earlier than the last of those
 */
public record FinaliseReports(RunStamp stamp, int cap)
    implements StageTransform<FinaliseReports.Inputs, FinaliseReports.Finalised> {

  private static final String OUTCOME = "outcome";
  private static final String RECORD = "record";
  private static final String REASONS = "record_reasons";
  private static final String CHANGED = "changed";
  private static final String UNDECIDED = "undecided";
  private static final String UNCHANGED = "unchanged";

  private static final String REPORT = Contributor.MRDL.column();
  private static final String STANDING = Contributor.MRFL.column();

  /**
   * The logs, latest rows or all.
   *
   * @param logs of the reports that may have to be recorded; {@code finalised} is this stage's own
   *     log
   * @param unchecked the edits that no run has checked yet, with all reports and events that they
   *     may refer to
   * @param deadLetters rows of the dead letters of both edits logs, as far as there are any
   */
  public record Inputs(ReportLogs logs, ReportLogs unchecked, Optional<Dataset<Row>> deadLetters) {}

  /**
   * What the stage gives.
   *
   * @param rows for MRFL, without content hash
   * @param errors dead letters of {@code user_edits_log}; empty where that log is down or no edit
   *     is unchecked
   * @param eventErrors dead letters of {@code user_minority_events_edits_log}, likewise
   * @param dropped (reason, records): undecided, unchanged, or waiting beyond the cap
   */
  public record Finalised(
      Dataset<Row> rows,
      Optional<Dataset<Row>> errors,
      Optional<Dataset<Row>> eventErrors,
      Dataset<Row> dropped) {}

  @Override
  public Finalised apply(Inputs in, Once once) {
    Dataset<Row> judged = once.of(judged(in.logs()));
    return new Finalised(rows(judged), errors(in), eventErrors(in), dropped(judged));
  }

  private Optional<Dataset<Row>> errors(Inputs in) {
    CheckEdits check = new CheckEdits(stamp, UserEditsLog.TABLE, DetectionLog.REPORT_ID);
    Dataset<Row> reports = in.unchecked().detected().select(col(DetectionLog.REPORT_ID));
    return in.unchecked()
        .edits()
        .map(
            e ->
                new CheckEdits.Inputs(
                    e, in.logs().edits().orElse(e), Optional.of(reports), in.deadLetters()))
        .map(check::apply);
  }

  /** Which events there ever were can be told by MELOG alone: MRCH may be given as it is now. */
  private Optional<Dataset<Row>> eventErrors(Inputs in) {
    CheckEdits check =
        new CheckEdits(stamp, UserEventEditsLog.TABLE, CohortHistory.REPORT_GROUP_ID);
    ReportLogs all = in.unchecked();
    Optional<Dataset<Row>> listed = all.events().map(FinaliseReports::eventIds);
    Optional<Dataset<Row>> known =
        listed.map(ids -> all.cohort().map(c -> ids.unionAll(eventIds(c))).orElse(ids));
    return all.eventEdits()
        .map(
            e ->
                new CheckEdits.Inputs(e, in.logs().eventEdits().orElse(e), known, in.deadLetters()))
        .map(check::apply);
  }

  private static Dataset<Row> eventIds(Dataset<Row> rows) {
    return rows.select(col(CohortHistory.REPORT_GROUP_ID));
  }

  /** Every report with its record as it is now and what becomes of it. */
  private Dataset<Row> judged(ReportLogs logs) {
    List<Field> detected =
        List.of(
            DetectionLog.STORE_ID,
            DetectionLog.SKU,
            DetectionLog.REPORT_STATE,
            DetectionLog.PRIORITY);
    Dataset<Row> gathered = new GatherReports(detected).apply(logs);
    return ConsolidatedRecord.onto(gathered, RECORD)
        .withColumn(REASONS, reasons(logs))
        .withColumn(OUTCOME, outcome());
  }

  private Column reasons(ReportLogs logs) {
    List<Column> codes = new ArrayList<>(List.of(RunStamp.literal(stamp.reasons())));
    for (Contributor log : Contributor.values()) {
      if (log != Contributor.MRFL) {
        codes.add(RowReasons.of(log, logs));
      }
    }
    return RowReasons.union(codes);
  }

  private static Column outcome() {
    Column withdrawn = col(DetectionLog.REPORT_STATE, REPORT).equalTo(ReportState.WITHDRAWN.word());
    Column stands = col(STANDING).isNotNull();
    Column concerned = ConsolidatedRecord.decided().or(EventStates.over()).or(withdrawn).or(stands);
    Column healed =
        size(array_except(col(LogColumns.DEGRADED_REASONS, STANDING), col(REASONS))).gt(0);
    Column same =
        col(RECORD)
            .eqNullSafe(ConsolidatedRecord.standing())
            .and(not(coalesce(healed, lit(false))));
    return when(not(concerned), UNDECIDED).when(stands.and(same), UNCHANGED).otherwise(CHANGED);
  }

  private Dataset<Row> rows(Dataset<Row> judged) {
    Dataset<Row> chosen =
        judged
            .where(col(OUTCOME).equalTo(CHANGED))
            .orderBy(
                col(LogColumns.WEEK_START, REPORT),
                col(LogColumns.WRITTEN_AT, REPORT),
                col(DetectionLog.PRIORITY, REPORT).desc(),
                col(DetectionLog.REPORT_ID))
            .limit(cap);
    Column[] columns =
        Stream.of(
                Stream.of(col(DetectionLog.REPORT_ID)),
                Stream.of(col(DetectionLog.STORE_ID, REPORT), col(DetectionLog.SKU, REPORT)),
                FinalisedLog.CONTENT.stream().map(f -> col(f, RECORD)),
                Stream.of(col(LogColumns.WEEK_START, REPORT), col(REASONS)))
            .flatMap(s -> s)
            .toArray(Column[]::new);
    return RunStamp.asRowsOf(FinalisedLog.TABLE, stamp.onto(chosen.select(columns), col(REASONS)));
  }

  private Dataset<Row> dropped(Dataset<Row> judged) {
    Column beyond = greatest(col(Dropped.RECORDS).minus(cap), lit(0L));
    Column changed = col(OUTCOME).equalTo(CHANGED);
    return judged
        .groupBy(col(OUTCOME))
        .agg(count(lit(1)).as(Dropped.RECORDS.name()))
        .select(
            as(Dropped.REASON, when(changed, Worklist.WAITS).otherwise(col(OUTCOME))),
            as(Dropped.RECORDS, when(changed, beyond).otherwise(col(Dropped.RECORDS))))
        .where(col(Dropped.RECORDS).gt(0));
  }
}
