package mrs.transforms.cohorting;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.struct;

import java.util.List;
import java.util.Optional;
import mrs.contracts.CohortHistory;
import mrs.contracts.EventStatus;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.transforms.EffectiveEdits;
import mrs.transforms.Gather;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Brings together what is known of every event that there may be something to write about. */
final class GatherEvents {
  private GatherEvents() {}

  /** (report_group_id, one struct a part of {@link EventField}), of events with reports or not yet over. */
  static Dataset<Row> of(Dataset<Row> assigned, FormEvents.Inputs in) {
    List<Gather.Part> parts =
        List.of(
            Gather.Part.ofLog(
                EventField.STANDING, EventField.STANDING_FIELDS, Optional.of(in.events())),
            Gather.Part.ofLog(EventField.ENDED, EventField.ENDED_FIELDS, Optional.of(in.ended())),
            new Gather.Part(
                EventField.EDITED,
                EventField.EDITED_FIELDS,
                in.eventEdits().map(e -> EffectiveEdits.by(e, CohortHistory.REPORT_GROUP_ID))),
            part(EventField.MEMBERS, EventField.MEMBER_LIST, EventField.MEMBER, assigned),
            part(EventField.LEFT, EventField.LEFT_LIST, EventField.GOING, left(assigned)));
    return new Gather(CohortHistory.REPORT_GROUP_ID, parts)
        .latest()
        .where(
            col(EventField.MEMBERS)
                .isNotNull()
                .or(col(EventField.LEFT).isNotNull())
                .or(goesOn()));
  }

  private static Gather.Part part(
      String name, Field list, List<Field> fields, Dataset<Row> rows) {
    Field event = name.equals(EventField.LEFT) ? MemberField.FORMER : MemberField.EVENT;
    Column each = struct(fields.stream().map(f -> f.is(f.col())).toArray(Column[]::new));
    Dataset<Row> grouped =
        rows.groupBy(event.col().as(CohortHistory.REPORT_GROUP_ID.name()))
            .agg(list.is(collect_list(each)));
    return new Gather.Part(name, List.of(list), Optional.of(grouped));
  }

  private static Dataset<Row> left(Dataset<Row> assigned) {
    return assigned.where(MemberField.moved());
  }

  /** Whether an event without reports within the horizon may still have to be ended. */
  private static Column goesOn() {
    Column status = EventsLog.EVENT_STATUS.of(EventField.STANDING);
    Column reopened =
        status
            .equalTo(EventStatus.REOPENED.word())
            .and(
                LogColumns.WRITTEN_AT
                    .of(EventField.STANDING)
                    .gt(LogColumns.WRITTEN_AT.of(EventField.ENDED)));
    Column gone = status.isin(EventStatus.MERGED.word(), EventStatus.SPLIT.word());
    return col(EventField.STANDING)
        .isNotNull()
        .and(org.apache.spark.sql.functions.not(gone))
        .and(col(EventField.ENDED).isNull().or(reopened));
  }
}
