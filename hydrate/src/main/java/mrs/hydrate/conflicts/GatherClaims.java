package mrs.hydrate.conflicts;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.size;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import mrs.contracts.AttributionLog;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.FinalisedLog;
import mrs.contracts.LogColumns;
import mrs.contracts.Source;
import mrs.contracts.UserEditsLog;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.GatherReports;
import mrs.hydrate.consolidation.OfferedValues;
import mrs.hydrate.consolidation.Precedence;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.transforms.Transform;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What each source says of the reports that a person has ever decided about, by an edit of the
 * report or of its event, or on record: only these can have a conflict. What sources offer and what
 * holds is told by the same classes that hydration uses.
 *
 * <p>Rows are for {@link ReadClaims}. There are as many as decided reports, and their logs are cut
 * down to them before anything is shuffled.
 */
public record GatherClaims() implements Transform<ReportLogs, Dataset<Row>> {
  static final String STATE = "state";
  static final String DETECTED_AT = "detected_at";
  static final String RECORDED_AT = "recorded_at";
  static final String CAUSE = "cause_holds";
  static final String DECISION = "decision_holds";
  static final String VOUCHED = "vouched";
  static final String CAUSE_ON_RECORD = "cause_on_record";
  static final String DECISION_ON_RECORD = "decision_on_record";

  private static final Field ID = DetectionLog.REPORT_ID;
  private static final String[] BY_ID = {ID.name()};

  private static final Set<Contributor> BY_REPORT =
      Set.of(Contributor.MRDL, Contributor.MRPAL, Contributor.MRCH, Contributor.MRFL);

  @Override
  public Dataset<Row> apply(ReportLogs logs) {
    Dataset<Row> decided = broadcast(decided(logs));
    ReportLogs some =
        logs.only(log -> log != Contributor.MRCL)
            .map(
                (log, rows) ->
                    BY_REPORT.contains(log) ? rows.join(decided, BY_ID, "left_semi") : rows);
    Map<FieldGroup, Map<Source, Column>> offered =
        OfferedValues.of(List.of(FieldGroup.ATTRIBUTION, FieldGroup.FINAL));
    Dataset<Row> merged =
        Precedence.merge(
            new GatherReports(List.of(DetectionLog.REPORT_STATE)).apply(some), offered);
    Dataset<Row> rows = merged.select(columns(offered));
    if (some.attributed().isPresent()) {
      rows = rows.join(proposals(some.attributed().get()), BY_ID, "left");
    }
    if (logs.edits().isPresent()) {
      rows = rows.join(Told.edits(logs.edits().get(), UserEditsLog.REPORT_ID), BY_ID, "left");
    }
    return rows;
  }

  private static Dataset<Row> proposals(Dataset<Row> attributed) {
    return Told.proposals(
        attributed, ID, AttributionLog.PROPOSED_CAUSE, col(AttributionLog.CONFIDENCE_SCORE));
  }

  /** (report_id), some of them several times. */
  private static Dataset<Row> decided(ReportLogs logs) {
    List<Dataset<Row>> ids = new ArrayList<>();
    logs.edits().ifPresent(edits -> ids.add(edits.select(col(UserEditsLog.REPORT_ID))));
    logs.finalised()
        .ifPresent(
            records ->
                ids.add(
                    records
                        .where(size(col(FinalisedLog.DECIDED_GROUPS)).gt(0))
                        .select(col(FinalisedLog.REPORT_ID))));
    if (logs.eventEdits().isPresent() && logs.cohort().isPresent()) {
      String[] byEvent = {CohortHistory.REPORT_GROUP_ID.name()};
      Dataset<Row> events = logs.eventEdits().get().select(col(CohortHistory.REPORT_GROUP_ID));
      ids.add(
          logs.cohort()
              .get()
              .join(broadcast(events), byEvent, "left_semi")
              .select(col(CohortHistory.REPORT_ID)));
    }
    return ids.stream()
        .reduce(Dataset::union)
        .orElseGet(() -> logs.detected().select(col(ID)).limit(0))
        .distinct();
  }

  private static Column[] columns(Map<FieldGroup, Map<Source, Column>> offered) {
    Map<Source, Column> causes = Objects.requireNonNull(offered.get(FieldGroup.ATTRIBUTION));
    Map<Source, Column> decisions = Objects.requireNonNull(offered.get(FieldGroup.FINAL));
    return new Column[] {
      col(ID),
      col(LogColumns.WEEK_START, Contributor.MRDL.column()),
      col(DetectionLog.REPORT_STATE, Contributor.MRDL.column()).as(STATE),
      col(LogColumns.WRITTEN_AT, Contributor.MRDL.column()).as(DETECTED_AT),
      coalesce(
              col(FinalisedLog.DECIDED_AT, Contributor.MRFL.column()),
              col(LogColumns.WRITTEN_AT, Contributor.MRFL.column()))
          .as(RECORDED_AT),
      col(Contributor.UEL.column()),
      col(Contributor.UMEEL.column()),
      Precedence.merged(FieldGroup.ATTRIBUTION, AttributionLog.PROPOSED_CAUSE).as(CAUSE),
      Precedence.merged(FieldGroup.FINAL, FinalisedLog.DECISION).as(DECISION),
      Objects.requireNonNull(causes.get(Source.UI)).as(VOUCHED),
      Objects.requireNonNull(causes.get(Source.FINALISED)).as(CAUSE_ON_RECORD),
      Objects.requireNonNull(decisions.get(Source.FINALISED)).as(DECISION_ON_RECORD)
    };
  }
}
