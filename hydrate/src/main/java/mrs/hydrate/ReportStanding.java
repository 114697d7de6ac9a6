package mrs.hydrate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import mrs.contracts.DetectionLog;
import mrs.contracts.FieldGroup;
import mrs.contracts.FinalisedLog;
import mrs.contracts.ReportState;
import mrs.contracts.ReportStatus;
import mrs.contracts.Source;
import mrs.contracts.WithdrawalReason;
import mrs.transforms.Contributor;
import mrs.transforms.EventStates;
import mrs.transforms.Precedence;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Where a report stands. The group {@code status} is the one whose precedence is of what is said before it is of
 * who says it: the first rung that holds gives the word, and the source that said so.
 */
final class ReportStanding {
  private static final String REPORT = Contributor.MRDL.column();

  private ReportStanding() {}

  /**
   * One rung of the ladder.
   *
   * @param holds never NULL
   * @param source word of the {@link Source} that decided it
   */
  private record Rung(Column holds, Column word, Column source) {}

  /** {@code rows} with report_status and source_used_status. */
  static Dataset<Row> onto(Dataset<Row> rows) {
    Column word = lit(ReportStatus.OPEN.word());
    Column source = lit(Source.DETECTED.word());
    List<Rung> strongestFirst = rungs();
    for (int i = strongestFirst.size() - 1; i >= 0; i--) {
      Rung rung = strongestFirst.get(i);
      word = when(rung.holds(), rung.word()).otherwise(word);
      source = when(rung.holds(), rung.source()).otherwise(source);
    }
    return rows.withColumn(ReportStatus.FIELD.name(), word)
        .withColumn(FieldGroup.STATUS.sourceUsed().name(), source);
  }

  private static List<Rung> rungs() {
    Column withdrawn =
        DetectionLog.REPORT_STATE.of(REPORT).equalTo(ReportState.WITHDRAWN.word());
    Column restated =
        withdrawn.and(
            DetectionLog.WITHDRAWN_REASON
                .of(REPORT)
                .eqNullSafe(lit(WithdrawalReason.RESTATED.word())));
    Column decidedBy = FieldGroup.FINAL.sourceUsed().col();
    return List.of(
        rung(Restatements.pending().or(restated), ReportStatus.SUPERSEDED, source(Source.DETECTED)),
        rung(withdrawn, ReportStatus.RETRACTED, source(Source.DETECTED)),
        rung(decided(ReportStatus.REJECTED), ReportStatus.REJECTED, decidedBy),
        rung(EventStates.over(), ReportStatus.ENDED, source(Source.COHORT)),
        rung(decided(ReportStatus.ACCEPTED), ReportStatus.ACCEPTED, decidedBy),
        new Rung(
            ReportReasons.degradedStatus().isNotNull(),
            ReportReasons.degradedStatus(),
            source(Source.DETECTED)));
  }

  private static Rung rung(Column holds, ReportStatus status, Column source) {
    return new Rung(coalesce(holds, lit(false)), lit(status.word()), source);
  }

  private static Column decided(ReportStatus word) {
    return Precedence.merged(FieldGroup.FINAL, FinalisedLog.DECISION)
        .eqNullSafe(lit(word.word()));
  }

  private static Column source(Source source) {
    return lit(source.word());
  }
}
