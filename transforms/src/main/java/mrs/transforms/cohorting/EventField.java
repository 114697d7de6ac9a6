package mrs.transforms.cohorting;

import java.util.List;
import java.util.stream.Stream;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.EventsEndedLog;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.transforms.EffectiveEdits;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.types.StructType;

/** Columns of an event on its way through {@link AccountForEvents}. */
final class EventField {
  /**
   * Parts that go in: latest rows of MELOG and MEEL, what people decided, its component, members
   * that left.
   */
  static final String STANDING = "standing";

  static final String ENDED = "ended";
  static final String EDITED = "edited";
  static final String GROWN = "grown";

  /** What a component is made of. */
  static final List<Field> GROWN_FIELDS = List.of(EventsLog.SCOPE, MemberField.MEMBERS);

  /** Where a member has gone. */
  static final List<Field> GOING = List.of(DetectionLog.REPORT_ID, CohortHistory.REPORT_GROUP_ID);

  /** The members that left. */
  static final Field LEFT_LIST = MemberField.list("left", GOING);

  /** What of MELOG an event goes on from. */
  static final List<Field> STANDING_FIELDS =
      Stream.concat(
              own(EventsLog.TABLE.fields()).stream()
                  .filter(f -> !f.equals(EventsLog.REPORT_GROUP_ID)),
              Stream.of(LogColumns.DEGRADED_REASONS, LogColumns.WEEK_START))
          .toList();

  /** What of MEEL. */
  static final List<Field> ENDED_FIELDS = List.of(EventsEndedLog.RESOLUTION_REASON);

  /** What of the edits. */
  static final List<Field> EDITED_FIELDS =
      List.of(EffectiveEdits.DECISION, EffectiveEdits.DECIDED_BY, EffectiveEdits.DECIDED_AT);

  /** The row for MELOG that comes out, if any. */
  static final Field CHANGE =
      Field.struct("change", own(EventsLog.TABLE.fields()), "Row for MELOG, or NULL.");

  /** The row for MEEL that comes out, if any. */
  static final Field END =
      Field.struct("end", own(EventsEndedLog.TABLE.fields()), "Row for MEEL, or NULL.");

  /** What comes out: the event's week and its rows. */
  static final StructType OUTCOME = SparkSchema.struct(List.of(LogColumns.WEEK_START, CHANGE, END));

  private EventField() {}

  /** The columns of a log before those that every log has. */
  static List<Field> own(List<Field> fields) {
    return fields.stream().takeWhile(f -> !f.equals(LogColumns.RUN_ID)).toList();
  }
}
