package mrs.jobs.relations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import mrs.SparkTest;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.MinorityEvents;
import mrs.contracts.ReportStatus;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

/** Which rows views have. */
class RelationTest extends SparkTest {

  @Test
  void activeReportsAreThoseOfSeverityOneAndMoreThatNobodyTookBack() {
    Dataset<Row> reports =
        rows(
            List.of(DetectionLog.REPORT_ID, DetectionLog.SEVERITY, ReportStatus.FIELD),
            RowFactory.create("rare", 1.0, "open"),
            RowFactory.create("common", 0.99, "open"),
            RowFactory.create("accepted", 3.0, "accepted"),
            RowFactory.create("rejected", 3.0, "rejected"),
            RowFactory.create("retracted", 3.0, "retracted"),
            RowFactory.create("superseded", 0.5, "superseded"));

    assertThat(of("minority_reports_active", reports)).containsExactly("rare", "accepted");
    assertThat(of("minority_reports_active_all", reports))
        .containsExactly("rare", "common", "accepted");
    assertThat(of("minority_reports_scored", reports))
        .containsExactly("rare", "accepted", "rejected", "retracted");
    assertThat(of("minority_reports_scored_all", reports)).hasSize(6);
  }

  @Test
  void anEventIsShownWhereItsSeverityOrStatusIsNotKnown() {
    Dataset<Row> events =
        rows(
            List.of(
                MinorityEvents.REPORT_GROUP_ID,
                MinorityEvents.SEVERITY,
                MinorityEvents.EVENT_STATUS),
            RowFactory.create("rare", 1.0, "open"),
            RowFactory.create("common", 0.99, "reopened"),
            RowFactory.create("ended", 3.0, "ended"),
            RowFactory.create("of unknown status", 2.0, null),
            RowFactory.create("of unknown severity", null, "open"));

    assertThat(of("minority_events_active", events))
        .containsExactly("rare", "of unknown status", "of unknown severity");
    assertThat(of("minority_events_active_all", events))
        .containsExactly("rare", "common", "of unknown status", "of unknown severity");
  }

  private static List<String> of(String view, Dataset<Row> rows) {
    Column wanted = Relation.find(view).orElseThrow().rows().orElse(functions.lit(true));
    return rows.where(wanted).select(rows.columns()[0]).as(Encoders.STRING()).collectAsList();
  }

  private static Dataset<Row> rows(List<Field> fields, Row... rows) {
    return spark.createDataFrame(Arrays.asList(rows), SparkSchema.struct(fields));
  }
}
