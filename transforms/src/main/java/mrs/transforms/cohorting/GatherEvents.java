package mrs.transforms.cohorting;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
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
import mrs.transforms.SparkSchema;
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
        .groupBy(col(CohortHistory.REPORT_GROUP_ID))
        .agg(
            max(col(EventField.STANDING)).as(EventField.STANDING),
            max(col(EventField.ENDED)).as(EventField.ENDED),
            max(col(EventField.EDITED)).as(EventField.EDITED),
            max(col(EventField.GROWN)).as(EventField.GROWN),
            as(EventField.LEFT_LIST, collect_list(col(GOING))))
        .where(
            col(EventField.GROWN)
                .isNotNull()
                .or(size(col(EventField.LEFT_LIST)).gt(0))
                .or(goesOn()));
  }

  private static Dataset<Row> part(Dataset<Row> rows, String name, List<Field> fields) {
    Column[] values = fields.stream().map(f -> as(f, col(f))).toArray(Column[]::new);
    return rows.select(col(CohortHistory.REPORT_GROUP_ID), struct(values).as(name));
  }

  private static Dataset<Row> grown(Dataset<Row> assigned) {
    return part(
        assigned.where(col(MemberField.EVENT).isNotNull()),
        EventField.GROWN,
        EventField.GROWN_FIELDS);
  }

  private static Dataset<Row> left(Dataset<Row> assigned) {
    return members(assigned)
        .where(moved())
        .select(
            col(MemberField.FORMER, MEMBER).as(CohortHistory.REPORT_GROUP_ID.name()),
            struct(col(DetectionLog.REPORT_ID, MEMBER), col(MemberField.EVENT)).as(GOING));
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
                .map(SparkSchema::nullOf)
                .toArray(Column[]::new));
  }

  /** (report_group_id, the member's columns) of every report that takes part or waits. */
  static Dataset<Row> members(Dataset<Row> assigned) {
    return assigned.select(col(MemberField.EVENT), explode(col(MemberField.MEMBERS)).as(MEMBER));
  }

  /** Every column of a member, beside its event. */
  static Dataset<Row> flat(Dataset<Row> assigned) {
    return members(assigned).select(col(MemberField.EVENT), col(MEMBER + ".*"));
  }

  private static Column moved() {
    return col(MemberField.FORMER, MEMBER).notEqual(col(MemberField.EVENT));
  }

  /** Whether an event without reports within the horizon may still have to be ended. */
  private static Column goesOn() {
    Column status = col(EventsLog.EVENT_STATUS, EventField.STANDING);
    Column later =
        col(LogColumns.WRITTEN_AT, EventField.STANDING)
            .gt(col(LogColumns.WRITTEN_AT, EventField.ENDED));
    Column reopened = status.equalTo(EventStatus.REOPENED.word()).and(later);
    Column gone = status.isin(EventStatus.MERGED.word(), EventStatus.SPLIT.word());
    return coalesce(not(gone).and(col(EventField.ENDED).isNull().or(reopened)), lit(false));
  }

  private static List<Field> concat(List<Field> some, List<Field> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
