package mrs.transforms.clustering;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import mrs.contracts.ClusterModelsLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.transforms.ReportGroup;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts the groups that look like each pattern, on from what the model knows. */
final class LearnPatterns {
  /** Groups that a pattern grows by in this run; 0 where it does not. */
  static final Field GROWTH =
      Field.bigint("growth", "Groups that the pattern grows by.").required();

  private static final List<Field> FEATURES =
      JudgedField.PATTERN.stream().filter(f -> !f.equals(ClusterModelsLog.CLUSTER_ID)).toList();

  private static final String PATTERN = "pattern";
  private static final String OLD = "old";
  private static final String COUNTED = "counted";
  private static final String SEEN = "seen";
  private static final String GROWN = "grown";

  private LearnPatterns() {}

  /**
   * Every pattern that is known or grows now: the columns of the model, {@code groups} being those
   * that the run adds, and {@link #GROWTH}. Small: there are no more patterns than combinations of
   * bands. Shuffles the model and the groups of the run once.
   *
   * @param judged what {@link DescribeGroups} gives
   * @param model all rows of the model
   */
  static Dataset<Row> of(Dataset<Row> judged, Dataset<Row> model) {
    Dataset<Row> patterns =
        seen(judged)
            .unionByName(known(model), true)
            .groupBy(col(ClusterModelsLog.CLUSTER_ID))
            .agg(
                max(col(PATTERN)).as(PATTERN),
                max(col(OLD)).as(OLD),
                flatten(collect_list(col(COUNTED))).as(COUNTED),
                array_sort(collect_set(col(SEEN))).as(SEEN))
            .withColumn(GROWN, filter(col(SEEN), s -> not(array_contains(col(COUNTED), group(s)))));
    Column before = coalesce(col(ClusterModelsLog.SUPPORT, OLD), lit(0L));
    Column support = before.plus(size(col(GROWN)));
    List<Column> columns = new ArrayList<>(List.of(col(ClusterModelsLog.CLUSTER_ID)));
    FEATURES.forEach(f -> columns.add(col(f, PATTERN)));
    columns.add(as(GROWTH, size(col(GROWN))));
    columns.add(as(ClusterModelsLog.SUPPORT, support));
    columns.add(as(ClusterModelsLog.MEAN_LOG_RATIO, mean(before, support)));
    columns.add(as(ClusterModelsLog.GROUPS, transform(col(GROWN), LearnPatterns::group)));
    return patterns.select(columns.toArray(Column[]::new));
  }

  /**
   * One row a group that the run works on and that detection stands by, as often as it has reports.
   */
  private static Dataset<Row> seen(Dataset<Row> judged) {
    return judged
        .where(col(JudgedField.FRESH).and(col(JudgedField.ACTIVE)))
        .select(
            col(ClusterModelsLog.CLUSTER_ID),
            pattern(),
            struct(col(ReportGroup.FIELD), col(JudgedField.LOG_RATIO)).as(SEEN));
  }

  private static Dataset<Row> known(Dataset<Row> model) {
    Column old =
        struct(
            col(LogColumns.WRITTEN_AT),
            col(LogColumns.VERSION),
            col(ClusterModelsLog.SUPPORT),
            col(ClusterModelsLog.MEAN_LOG_RATIO));
    return model.select(
        col(ClusterModelsLog.CLUSTER_ID),
        pattern(),
        old.as(OLD),
        col(ClusterModelsLog.GROUPS).as(COUNTED));
  }

  private static Column pattern() {
    return struct(FEATURES.stream().map(f -> as(f, col(f))).toArray(Column[]::new)).as(PATTERN);
  }

  private static Column group(Column seen) {
    return seen.getField(ReportGroup.FIELD.name());
  }

  /** In the order of the groups, so that the sum is the same in any order of rows. */
  private static Column mean(Column before, Column support) {
    Column ratios =
        filter(
            transform(col(GROWN), s -> s.getField(JudgedField.LOG_RATIO.name())),
            Column::isNotNull);
    Column old = col(ClusterModelsLog.MEAN_LOG_RATIO, OLD);
    Column start = coalesce(old.multiply(before), lit(0.0));
    Column total = aggregate(ratios, start, Column::plus);
    return when(old.isNotNull().or(size(ratios).gt(0)), total.divide(support));
  }
}
