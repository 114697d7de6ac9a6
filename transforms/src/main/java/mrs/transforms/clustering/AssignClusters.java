package mrs.transforms.clustering;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static mrs.transforms.SparkSchema.nullOf;
import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mrs.contracts.ClusterModelsLog;
import mrs.contracts.ClusteredLog;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.Products;
import mrs.contracts.Table;
import mrs.transforms.Mondays;
import mrs.transforms.Once;
import mrs.transforms.ReportGroup;
import mrs.transforms.RunStamp;
import mrs.transforms.SparkSchema;
import mrs.transforms.StageTransform;
import mrs.transforms.Worklist;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Says which recurring pattern each report's group looks like, and learns which patterns recur.
 *
 * <p>A pattern is a combination of bands (direction, size, breadth, duration, shape). It becomes a
 * cluster once {@code minSupport} groups have looked like it, those of this run counted. A group
 * counts once for a pattern; one that grows into another look counts there as well. Until then, and
 * while the model is down, reports are unclustered. Similarity is 1 minus the distance of the
 * group's log ratio from the pattern's mean in units of {@link Size#MOST}, and 1 where the pattern
 * has no size.
 *
 * <p>Beside its worklist a run writes the reports whose cluster has changed with others: members of
 * a group that looks different now, also because its SKUs are known otherwise, and of groups whose
 * pattern has become a cluster. They come on top of the cap, which they exceed by no more than the
 * groups that the run touches anyway.
 *
 * <p>Shuffles the reports once by group; what is joined to them is small.
 *
 * @param minSupport groups that have to look alike before they are a cluster; at least 1
 * @param cap greatest number of reports of the worklist
 * @param stamp its reasons are the codes of the inputs that are down
 */
public record AssignClusters(int minSupport, int cap, RunStamp stamp)
    implements StageTransform<AssignClusters.Inputs, AssignClusters.Clustered> {

  private static final String REPORT = "r";
  private static final String OTHER = "o";
  private static final String PATTERN = "p";

  /**
   * What clustering reads.
   *
   * @param reports rows of MRDL within a horizon
   * @param own rows of MRCL of earlier runs
   * @param model rows of {@code cluster_models_log} of earlier runs, all of them; empty when it is
   *     down
   * @param products the latest snapshot of {@code products}; without it breadth knows no categories
   * @param changedProducts what {@link ChangedProducts} gives; empty where nothing changed
   */
  public record Inputs(
      Dataset<Row> reports,
      Dataset<Row> own,
      Optional<Dataset<Row>> model,
      Optional<Dataset<Row>> products,
      Optional<Dataset<Row>> changedProducts) {}

  /**
   * What the stage gives. The number of {@code considered} is that of {@code rows} and {@code
   * dropped}.
   *
   * @param considered (report_id) that came in: the worklist, what waits, and what changed with
   *     others
   * @param rows for MRCL, without content hash
   * @param models for {@code cluster_models_log}, without content hash: the patterns that grew, and
   *     none while the model is down, as it is not known then what is known
   * @param dropped (reason, records): waiting beyond the cap
   */
  public record Clustered(
      Dataset<Row> considered, Dataset<Row> rows, Dataset<Row> models, Dataset<Row> dropped) {}

  @Override
  public Clustered apply(Inputs in, Once once) {
    Dataset<Row> judged = once.of(judged(in));
    Column learns = lit(in.model().isPresent());
    Dataset<Row> patterns =
        once.of(
            LearnPatterns.of(judged, in.model().orElseGet(() -> noModel(judged))).where(learns));
    Dataset<Row> written =
        once.of(
            assigned(judged, patterns)
                .where(Worklist.listed().or(learns.and(Worklist.settled()).and(reassigned()))));
    Dataset<Row> waiting = judged.where(Worklist.waiting());
    return new Clustered(
        ids(judged.where(not(Worklist.settled()))).unionAll(ids(written.where(Worklist.settled()))),
        row(ClusteredLog.TABLE, written),
        models(patterns),
        Worklist.waiting(waiting));
  }

  private Dataset<Row> judged(Inputs in) {
    Dataset<Row> worklist =
        new Worklist(stamp.reasons(), cap)
            .of(
                in.reports(),
                JudgedField.DETECTED,
                in.own(),
                List.of(ClusteredLog.CLUSTER_ID),
                List.of());
    List<Column> told = new ArrayList<>(List.of(col(ClusteredLog.REPORT_ID), col(Worklist.TURN)));
    JudgedField.DETECTED.forEach(f -> told.add(col(f, Worklist.REPORT).as(f.name())));
    told.add(as(JudgedField.STANDING, col(ClusteredLog.CLUSTER_ID, Worklist.OWN)));
    Dataset<Row> reports =
        withCategory(worklist.select(told.toArray(Column[]::new)), in.products());
    return withTouched(reports, in.changedProducts())
        .groupByKey((MapFunction<Row, String>) ReportGroup::of, Encoders.STRING())
        .flatMapGroups(new DescribeGroups(), Encoders.row(JudgedField.JUDGED));
  }

  private static Dataset<Row> withCategory(Dataset<Row> reports, Optional<Dataset<Row>> products) {
    if (products.isEmpty()) {
      return reports.withColumn(Products.CATEGORY_1.name(), nullOf(Products.CATEGORY_1));
    }
    return reports
        .as(REPORT)
        .join(
            products.get().as(OTHER),
            col(DetectionLog.SKU, REPORT).equalTo(col(Products.SKU, OTHER)),
            "left")
        .select(col(REPORT + ".*"), col(Products.CATEGORY_1, OTHER));
  }

  private static Dataset<Row> withTouched(Dataset<Row> reports, Optional<Dataset<Row>> changed) {
    Field sku = Products.SKU;
    return changed
        .map(
            c ->
                reports
                    .as(REPORT)
                    .join(
                        c.as(OTHER), col(DetectionLog.SKU, REPORT).equalTo(col(sku, OTHER)), "left")
                    .select(
                        col(REPORT + ".*"), as(JudgedField.TOUCHED, col(sku, OTHER).isNotNull())))
        .orElseGet(() -> reports.withColumn(JudgedField.TOUCHED.name(), lit(false)));
  }

  private static Dataset<Row> noModel(Dataset<Row> any) {
    return any.where(lit(false))
        .select(
            ClusterModelsLog.TABLE.fields().stream()
                .map(SparkSchema::nullOf)
                .toArray(Column[]::new));
  }

  /**
   * Every judged report with the cluster that its group belongs to now; NULL where there is none.
   */
  private Dataset<Row> assigned(Dataset<Row> judged, Dataset<Row> patterns) {
    Dataset<Row> clusters =
        patterns
            .where(col(ClusterModelsLog.SUPPORT).geq(minSupport))
            .select(
                col(ClusterModelsLog.CLUSTER_ID),
                col(ClusterModelsLog.CLUSTER_NAME),
                col(ClusterModelsLog.MEAN_LOG_RATIO));
    Column distance =
        abs(col(JudgedField.LOG_RATIO, REPORT).minus(col(ClusterModelsLog.MEAN_LOG_RATIO, PATTERN)))
            .divide(Size.MOST);
    Column likeness = greatest(lit(0.0), lit(1.0).minus(coalesce(distance, lit(0.0))));
    Column[] own = JudgedField.REPORT.stream().map(f -> col(f, REPORT)).toArray(Column[]::new);
    return judged
        .as(REPORT)
        .join(
            clusters.as(PATTERN),
            col(ClusterModelsLog.CLUSTER_ID, REPORT)
                .equalTo(col(ClusterModelsLog.CLUSTER_ID, PATTERN)),
            "left")
        .select(
            Stream.concat(
                    Stream.of(own),
                    Stream.of(
                        as(ClusteredLog.CLUSTER_ID, col(ClusterModelsLog.CLUSTER_ID, PATTERN)),
                        as(ClusteredLog.CLUSTER_NAME, col(ClusterModelsLog.CLUSTER_NAME, PATTERN)),
                        as(
                            ClusteredLog.SIMILARITY,
                            when(col(ClusterModelsLog.CLUSTER_ID, PATTERN).isNotNull(), likeness))))
                .toArray(Column[]::new));
  }

  private static Column reassigned() {
    return not(col(JudgedField.STANDING).eqNullSafe(col(ClusteredLog.CLUSTER_ID)));
  }

  private static Dataset<Row> ids(Dataset<Row> reports) {
    return reports.select(col(ClusteredLog.REPORT_ID));
  }

  private Dataset<Row> models(Dataset<Row> patterns) {
    LocalDate monday = Mondays.of(stamp.writtenAt());
    return row(
        ClusterModelsLog.TABLE,
        patterns
            .where(col(LearnPatterns.GROWTH).gt(0))
            .withColumn(LogColumns.WEEK_START.name(), lit(Date.valueOf(monday))));
  }

  private Dataset<Row> row(Table table, Dataset<Row> rows) {
    return RunStamp.asRowsOf(table, stamp.onto(rows));
  }
}
