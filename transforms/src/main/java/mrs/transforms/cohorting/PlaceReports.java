package mrs.transforms.cohorting;

import static org.apache.spark.sql.functions.col;

import java.util.Optional;
import mrs.contracts.AttributionLog;
import mrs.contracts.ClusteredLog;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.transforms.Turns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Brings together what matters of a report for its event, and leaves out those that have no event and wait. */
final class PlaceReports {
  private static final String REPORT = "r";
  private static final String LOG = "l";

  private PlaceReports() {}

  /** The columns {@link MemberField#PLACED} of every report that takes part. */
  static Dataset<Row> of(Dataset<Row> turned, FormEvents.Inputs in) {
    Dataset<Row> reports =
        with(
            turned,
            Optional.of(in.history()),
            CohortHistory.REPORT_GROUP_ID,
            MemberField.FORMER);
    reports = with(reports, in.clustered(), ClusteredLog.CLUSTER_ID, ClusteredLog.CLUSTER_ID);
    reports =
        with(reports, in.causes(), AttributionLog.PROPOSED_CAUSE, AttributionLog.PROPOSED_CAUSE);
    Column takesPart =
        Turns.todo().or(Turns.settled()).or(MemberField.FORMER.col().isNotNull());
    return reports
        .where(takesPart)
        .withColumn(Place.FIELD.name(), Place.column())
        .select(MemberField.PLACED.stream().map(Field::col).toArray(Column[]::new));
  }

  private static Dataset<Row> with(
      Dataset<Row> reports, Optional<Dataset<Row>> log, Field field, Field as) {
    if (log.isEmpty()) {
      return reports.withColumn(as.name(), as.asNull());
    }
    return reports
        .as(REPORT)
        .join(
            log.get().as(LOG),
            DetectionLog.REPORT_ID.of(REPORT).equalTo(DetectionLog.REPORT_ID.of(LOG)),
            "left")
        .select(col(REPORT + ".*"), as.is(field.of(LOG)));
  }
}
