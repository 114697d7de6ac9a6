package mrs.transforms.cohorting;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.stream.Stream;
import mrs.contracts.AttributionLog;
import mrs.contracts.ClusteredLog;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.transforms.Turns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Columns of a report on its way to its event. */
final class MemberField {
  /** The event that the report has belonged to so far. */
  static final Field FORMER = Field.string("former", "Event of the latest own row; NULL if none.");

  /** What joined reports have in common: names the component, in this run only. */
  static final Field COMPONENT = Field.string("component", "The component that the report is in.");

  /** First day of the component. */
  static final Field COMPONENT_START = Field.date("component_start", "Its first day.");

  /** What an event is made of. */
  static final List<Field> FIGURES =
      List.of(
          DetectionLog.REPORT_ID,
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
          AttributionLog.PROPOSED_CAUSE,
          FORMER);

  /** A report with what its place depends on. */
  static final List<Field> PLACED =
      Stream.concat(
              FIGURES.stream(),
              Stream.of(
                  DetectionLog.TEST,
                  DetectionLog.GROUP_KEY,
                  DetectionLog.GROUP_START,
                  ClusteredLog.CLUSTER_ID,
                  LogColumns.WEEK_START,
                  Turns.TURN,
                  Place.FIELD))
          .toList();

  /** The same with the component that it is in. */
  static final StructType JOINED =
      type(
          Stream.concat(
                  PLACED.stream(),
                  Stream.of(COMPONENT, COMPONENT_START, EventsLog.SCOPE))
              .toList());

  /** The event that the report belongs to now. */
  static final Field EVENT = CohortHistory.REPORT_GROUP_ID;

  private MemberField() {}

  /** Whether the report has belonged to another event so far; never NULL. */
  static Column moved() {
    return coalesce(FORMER.col().notEqual(EVENT.col()), lit(false));
  }

  /** A struct of {@code fields} in which anything may be NULL, as in any row that was collected. */
  static StructType type(List<Field> fields) {
    return DataTypes.createStructType(
        fields.stream()
            .map(f -> DataTypes.createStructField(f.name(), f.type(), true))
            .toList());
  }
}
