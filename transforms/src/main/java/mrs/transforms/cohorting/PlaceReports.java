package mrs.transforms.cohorting;

import static mrs.transforms.SparkSchema.as;
import static mrs.transforms.SparkSchema.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mrs.contracts.AttributionLog;
import mrs.contracts.ClusteredLog;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.transforms.Gather;
import mrs.transforms.Worklist;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Brings together what matters of a report for its event. */
final class PlaceReports {
  private static final String CLUSTERED = "clustered";
  private static final String ATTRIBUTED = "attributed";

  private PlaceReports() {}

  /** A row a report: what {@link MemberField} names of it, and its {@link Place}. */
  static Dataset<Row> of(Worklist worklist, FormEvents.Inputs in) {
    List<Gather.Part> others =
        List.of(
            part(CLUSTERED, ClusteredLog.CLUSTER_ID, in.clustered()),
            part(ATTRIBUTED, AttributionLog.PROPOSED_CAUSE, in.causes()));
    List<Field> detected = new ArrayList<>(MemberField.DETECTED);
    detected.addAll(MemberField.PLACING);
    List<Column> columns =
        new ArrayList<>(List.of(col(DetectionLog.REPORT_ID), col(Worklist.TURN)));
    detected.forEach(f -> columns.add(col(f, Worklist.REPORT).as(f.name())));
    columns.add(as(MemberField.FORMER, col(CohortHistory.REPORT_GROUP_ID, Worklist.OWN)));
    columns.add(as(ClusteredLog.CLUSTER_ID, col(ClusteredLog.CLUSTER_ID, CLUSTERED)));
    columns.add(as(AttributionLog.PROPOSED_CAUSE, col(AttributionLog.PROPOSED_CAUSE, ATTRIBUTED)));
    return worklist
        .of(in.reports(), detected, in.history(), List.of(CohortHistory.REPORT_GROUP_ID), others)
        .select(columns.toArray(Column[]::new))
        .withColumn(Place.FIELD.name(), Place.column());
  }

  private static Gather.Part part(String name, Field field, Optional<Dataset<Row>> log) {
    return Gather.Part.ofLog(name, List.of(field), log);
  }
}
