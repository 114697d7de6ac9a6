package mrs.transforms.attribution;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import mrs.contracts.AttributionLog;
import mrs.contracts.ClusteredLog;
import mrs.contracts.DetectionLog;
import mrs.transforms.EffectiveEdits;
import mrs.transforms.Gather;
import mrs.transforms.ReportGroup;
import mrs.transforms.Worklist;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Brings together what is known of each report, but for what was known to happen near it. */
final class GatherFacts {
  private static final String CLUSTERED = "clustered";
  private static final String EDITED = "edited";

  private GatherFacts() {}

  /**
   * A row a report, with what the run does with it, what stands of it and what people said of it.
   */
  static Dataset<Row> of(Worklist worklist, ProposeCauses.Inputs in) {
    List<Gather.Part> others =
        List.of(
            Gather.Part.ofLog(CLUSTERED, List.of(ClusteredLog.CLUSTER_ID), in.clustered()),
            new Gather.Part(
                EDITED,
                List.of(EffectiveEdits.CAUSE, EffectiveEdits.DECISION),
                in.edits().map(e -> EffectiveEdits.by(e, DetectionLog.REPORT_ID))));
    Dataset<Row> gathered =
        worklist.of(
            in.reports(),
            FactField.DETECTED,
            in.own().withColumn(FactField.SAID.name(), said()),
            List.of(AttributionLog.PROPOSED_CAUSE, AttributionLog.EVIDENCE_PATTERN, FactField.SAID),
            others);
    List<Column> columns =
        new ArrayList<>(List.of(col(DetectionLog.REPORT_ID), col(Worklist.TURN)));
    FactField.DETECTED.forEach(f -> columns.add(col(f, Worklist.REPORT).as(f.name())));
    columns.add(as(FactField.STANDING, col(AttributionLog.PROPOSED_CAUSE, Worklist.OWN)));
    columns.add(as(FactField.PATTERN, col(AttributionLog.EVIDENCE_PATTERN, Worklist.OWN)));
    columns.add(as(FactField.SAID, col(FactField.SAID, Worklist.OWN)));
    columns.add(as(FactField.CLUSTER, col(ClusteredLog.CLUSTER_ID, CLUSTERED)));
    columns.add(as(FactField.SET_CAUSE, col(EffectiveEdits.CAUSE, EDITED)));
    columns.add(
        as(
            FactField.DECIDED,
            col(EffectiveEdits.CAUSE, EDITED)
                .isNotNull()
                .or(col(EffectiveEdits.DECISION, EDITED).isNotNull())));
    columns.add(ReportGroup.of(Worklist.REPORT));
    return gathered.select(columns.toArray(Column[]::new));
  }

  /** What a row says of its report, as one number. */
  static Column said() {
    return xxhash64(
        col(AttributionLog.RANKED_CAUSES),
        col(AttributionLog.PROPOSED_CAUSE),
        col(AttributionLog.CONFIDENCE_SCORE),
        col(AttributionLog.EVIDENCE_PATTERN));
  }
}
