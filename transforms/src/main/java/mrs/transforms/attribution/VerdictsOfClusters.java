package mrs.transforms.attribution;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import mrs.contracts.ClusteredLog;
import mrs.contracts.DetectionLog;
import mrs.transforms.EffectiveEdits;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts the causes that people gave to the reports of each cluster. */
final class VerdictsOfClusters {
  private static final String REPORT = "r";
  private static final String EDIT = "e";
  private static final String CLUSTER = "c";

  private VerdictsOfClusters() {}

  /** (report_id, {@link FactField#VERDICT_LIST}) of reports in clusters that people gave causes to; people are few. */
  static Dataset<Row> of(Dataset<Row> clustered, Dataset<Row> edits) {
    Dataset<Row> given =
        EffectiveEdits.by(edits, DetectionLog.REPORT_ID)
            .where(EffectiveEdits.CAUSE.col().isNotNull());
    Column same = DetectionLog.REPORT_ID.of(REPORT).equalTo(DetectionLog.REPORT_ID.of(EDIT));
    Dataset<Row> byCluster =
        clustered
            .as(REPORT)
            .join(given.as(EDIT), same)
            .where(ClusteredLog.CLUSTER_ID.of(REPORT).isNotNull())
            .groupBy(ClusteredLog.CLUSTER_ID.of(REPORT), EffectiveEdits.CAUSE.of(EDIT))
            .agg(FactField.VERDICTS.is(count(lit(1))))
            .withColumn(FactField.VERDICT_CAUSE.name(), EffectiveEdits.CAUSE.col())
            .groupBy(ClusteredLog.CLUSTER_ID.col())
            .agg(
                FactField.VERDICT_LIST.is(
                    array_sort(
                        collect_list(
                            struct(FactField.VERDICT_CAUSE.col(), FactField.VERDICTS.col())))));
    return clustered
        .as(REPORT)
        .join(
            byCluster.as(CLUSTER),
            ClusteredLog.CLUSTER_ID.of(REPORT).equalTo(ClusteredLog.CLUSTER_ID.of(CLUSTER)))
        .select(DetectionLog.REPORT_ID.of(REPORT), FactField.VERDICT_LIST.of(CLUSTER));
  }
}
