package mrs.transforms.clustering;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import mrs.contracts.ClusterModelsLog;
import mrs.contracts.Field;
import mrs.transforms.Latest;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Counts the groups that look like each pattern, on from what the model knows. */
final class LearnPatterns {
  /** Groups that a pattern grows by in this run; 0 where it does not. */
  static final Field GROWTH = Field.bigint("growth", "Groups that the pattern grows by.").required();

  private static final Field GROWN_RATIO =
      Field.real("grown_ratio", "Sum of the log ratios of those groups.");

  /** Sums of log ratios are exact, and so the same in any order of rows. */
  private static final String EXACT = "decimal(28,9)";

  private static final String OLD = "k";
  private static final String NEW = "g";

  private LearnPatterns() {}

  /**
   * Every pattern that is known or grows now: the columns of the model, {@code groups} being those that the run
   * adds, and {@link #GROWTH}. Small: there are no more patterns than combinations of bands.
   *
   * @param judged what {@link LookAtGroups} gives
   * @param model all rows of the model
   */
  static Dataset<Row> of(Dataset<Row> judged, Dataset<Row> model) {
    List<Column> columns = new ArrayList<>();
    for (Field feature : JudgedField.PATTERN) {
      columns.add(feature.is(coalesce(feature.of(OLD), feature.of(NEW))));
    }
    Column before = coalesce(ClusterModelsLog.SUPPORT.of(OLD), lit(0L));
    Column growth = coalesce(GROWTH.of(NEW), lit(0L));
    columns.add(GROWTH.is(growth));
    columns.add(ClusterModelsLog.SUPPORT.is(before.plus(growth)));
    columns.add(ClusterModelsLog.MEAN_LOG_RATIO.is(mean(before, growth)));
    columns.add(ClusterModelsLog.GROUPS.of(NEW));
    return Latest.by(model, ClusterModelsLog.CLUSTER_ID)
        .as(OLD)
        .join(grown(judged, model).as(NEW), sameCluster(OLD, NEW), "full")
        .select(columns.toArray(Column[]::new));
  }

  /** Patterns of one kind have either all a ratio or none: their size band says which. */
  private static Column mean(Column before, Column growth) {
    Column old = ClusterModelsLog.MEAN_LOG_RATIO.of(OLD);
    Column added = GROWN_RATIO.of(NEW);
    Column total = coalesce(old.multiply(before), lit(0.0)).plus(coalesce(added, lit(0.0)));
    return when(old.isNotNull().or(added.isNotNull()), total.divide(before.plus(growth)));
  }

  private static Dataset<Row> grown(Dataset<Row> judged, Dataset<Row> model) {
    Dataset<Row> counted =
        model.select(
            ClusterModelsLog.CLUSTER_ID.col(),
            explode(ClusterModelsLog.GROUPS.col()).as(JudgedField.GROUP.name()));
    Column sameGroup = JudgedField.GROUP.of(NEW).equalTo(JudgedField.GROUP.of(OLD));
    return seen(judged)
        .as(NEW)
        .join(counted.as(OLD), sameCluster(OLD, NEW).and(sameGroup), "left_anti")
        .groupBy(JudgedField.PATTERN.stream().map(Field::col).toArray(Column[]::new))
        .agg(
            GROWTH.is(count(lit(1))),
            GROWN_RATIO.is(sum(JudgedField.LOG_RATIO.col().cast(EXACT)).cast(DataTypes.DoubleType)),
            array_sort(collect_list(JudgedField.GROUP.col())).as(ClusterModelsLog.GROUPS.name()));
  }

  /** One row a group that the run works on and that detection stands by. */
  private static Dataset<Row> seen(Dataset<Row> judged) {
    List<Column> group = new ArrayList<>(List.of(JudgedField.GROUP.col()));
    JudgedField.PATTERN.forEach(f -> group.add(f.col()));
    return judged
        .where(JudgedField.FRESH.col().and(JudgedField.ACTIVE.col()))
        .groupBy(group.toArray(Column[]::new))
        .agg(max(JudgedField.LOG_RATIO.col()).as(JudgedField.LOG_RATIO.name()));
  }

  private static Column sameCluster(String some, String other) {
    return ClusterModelsLog.CLUSTER_ID.of(some).equalTo(ClusterModelsLog.CLUSTER_ID.of(other));
  }
}
