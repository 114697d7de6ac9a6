package mrs.hydrate.consolidation;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mrs.contracts.AttributionLog;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.FinalisedLog;
import mrs.contracts.LogColumns;
import mrs.hydrate.consolidation.Decisions.Proposal;
import mrs.hydrate.consolidation.StandingEdits.Said;
import mrs.transforms.EffectiveEdits;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.jspecify.annotations.Nullable;

/** {@link Decisions} as columns of gathered rows, see {@link GatherReports}. */
final class DecidedValues {
  /** The struct column. */
  static final String COLUMN = "decisions";

  private static final Field FINAL_RECORDED =
      Field.bool("final_recorded", "MRFL counts for what it says of decisions; never NULL.");
  private static final Field ATTRIBUTION_RECORDED =
      Field.bool("attribution_recorded", "MRFL counts for the cause; never NULL.");

  private static final List<Field> FIELDS =
      List.of(
          EffectiveEdits.DECISION,
          EffectiveEdits.DECIDED_BY,
          EffectiveEdits.DECIDED_AT,
          EffectiveEdits.CAUSE,
          EffectiveEdits.CAUSE_BY,
          EffectiveEdits.CAUSE_AT,
          AttributionLog.PROPOSED_CAUSE,
          AttributionLog.CONFIDENCE_SCORE,
          FINAL_RECORDED,
          ATTRIBUTION_RECORDED);

  private static final UserDefinedFunction DECIDED =
      udf((UDF1<Row, Row>) DecidedValues::decided, SparkSchema.struct(FIELDS));

  private DecidedValues() {}

  /** {@link #COLUMN}, from the gathered rows of the edits, of MRPAL and of MRFL. */
  static Column column() {
    String event = Contributor.MRCH.column() + "." + Contributor.UMEEL.column();
    String proposal = Contributor.MRPAL.column();
    Column said =
        struct(
            col(Contributor.UEL.column()),
            col(event),
            col(AttributionLog.PROPOSED_CAUSE, proposal),
            col(LogColumns.WRITTEN_AT, proposal),
            col(FinalisedLog.DECIDED_GROUPS, Contributor.MRFL.column()));
    return DECIDED.apply(said).as(COLUMN);
  }

  /** What people's edits give for {@code field}, one of the groups that a person can decide. */
  static Column value(Field field) {
    return col(field, COLUMN);
  }

  /** Whether MRFL counts for {@code group}; never NULL. */
  static Column isRecorded(FieldGroup group) {
    return col(group == FieldGroup.ATTRIBUTION ? ATTRIBUTION_RECORDED : FINAL_RECORDED, COLUMN);
  }

  private static Row decided(Row said) {
    Decisions decisions = Decisions.of(edits(said, 0), edits(said, 1));
    Optional<String> vouched = decisions.vouched(proposal(said));
    List<String> groups = said.isNullAt(4) ? List.of() : said.getList(4);
    return RowFactory.create(
        word(decisions.decision()),
        by(decisions.decision()),
        at(decisions.decision()),
        word(decisions.cause()),
        by(decisions.cause()),
        at(decisions.cause()),
        vouched.orElse(null),
        vouched.isPresent() ? Decisions.CERTAIN : null,
        decisions.isRecorded(FieldGroup.FINAL, groups),
        decisions.isRecorded(FieldGroup.ATTRIBUTION, groups));
  }

  private static Optional<Proposal> proposal(Row said) {
    return said.isNullAt(2) || said.isNullAt(3)
        ? Optional.empty()
        : Optional.of(new Proposal(said.getString(2), said.getTimestamp(3).toInstant()));
  }

  private static StandingEdits edits(Row said, int at) {
    return said.isNullAt(at) ? StandingEdits.NONE : of(said.getStruct(at));
  }

  /** What {@link EffectiveEdits} gives for one id. */
  static StandingEdits of(Row edits) {
    return new StandingEdits(
        said(edits, EffectiveEdits.DECISION, EffectiveEdits.DECIDED_BY, EffectiveEdits.DECIDED_AT),
        said(edits, EffectiveEdits.CAUSE, EffectiveEdits.CAUSE_BY, EffectiveEdits.CAUSE_AT),
        is(edits, EffectiveEdits.DECISION_UNDONE),
        is(edits, EffectiveEdits.CAUSE_UNDONE),
        is(edits, EffectiveEdits.EVER_ACCEPTED));
  }

  private static Optional<Said> said(Row edits, Field word, Field by, Field at) {
    return Optional.ofNullable(edits.<@Nullable String>getAs(word.name()))
        .map(
            w ->
                new Said(w, edits.getAs(by.name()), edits.<Timestamp>getAs(at.name()).toInstant()));
  }

  private static boolean is(Row edits, Field flag) {
    return Boolean.TRUE.equals(edits.<@Nullable Boolean>getAs(flag.name()));
  }

  private static @Nullable String word(Optional<Said> said) {
    return said.map(Said::word).orElse(null);
  }

  private static @Nullable String by(Optional<Said> said) {
    return said.map(Said::by).orElse(null);
  }

  private static @Nullable Timestamp at(Optional<Said> said) {
    Optional<Instant> at = said.map(Said::at);
    return at.map(Timestamp::from).orElse(null);
  }
}
