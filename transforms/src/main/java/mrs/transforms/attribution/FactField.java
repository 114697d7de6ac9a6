package mrs.transforms.attribution;

import java.util.List;
import java.util.stream.Stream;
import mrs.contracts.AttributionLog;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.transforms.ReportGroup;
import mrs.transforms.SparkSchema;
import mrs.transforms.Worklist;
import org.apache.spark.sql.types.StructType;

/** Columns of a report on its way through {@link WeighGroups}. */
final class FactField {
  /** The cause by the stage's latest row of the report. */
  static final Field STANDING =
      Field.string("standing", "Cause by the latest own row; NULL if none.");

  /** For weather: share of what is known of its place that is at most as strong. */
  static final Field RANK = Field.real("rank", "Share of its place's history at most as strong.");

  /** How much is known of its place. */
  static final Field HISTORY = Field.bigint("history", "Entries of the kind of its place.");

  /** How often there was something of its kind at its place. */
  static final Field FREQUENCY =
      Field.real("frequency", "Share of the days of late with something of its kind there.");

  /** What a feast of the calendar is called. */
  static final Field NAME = Field.string("name", "What it is called; NULL where nobody said.");

  /** One entry of the context. */
  static final List<Field> CONTEXT_ENTRY =
      List.of(
          ContextualEvents.KIND,
          ContextualEvents.STARTS_ON,
          ContextualEvents.ENDS_ON,
          ContextualEvents.MAGNITUDE,
          RANK,
          HISTORY,
          FREQUENCY,
          NAME);

  /** Something that was known to happen near the report; NULL in the row of the report itself. */
  static final Field CONTEXT =
      Field.struct("context", CONTEXT_ENTRY, "Something near it, or NULL.");

  /** The pattern that the report's group looks like. */
  static final Field CLUSTER = Field.string("cluster", "The report's cluster; NULL if not known.");

  /** The cause that a person set in the report. */
  static final Field SET_CAUSE =
      Field.string("set_cause", "Cause that a person set; NULL if none did.");

  /** What the cause was proposed from that stands now. */
  static final Field PATTERN =
      Field.string("pattern", "Evidence by the latest own row; NULL if none.");

  /** Whether a person decided about the report, so that its proposal is no longer refitted. */
  static final Field DECIDED = Field.bool("decided", "A person decided about it; never NULL.");

  /** What the stage's latest row of the report says, as one number. */
  static final Field SAID = Field.bigint("said", "Hash of causes and evidence; NULL if none.");

  /** Whether something touches the report that was not known when it was settled. */
  static final Field TOUCHED =
      Field.bool("touched", "Touched by something not seen before; never NULL.");

  /** A cause that a person set, and what is known of the report that it is about. */
  static final List<Field> CAUSE_EDIT =
      List.of(CLUSTER, SET_CAUSE, ReportGroup.FIELD, STANDING, PATTERN);

  /** All causes that people set. */
  static final Field CAUSE_EDITS =
      Field.structs(
          "cause_edits",
          CAUSE_EDIT,
          "Every cause that a person set, with what is known of its report; sorted.");

  /** Causes that people set, summed up by the cluster of their reports. */
  static final Field SET_BY_CLUSTER =
      Field.structs(
          "set_by_cluster",
          List.of(CLUSTER, SET_CAUSE, Field.bigint("times", "How often.")),
          "How often which cause was given to reports of which cluster.");

  /** Causes that people set, summed up by what was proposed from. */
  static final Field CASES =
      Field.structs(
          "cases",
          List.of(
              PATTERN,
              STANDING,
              Field.bigint("right", "How often it was right."),
              Field.bigint("of", "How often it was judged.")),
          "How often which evidence was right, by people's edits.");

  /** The step in which units are usually told. */
  static final Field STEP = Field.real("step", "Usual step of units; NULL where not known.");

  /** What all reports together are evidence of. */
  static final StructType REGION_WIDE = SparkSchema.struct(List.of(STEP, SET_BY_CLUSTER, CASES));

  /** What of MRDL causes are weighed by. */
  static final List<Field> DETECTED =
      List.of(
          DetectionLog.STORE_ID,
          DetectionLog.SKU,
          DetectionLog.REGION,
          DetectionLog.TEST,
          DetectionLog.DIRECTION,
          DetectionLog.GROUP_KEY,
          DetectionLog.GROUP_START,
          DetectionLog.WITHDRAWN_REASON,
          DetectionLog.WINDOW_START,
          DetectionLog.WINDOW_END,
          DetectionLog.OBSERVED_UNITS,
          DetectionLog.EXPECTED_UNITS,
          DetectionLog.COMPARED_WITH,
          DetectionLog.REPORT_STATE,
          LogColumns.WEEK_START);

  /** What is said of a report beside its causes. */
  static final List<Field> KEPT =
      List.of(
          AttributionLog.REPORT_ID,
          AttributionLog.STORE_ID,
          AttributionLog.SKU,
          LogColumns.WEEK_START,
          Worklist.TURN,
          STANDING,
          SAID,
          TOUCHED);

  /** What comes out. */
  static final StructType WEIGHED =
      SparkSchema.struct(
          Stream.concat(
                  KEPT.stream(),
                  Stream.of(
                      AttributionLog.RANKED_CAUSES,
                      AttributionLog.PROPOSED_CAUSE,
                      AttributionLog.CONFIDENCE_SCORE,
                      AttributionLog.EVIDENCE_PATTERN,
                      AttributionLog.CALIBRATION))
              .toList());

  private FactField() {}
}
