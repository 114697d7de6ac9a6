package mrs.transforms.attribution;

import java.util.List;
import java.util.stream.Stream;
import mrs.contracts.AttributionLog;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.transforms.Turns;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Columns of a report on its way through {@link WeighGroups}. */
final class FactField {
  /** The cause by the stage's latest row of the report. */
  static final Field STANDING = Field.string("standing", "Cause by the latest own row; NULL if none.");

  /** For weather: share of what is known of its place that is at most as strong. */
  static final Field RANK = Field.real("rank", "Share of its place's history at most as strong.");

  /** How much is known of its place. */
  static final Field HISTORY = Field.bigint("history", "Entries of the kind of its place.");

  /** One entry of the context. */
  static final List<Field> CONTEXT_ENTRY =
      List.of(
          ContextualEvents.KIND,
          ContextualEvents.STARTS_ON,
          ContextualEvents.ENDS_ON,
          ContextualEvents.MAGNITUDE,
          RANK,
          HISTORY);

  /** What was known to happen where and when the report is; sorted. */
  static final Field CONTEXT = list("context", CONTEXT_ENTRY);

  /** How often people gave a cause. */
  static final Field VERDICTS = Field.bigint("verdicts", "How often people gave the cause.");

  /** A cause that people gave. */
  static final Field VERDICT_CAUSE = Field.string("verdict_cause", "The cause that people gave.");

  /** The causes that people gave to reports of the same cluster; sorted. */
  static final Field VERDICT_LIST = list("verdict_list", List.of(VERDICT_CAUSE, VERDICTS));

  /** The step in which units are usually told. */
  static final Field STEP = Field.real("step", "Usual step of units; NULL where not known.");

  private static final List<Field> IDENTITY =
      List.of(
          AttributionLog.REPORT_ID,
          AttributionLog.STORE_ID,
          AttributionLog.SKU,
          LogColumns.WEEK_START,
          Turns.TURN,
          STANDING);

  /** What goes in. */
  static final List<Field> TOLD =
      Stream.concat(
              IDENTITY.stream(),
              Stream.of(
                  DetectionLog.TEST,
                  DetectionLog.DIRECTION,
                  DetectionLog.GROUP_KEY,
                  DetectionLog.GROUP_START,
                  DetectionLog.WITHDRAWN_REASON,
                  DetectionLog.WINDOW_START,
                  DetectionLog.WINDOW_END,
                  DetectionLog.OBSERVED_UNITS,
                  DetectionLog.EXPECTED_UNITS,
                  DetectionLog.REPORT_STATE,
                  CONTEXT,
                  VERDICT_LIST,
                  STEP))
          .toList();

  /** What is said of a report beside its causes. */
  static final List<Field> KEPT = IDENTITY;

  /** What comes out. */
  static final StructType WEIGHED =
      type(
          Stream.concat(
                  IDENTITY.stream(),
                  Stream.of(
                      AttributionLog.RANKED_CAUSES,
                      AttributionLog.PROPOSED_CAUSE,
                      AttributionLog.CONFIDENCE_SCORE))
              .toList());

  private FactField() {}

  private static Field list(String name, List<Field> of) {
    return Field.of(name, DataTypes.createArrayType(type(of)), "NULL = none.");
  }

  private static StructType type(List<Field> fields) {
    return DataTypes.createStructType(
        fields.stream()
            .map(f -> DataTypes.createStructField(f.name(), f.type(), true))
            .toList());
  }
}
