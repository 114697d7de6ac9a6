package mrs.transforms.clustering;

import java.util.List;
import java.util.stream.Stream;
import mrs.contracts.ClusterModelsLog;
import mrs.contracts.ClusteredLog;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.transforms.ReportGroup;
import mrs.transforms.SparkSchema;
import mrs.transforms.Worklist;
import org.apache.spark.sql.types.StructType;

/** Columns of a report on its way through {@link DescribeGroups}. */
final class JudgedField {
  /** The cluster of the stage's latest row of the report. */
  static final Field STANDING =
      Field.string("standing", "Cluster by the latest own row; may be NULL.");

  /** Whether the report's SKU is known otherwise than when it was settled. */
  static final Field TOUCHED = Field.bool("touched", "Its SKU is known otherwise; never NULL.");

  /** Whether the run has a report of the group on its worklist, or something touches one. */
  static final Field FRESH = Field.bool("fresh", "Whether the run works on a report of the group.");

  /** Whether detection stands by a report of the group. */
  static final Field ACTIVE = Field.bool("active", "Whether detection stands by any of the group.");

  /** The group's log ratio. */
  static final Field LOG_RATIO = Field.real("log_ratio", "Log of observed over expected units.");

  /** What the group's pattern consists of. */
  static final List<Field> PATTERN =
      List.of(
          ClusterModelsLog.CLUSTER_ID,
          ClusterModelsLog.CLUSTER_NAME,
          ClusterModelsLog.DIRECTION,
          ClusterModelsLog.SIZE_BAND,
          ClusterModelsLog.BREADTH_BAND,
          ClusterModelsLog.DURATION_BAND,
          ClusterModelsLog.SHAPE);

  /** What is said of the report itself. */
  static final List<Field> REPORT =
      List.of(
          ClusteredLog.REPORT_ID,
          ClusteredLog.STORE_ID,
          ClusteredLog.SKU,
          LogColumns.WEEK_START,
          Worklist.TURN,
          STANDING);

  /** What of MRDL the shape of a report's group is made of. */
  static final List<Field> DETECTED =
      List.of(
          DetectionLog.STORE_ID,
          DetectionLog.SKU,
          DetectionLog.DIRECTION,
          DetectionLog.GROUP_KEY,
          DetectionLog.GROUP_START,
          DetectionLog.WINDOW_START,
          DetectionLog.WINDOW_END,
          DetectionLog.OBSERVED_UNITS,
          DetectionLog.EXPECTED_UNITS,
          DetectionLog.REPORT_STATE,
          LogColumns.WEEK_START);

  /** What comes out: the report, its group, the group's pattern. */
  static final StructType JUDGED =
      SparkSchema.struct(
          Stream.of(REPORT, List.of(ReportGroup.FIELD, FRESH, ACTIVE, LOG_RATIO), PATTERN)
              .flatMap(List::stream)
              .toList());

  private JudgedField() {}
}
