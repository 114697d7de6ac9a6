package mrs.hydrate.consolidation;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import mrs.contracts.AttributionLog;
import mrs.contracts.Cause;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.FinalisedLog;
import mrs.contracts.LogColumns;
import mrs.contracts.ReportStatus;
import mrs.transforms.EffectiveEdits;
import org.apache.spark.sql.Column;

/**
 * What people decided about a report, by edits of it or, weaker, of its event; and what that comes
 * to in the chains of the groups {@code attribution} and {@code final}.
 *
 * <p><b>Accepting</b> a report says that the proposal is right. Where attribution's latest row is
 * one that the person could have seen (it is not younger than the accept) and names a cause other
 * than {@code unknown}, that cause has confidence 1 and its source is {@code ui}: it is the person
 * who vouches for it. Where attribution has changed its mind since, the accept says nothing of the
 * new proposal; what was accepted then stands in MRFL, and the source is {@code finalised}. An
 * accept never makes up a cause: with MRPAL and MRFL down, there is none.
 *
 * <p><b>MRFL</b> counts for a group that it calls decided, unless an edits log that can be read
 * says that all such decisions have been undone or overruled since. Undoing is certain as soon as
 * it is read; where one edits log is down and the other undoes, the machine's proposal shows rather
 * than a decision that may be gone.
 */
final class Decisions {
  /** The struct column. */
  static final String COLUMN = "decisions";

  private static final Field FINAL_UNDONE =
      Field.bool("final_undone", "All accepts and rejects that can be read are undone.");
  private static final Field ATTRIBUTION_UNDONE =
      Field.bool("attribution_undone", "All that gave a cause, and can be read, is undone.");
  private static final double CERTAIN = 1.0;

  private static final String REPORT = Contributor.UEL.column();
  private static final String EVENT = Contributor.MRCH.column() + "." + Contributor.UMEEL.column();
  private static final String MACHINE = Contributor.MRPAL.column();
  private static final String RECORD = Contributor.MRFL.column();

  private Decisions() {}

  /** {@link #COLUMN}, from the columns of the edits of the report and of its event. */
  static Column column() {
    return struct(
            as(EffectiveEdits.DECISION, stronger(EffectiveEdits.DECISION)),
            as(EffectiveEdits.DECIDED_BY, stronger(EffectiveEdits.DECIDED_BY)),
            as(EffectiveEdits.DECIDED_AT, stronger(EffectiveEdits.DECIDED_AT)),
            as(EffectiveEdits.CAUSE, causeOf(EffectiveEdits.CAUSE)),
            as(EffectiveEdits.CAUSE_BY, causeOf(EffectiveEdits.CAUSE_BY)),
            as(EffectiveEdits.CAUSE_AT, causeOf(EffectiveEdits.CAUSE_AT)),
            as(FINAL_UNDONE, finalUndone()),
            as(ATTRIBUTION_UNDONE, attributionUndone()))
        .as(COLUMN);
  }

  /** What people's edits give for {@code field}, one of the groups that a person can decide. */
  static Column value(Field field) {
    if (field.equals(AttributionLog.PROPOSED_CAUSE)) {
      return cause(col(EffectiveEdits.CAUSE, COLUMN), col(field, MACHINE));
    } else if (field.equals(AttributionLog.CONFIDENCE_SCORE)) {
      return cause(lit(CERTAIN), lit(CERTAIN));
    }
    return col(field, COLUMN);
  }

  /** Whether MRFL counts for {@code group}; NULL where there is no record. */
  static Column isRecorded(FieldGroup group) {
    Field undone = group == FieldGroup.ATTRIBUTION ? ATTRIBUTION_UNDONE : FINAL_UNDONE;
    return array_contains(col(FinalisedLog.DECIDED_GROUPS, RECORD), group.word())
        .and(not(col(undone, COLUMN)));
  }

  private static Column cause(Column set, Column accepted) {
    return when(col(EffectiveEdits.CAUSE, COLUMN).isNotNull(), set)
        .when(acceptsTheProposal(), accepted);
  }

  private static Column acceptsTheProposal() {
    Column accepted = col(EffectiveEdits.DECISION, COLUMN).equalTo(ReportStatus.ACCEPTED.word());
    Column known = col(LogColumns.WRITTEN_AT, MACHINE).leq(col(EffectiveEdits.DECIDED_AT, COLUMN));
    Column names = col(AttributionLog.PROPOSED_CAUSE, MACHINE).notEqual(Cause.UNKNOWN.word());
    return accepted.and(known).and(names);
  }

  private static Column stronger(Field field) {
    return when(col(EffectiveEdits.DECISION, REPORT).isNotNull(), col(field, REPORT))
        .otherwise(col(field, EVENT));
  }

  /**
   * The report's own cause, else its event's, unless the report was accepted before its event was
   * given one.
   */
  private static Column causeOf(Field field) {
    Column accepted = col(EffectiveEdits.DECISION, REPORT).equalTo(ReportStatus.ACCEPTED.word());
    Column later = col(EffectiveEdits.CAUSE_AT, EVENT).gt(col(EffectiveEdits.DECIDED_AT, REPORT));
    return when(col(EffectiveEdits.CAUSE, REPORT).isNotNull(), col(field, REPORT))
        .when(not(coalesce(accepted.and(later), lit(false))), col(field, EVENT));
  }

  private static Column finalUndone() {
    return stronger(EffectiveEdits.DECISION).isNull().and(either(EffectiveEdits.DECISION_UNDONE));
  }

  private static Column attributionUndone() {
    Column accepted =
        coalesce(
            stronger(EffectiveEdits.DECISION).equalTo(ReportStatus.ACCEPTED.word()), lit(false));
    Column overruled = not(accepted).and(either(EffectiveEdits.EVER_ACCEPTED));
    return causeOf(EffectiveEdits.CAUSE)
        .isNull()
        .and(either(EffectiveEdits.CAUSE_UNDONE).or(overruled));
  }

  private static Column either(Field flag) {
    return coalesce(col(flag, REPORT), lit(false)).or(coalesce(col(flag, EVENT), lit(false)));
  }
}
