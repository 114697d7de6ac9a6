package mrs.hydrate;

import static mrs.transforms.SparkSchema.col;
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
import mrs.hydrate.consolidation.EventStates;
import mrs.hydrate.consolidation.OfferedValues;
import mrs.hydrate.consolidation.Precedence;
import mrs.hydrate.consolidation.Rung;
import org.apache.spark.sql.Column;

/** Where a report stands: the first {@link Rung} that holds, as columns of merged rows. */
final class ReportStanding {
  private ReportStanding() {}

  /**
   * report_status.
   *
   * @param pending whether the report waits to be judged again
   */
  static Column status(Column pending) {
    return first(pending, ReportStanding::word);
  }

  /** source_used_status. */
  static Column source(Column pending) {
    return first(pending, ReportStanding::decider);
  }

  private static Column first(Column pending, Function<Rung, Column> given) {
    List<Rung> ladder = Rung.STRONGEST_FIRST;
    int last = ladder.size() - 1;
    Column result = given.apply(ladder.get(last));
    for (int i = last - 1; i >= 0; i--) {
      Rung rung = ladder.get(i);
      Column holds = coalesce(holds(rung.status(), pending), lit(false));
      result = when(holds, given.apply(rung)).otherwise(result);
    }
    return result;
  }

  private static Column holds(ReportStatus status, Column pending) {
    return switch (status) {
      case SUPERSEDED -> pending.or(withdrawn().and(restated()));
      case RETRACTED -> withdrawn();
      case REJECTED, ACCEPTED -> decision().eqNullSafe(lit(status.word()));
      case ENDED -> EventStates.over();
      case DEGRADED -> ReportReasons.degradedStatus().isNotNull();
      case OPEN -> lit(true);
    };
  }

  private static Column word(Rung rung) {
    return rung.status() == ReportStatus.DEGRADED
        ? ReportReasons.degradedStatus()
        : lit(rung.status().word());
  }

  private static Column decider(Rung rung) {
    return rung.isDecision()
        ? col(FieldGroup.FINAL.sourceUsed())
        : lit(rung.deciders().get(0).word());
  }

  private static Column decision() {
    return Precedence.merged(FieldGroup.FINAL, FinalisedLog.DECISION);
  }

  private static Column withdrawn() {
    return OfferedValues.read(Source.DETECTED, DetectionLog.REPORT_STATE)
        .equalTo(ReportState.WITHDRAWN.word());
  }

  private static Column restated() {
    return OfferedValues.read(Source.DETECTED, DetectionLog.WITHDRAWN_REASON)
        .eqNullSafe(lit(WithdrawalReason.RESTATED.word()));
  }
}
