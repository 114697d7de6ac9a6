package mrs.hydrate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.function.Function;
import mrs.contracts.DetectionLog;
import mrs.contracts.FieldGroup;
import mrs.contracts.FinalisedLog;
import mrs.contracts.ReportState;
import mrs.contracts.ReportStatus;
import mrs.contracts.Source;
import mrs.contracts.WithdrawalReason;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.EventStates;
import mrs.hydrate.consolidation.Precedence;
import org.apache.spark.sql.Column;

/**
 * Where a report stands. The group {@code status} is the one whose precedence is of what is said
 * before it is of who says it: the first rung that holds gives the word, and the source that said
 * so.
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

  /** report_status. */
  static Column status(Column pending) {
    return first(pending, Rung::word, lit(ReportStatus.OPEN.word()));
  }

  /** source_used_status. */
  static Column source(Column pending) {
    return first(pending, Rung::source, lit(Source.DETECTED.word()));
  }

  private static Column first(Column pending, Function<Rung, Column> said, Column otherwise) {
    List<Rung> strongestFirst = rungs(pending);
    Column result = otherwise;
    for (int i = strongestFirst.size() - 1; i >= 0; i--) {
      Rung rung = strongestFirst.get(i);
      result = when(rung.holds(), said.apply(rung)).otherwise(result);
    }
    return result;
  }

  private static List<Rung> rungs(Column pending) {
    Column withdrawn = DetectionLog.REPORT_STATE.of(REPORT).equalTo(ReportState.WITHDRAWN.word());
    Column restated =
        withdrawn.and(
            DetectionLog.WITHDRAWN_REASON
                .of(REPORT)
                .eqNullSafe(lit(WithdrawalReason.RESTATED.word())));
    Column decidedBy = FieldGroup.FINAL.sourceUsed().col();
    return List.of(
        rung(pending.or(restated), ReportStatus.SUPERSEDED, word(Source.DETECTED)),
        rung(withdrawn, ReportStatus.RETRACTED, word(Source.DETECTED)),
        rung(decided(ReportStatus.REJECTED), ReportStatus.REJECTED, decidedBy),
        rung(EventStates.over(), ReportStatus.ENDED, word(Source.COHORT)),
        rung(decided(ReportStatus.ACCEPTED), ReportStatus.ACCEPTED, decidedBy),
        new Rung(
            ReportReasons.degradedStatus().isNotNull(),
            ReportReasons.degradedStatus(),
            word(Source.DETECTED)));
  }

  private static Rung rung(Column holds, ReportStatus status, Column source) {
    return new Rung(coalesce(holds, lit(false)), lit(status.word()), source);
  }

  private static Column decided(ReportStatus word) {
    return Precedence.merged(FieldGroup.FINAL, FinalisedLog.DECISION).eqNullSafe(lit(word.word()));
  }

  private static Column word(Source source) {
    return lit(source.word());
  }
}
