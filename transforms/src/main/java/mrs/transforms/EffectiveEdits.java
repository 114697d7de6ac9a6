package mrs.transforms;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import mrs.contracts.Cause;
import mrs.contracts.EditAction;
import mrs.contracts.Field;
import mrs.contracts.FinalisedLog;
import mrs.contracts.ReportStatus;
import mrs.contracts.UserEditsLog;
import mrs.contracts.Words;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What people's edits of a report, or of an event, come to: the latest accept or reject, and the
 * latest cause, among the edits that are not undone.
 *
 * <p>An edit is undone by an {@code undo} that names it and is not itself undone; the order in
 * which rows arrive and clocks that disagree change nothing about that. Among those left the
 * greatest (written_at, edit_id) is the latest. Edits that say nothing usable ({@link #usable})
 * count as not made.
 */
public final class EffectiveEdits {
  /** accepted or rejected; NULL where no such edit holds. */
  public static final Field DECISION = FinalisedLog.DECISION;

  /** Who accepted or rejected. */
  public static final Field DECIDED_BY = FinalisedLog.DECIDED_BY;

  /** When (UTC). */
  public static final Field DECIDED_AT = FinalisedLog.DECIDED_AT;

  /** The cause that a person set; NULL where no such edit holds. */
  public static final Field CAUSE = Field.string("cause", "The cause that a person set, if any.");

  /** Who set it. */
  public static final Field CAUSE_BY = Field.string("cause_by", "Who set the cause.");

  /** When it was set (UTC). */
  public static final Field CAUSE_AT = Field.timestamp("cause_at", "When the cause was set (UTC).");

  /** Whether there were accepts or rejects and none of them holds. */
  public static final Field DECISION_UNDONE =
      Field.bool("decision_undone", "There were accepts or rejects, and none holds.");

  /** Whether causes were set and none of them holds. */
  public static final Field CAUSE_UNDONE =
      Field.bool("cause_undone", "Causes were set, and none holds.");

  /** Whether there ever was an accept, undone or not. */
  public static final Field EVER_ACCEPTED =
      Field.bool("ever_accepted", "There was an accept, undone or not.");

  /** What {@link #by} gives for each id. */
  public static final List<Field> FIELDS =
      List.of(
          DECISION,
          DECIDED_BY,
          DECIDED_AT,
          CAUSE,
          CAUSE_BY,
          CAUSE_AT,
          DECISION_UNDONE,
          CAUSE_UNDONE,
          EVER_ACCEPTED);

  private static final List<Field> ORDERED =
      List.of(
          UserEditsLog.WRITTEN_AT,
          UserEditsLog.EDIT_ID,
          UserEditsLog.ACTION,
          UserEditsLog.VALUE,
          UserEditsLog.EDITED_BY);

  private static final String ALL = "all_edits";
  private static final String HOLDING = "holding_edits";
  private static final String LAST_DECISION = "last_decision";
  private static final String LAST_CAUSE = "last_cause";

  private EffectiveEdits() {}

  /**
   * ({@code id}, {@link #FIELDS}) of every id that has usable edits. Shuffles the edits once.
   *
   * @param edits rows of either edits log; only those of people, so few
   */
  public static Dataset<Row> by(Dataset<Row> edits, Field id) {
    return edits
        .where(usable())
        .groupBy(col(id))
        .agg(collect_list(struct(columns())).as(ALL))
        .select(col(id), col(ALL), holding(col(ALL)).as(HOLDING))
        .select(
            col(id),
            col(ALL),
            array_max(filter(col(HOLDING), EffectiveEdits::decides)).as(LAST_DECISION),
            array_max(filter(col(HOLDING), e -> does(e, EditAction.SET_CAUSE))).as(LAST_CAUSE))
        .select(
            col(id),
            as(DECISION, decisionWord()),
            as(DECIDED_BY, col(UserEditsLog.EDITED_BY, LAST_DECISION)),
            as(DECIDED_AT, col(UserEditsLog.WRITTEN_AT, LAST_DECISION)),
            as(CAUSE, col(UserEditsLog.VALUE, LAST_CAUSE)),
            as(CAUSE_BY, col(UserEditsLog.EDITED_BY, LAST_CAUSE)),
            as(CAUSE_AT, col(UserEditsLog.WRITTEN_AT, LAST_CAUSE)),
            as(
                DECISION_UNDONE,
                exists(col(ALL), EffectiveEdits::decides).and(col(LAST_DECISION).isNull())),
            as(
                CAUSE_UNDONE,
                exists(col(ALL), e -> does(e, EditAction.SET_CAUSE)).and(col(LAST_CAUSE).isNull())),
            as(EVER_ACCEPTED, exists(col(ALL), e -> does(e, EditAction.ACCEPT))));
  }

  /**
   * Whether what {@link #by} gives confirms that there was an anomaly: accepted, or given a cause
   * and not rejected. Never NULL.
   */
  public static Column confirms() {
    Column accepted = col(DECISION).eqNullSafe(ReportStatus.ACCEPTED.word());
    return accepted.or(col(DECISION).isNull().and(col(CAUSE).isNotNull()));
  }

  /**
   * Whether an edit's row says something: a known action, with the value that it needs. Never NULL.
   */
  public static Column usable() {
    return functions.coalesce(
        knownAction().and(not(unknownCause())).and(not(namesNothing())), functions.lit(false));
  }

  /** Whether an edit's action is one of {@link EditAction}. */
  public static Column knownAction() {
    return col(UserEditsLog.ACTION).isin(words(EditAction.values()));
  }

  /** Whether an edit sets a cause that is none of {@link Cause}. */
  public static Column unknownCause() {
    Column known =
        functions.coalesce(
            col(UserEditsLog.VALUE).isin(words(Cause.values())), functions.lit(false));
    return does(EditAction.SET_CAUSE).and(not(known));
  }

  /** Whether an edit is an undo. */
  public static Column undoes() {
    return does(EditAction.UNDO);
  }

  private static Column namesNothing() {
    return undoes().and(col(UserEditsLog.VALUE).isNull());
  }

  /**
   * The edits that are not undone. Undos form trees, each naming one edit; starting from nothing
   * undone, every round settles one more level of them, so as many rounds as there are undos settle
   * all.
   */
  private static Column holding(Column edits) {
    Column undos = filter(edits, e -> does(e, EditAction.UNDO));
    Column nothing = functions.array().cast("array<string>");
    Column undone =
        aggregate(
            undos,
            nothing,
            (settled, each) ->
                transform(
                    filter(undos, u -> not(array_contains(settled, id(u)))),
                    u -> u.getField(UserEditsLog.VALUE.name())));
    return filter(edits, e -> not(array_contains(undone, id(e))));
  }

  private static Column id(Column edit) {
    return edit.getField(UserEditsLog.EDIT_ID.name());
  }

  private static Column decides(Column edit) {
    return does(edit, EditAction.ACCEPT).or(does(edit, EditAction.REJECT));
  }

  private static Column does(Column edit, EditAction action) {
    return edit.getField(UserEditsLog.ACTION.name()).equalTo(action.word());
  }

  private static Column does(EditAction action) {
    return col(UserEditsLog.ACTION).equalTo(action.word());
  }

  private static Column decisionWord() {
    Column action = col(UserEditsLog.ACTION, LAST_DECISION);
    return when(action.equalTo(EditAction.ACCEPT.word()), ReportStatus.ACCEPTED.word())
        .when(action.equalTo(EditAction.REJECT.word()), ReportStatus.REJECTED.word());
  }

  private static Object[] words(Words[] vocabulary) {
    return Arrays.stream(vocabulary).map(Words::word).toArray();
  }

  private static Column[] columns() {
    return ORDERED.stream().map(SparkSchema::col).toArray(Column[]::new);
  }
}
