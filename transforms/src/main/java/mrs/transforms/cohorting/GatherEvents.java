package mrs.transforms.cohorting;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;

import java.util.List;
import java.util.stream.Stream;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.EventStatus;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.transforms.EffectiveEdits;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Brings together what is known of every event that there may be something to write about. */
final class GatherEvents {
  private static final List<Field> ORDER =
      List.of(LogColumns.WRITTEN_AT, LogColumns.VERSION, LogColumns.CONTENT_HASH);

  private static final String MEMBER = "member";
  private static final String GOING = "going";

  private GatherEvents() {}

  /**
   * (report_group_id, the parts of {@link EventField}), of events with reports or not yet over; one
   * shuffle.
   */
  static Dataset<Row> of(Dataset<Row> assigned, FormEvents.Inputs in) {
    Dataset<Row> tagged =
        part(in.events(), EventField.STANDING, concat(ORDER, EventField.STANDING_FIELDS))
            .unionByName(
                part(in.ended(), EventField.ENDED, concat(ORDER, EventField.ENDED_FIELDS)), true)
            .unionByName(grown(assigned), true)
            .unionByName(left(assigned), true)
            .unionByName(edited(assigned, in), true);
    return tagged
        .groupBy(CohortHistory.REPORT_GROUP_ID.col())
        .agg(
            max(col(EventField.STANDING)).as(EventField.STANDING),
            max(col(EventField.ENDED)).as(EventField.ENDED),
            max(col(EventField.EDITED)).as(EventField.EDITED),
            max(col(EventField.GROWN)).as(EventField.GROWN),
            EventField.LEFT_LIST.is(collect_list(col(GOING))))
        .where(
            col(EventField.GROWN)
                .isNotNull()
                .or(size(EventField.LEFT_LIST.col()).gt(0))
                .or(goesOn()));
  }

  private static Dataset<Row> part(Dataset<Row> rows, String name, List<Field> fields) {
    Column[] values = fields.stream().map(f -> f.is(f.col())).toArray(Column[]::new);
    return rows.select(CohortHistory.REPORT_GROUP_ID.col(), struct(values).as(name));
  }

  private static Dataset<Row> grown(Dataset<Row> assigned) {
    return part(
        assigned.where(MemberField.EVENT.col().isNotNull()),
        EventField.GROWN,
        EventField.GROWN_FIELDS);
  }

  private static Dataset<Row> left(Dataset<Row> assigned) {
    return members(assigned)
        .where(moved())
        .select(
            MemberField.FORMER.of(MEMBER).as(CohortHistory.REPORT_GROUP_ID.name()),
            struct(DetectionLog.REPORT_ID.of(MEMBER), MemberField.EVENT.col()).as(GOING));
  }

  private static Dataset<Row> edited(Dataset<Row> any, FormEvents.Inputs in) {
    Dataset<Row> edits =
        in.eventEdits()
            .map(e -> EffectiveEdits.by(e, CohortHistory.REPORT_GROUP_ID))
            .orElseGet(() -> none(any));
    return part(edits, EventField.EDITED, EventField.EDITED_FIELDS);
  }

  private static Dataset<Row> none(Dataset<Row> any) {
    return any.where(lit(false))
        .select(
            Stream.concat(
                    Stream.of(CohortHistory.REPORT_GROUP_ID), EventField.EDITED_FIELDS.stream())
                .map(Field::asNull)
                .toArray(Column[]::new));
  }

  /** (report_group_id, the member's columns) of every report that takes part or waits. */
  static Dataset<Row> members(Dataset<Row> assigned) {
    return assigned.select(MemberField.EVENT.col(), explode(MemberField.MEMBERS.col()).as(MEMBER));
  }

  /** Every column of a member, beside its event. */
  static Dataset<Row> flat(Dataset<Row> assigned) {
    return members(assigned).select(MemberField.EVENT.col(), col(MEMBER + ".*"));
  }

  private static Column moved() {
    return MemberField.FORMER.of(MEMBER).notEqual(MemberField.EVENT.col());
  }

  /** Whether an event without reports within the horizon may still have to be ended. */
  private static Column goesOn() {
    Column status = EventsLog.EVENT_STATUS.of(EventField.STANDING);
    Column later =
        LogColumns.WRITTEN_AT
            .of(EventField.STANDING)
            .gt(LogColumns.WRITTEN_AT.of(EventField.ENDED));
    Column reopened = status.equalTo(EventStatus.REOPENED.word()).and(later);
    Column gone = status.isin(EventStatus.MERGED.word(), EventStatus.SPLIT.word());
    return coalesce(not(gone).and(col(EventField.ENDED).isNull().or(reopened)), lit(false));
  }

  private static List<Field> concat(List<Field> some, List<Field> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
