package mrs.transforms.cohorting;

import java.util.List;
import java.util.stream.Stream;
import mrs.contracts.AttributionLog;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.transforms.SparkSchema;
import mrs.transforms.Worklist;
import org.apache.spark.sql.types.StructType;

/** Columns of reports and of the components that they form, on their way to their events. */
final class MemberField {
  /** The event that the report has belonged to so far. */
  static final Field FORMER = Field.string("former", "Event of the latest own row; NULL if none.");

  /** What of MRDL an event is made of. */
  static final List<Field> DETECTED =
      List.of(
          DetectionLog.STORE_ID,
          DetectionLog.SKU,
          DetectionLog.DIRECTION,
          DetectionLog.REPORT_STATE,
          DetectionLog.WITHDRAWN_REASON,
          DetectionLog.WINDOW_START,
          DetectionLog.WINDOW_END,
          DetectionLog.OBSERVED_UNITS,
          DetectionLog.EXPECTED_UNITS,
          DetectionLog.SEVERITY,
          DetectionLog.PRIORITY,
          LogColumns.WEEK_START);

  /** What of MRDL a report's place is made of, beside that. */
  static final List<Field> PLACING =
      List.of(
          DetectionLog.TEST, DetectionLog.REGION, DetectionLog.GROUP_KEY, DetectionLog.GROUP_START);

  /** A member of a component. */
  static final List<Field> MEMBER =
      Stream.concat(
              DETECTED.stream(),
              Stream.of(
                  DetectionLog.REPORT_ID, AttributionLog.PROPOSED_CAUSE, FORMER, Worklist.TURN))
          .toList();

  /**
   * What joined reports have in common: names the component, in this run only; NULL for one that
   * waits.
   */
  static final Field COMPONENT =
      Field.string("component", "The component; NULL for a report that waits.");

  /** First day of the component. */
  static final Field COMPONENT_START = Field.date("component_start", "Its first day.");

  /** How many members of a component have belonged to an event so far. */
  static final Field SHARE = Field.bigint("share", "Members that have belonged to the event.");

  /** The events that members have belonged to so far. */
  static final Field FORMERS = list("formers", List.of(FORMER, SHARE));

  /** The members. */
  static final Field MEMBERS = list("members", MEMBER);

  /** A component. */
  static final StructType JOINED =
      SparkSchema.struct(List.of(COMPONENT, COMPONENT_START, EventsLog.SCOPE, FORMERS, MEMBERS));

  /** The event that a component is. */
  static final Field EVENT = CohortHistory.REPORT_GROUP_ID;

  private MemberField() {}

  /** An array of such structs. */
  static Field list(String name, List<Field> of) {
    return Field.structs(name, of, "In any order; NULL = none.");
  }
}
