package mrs.hydrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.sql.Date;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mrs.SparkTest;
import mrs.contracts.AttributionLog;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.FieldGroup;
import mrs.contracts.InputState;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityReports;
import mrs.contracts.OptionalInput;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.LogBook;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.transforms.Availability;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class HydrateReportsTest extends SparkTest {

  @Test
  void givesEveryColumnOfAReportThatAllLogsKnow() {
    Map<String, Object> row = HydratedRows.report(whole().logs(), "r", all());

    assertThat(row)
        .containsEntry("report_id", "r")
        .containsEntry("store_id", "S1")
        .containsEntry("sku", "K1")
        .containsEntry("region", "R1")
        .containsEntry("direction", "up")
        .containsEntry("window_start", Date.valueOf("2024-03-05"))
        .containsEntry("window_end", Date.valueOf("2024-03-06"))
        .containsEntry("observed_units", 10.0)
        .containsEntry("expected_units", 4.0)
        .containsEntry("lower_bound", null)
        .containsEntry("severity", 3.5)
        .containsEntry("priority", 2.0)
        .containsEntry("test", "cell")
        .containsEntry("group_key", "cell|S1|K1|up")
        .containsEntry("method", "baseline_model")
        .containsEntry("cluster_id", "c-viral")
        .containsEntry("cluster_name", "viral rise")
        .containsEntry("similarity", 0.9)
        .containsEntry("proposed_cause", "viral")
        .containsEntry("confidence_score", 0.7)
        .containsEntry("report_group_id", "e")
        .containsEntry("report_status", "open")
        .containsEntry("decision", null)
        .containsEntry("event_status", "open")
        .containsEntry("resolution_reason", null)
        .containsEntry("is_degraded", false)
        .containsEntry("degraded_reasons", List.of())
        .containsEntry("source_used_identity", "detected")
        .containsEntry("source_used_detection", "detected")
        .containsEntry("source_used_severity", "cohort")
        .containsEntry("source_used_cluster", "clustered")
        .containsEntry("source_used_attribution", "attribution")
        .containsEntry("source_used_event", "cohort")
        .containsEntry("source_used_status", "detected")
        .containsEntry("source_used_final", null)
        .containsEntry("run_id", "run-3")
        .containsEntry("written_at", Timestamp.from(LogBook.at(3)))
        .containsEntry("week_start", Date.valueOf("2024-03-04"));
    assertThat(row.get("ranked_causes").toString()).isEqualTo("[[viral,0.7,WrappedArray(seen)]]");
  }

  @Test
  void hasTheColumnsOfTheContractInOrderAndOfItsTypes() {
    Dataset<Row> rows = HydratedRows.reports(whole().logs());

    assertThat(Arrays.stream(rows.schema().fields()).map(f -> f.name() + " " + f.dataType().sql()))
        .containsExactlyElementsOf(
            MinorityReports.TABLE.fields().stream()
                .map(f -> f.name() + " " + f.type().sql())
                .toList());
  }

  @Test
  void severityIsItsEventsAndWithoutAKnownEventItsOwn() {
    LogBook alone = new LogBook().detected("r", 0);
    LogBook unlisted = new LogBook().detected("r", 0).cohort("r", 1, "e");
    Field[] shown = {
      DetectionLog.SEVERITY, DetectionLog.PRIORITY, FieldGroup.SEVERITY.sourceUsed()
    };

    assertThat(HydratedRows.report(whole().logs(), "r", shown).values())
        .containsExactly(3.5, 2.0, "cohort");
    for (ReportLogs logs :
        List.of(
            alone.logs(),
            unlisted.logs(),
            whole().without(Set.of(Contributor.MELOG)),
            whole().without(Set.of(Contributor.MRCH)))) {
      assertThat(HydratedRows.report(logs, "r", shown).values())
          .containsExactly(3.0, 2.0, "detected");
    }
  }

  @Test
  void latestRowOfEachLogCounts() {
    LogBook book =
        whole()
            .detected("r", 7, DetectionLog.OBSERVED_UNITS, 99.0)
            .detected("r", 6, DetectionLog.OBSERVED_UNITS, 50.0)
            .attributed("r", 5, "weather", 0.4);

    assertThat(
            HydratedRows.report(
                book.logs(),
                "r",
                DetectionLog.OBSERVED_UNITS,
                AttributionLog.PROPOSED_CAUSE,
                LogColumns.RUN_ID))
        .containsExactly(
            entry("observed_units", 99.0),
            entry("proposed_cause", "weather"),
            entry("run_id", "run-7"));
  }

  @Test
  void unclusteredReportHasNoSourceForItsCluster() {
    LogBook book = new LogBook().detected("r", 0).clustered("r", 0, clusterNulls());

    assertThat(
            HydratedRows.report(
                book.logs(),
                "r",
                FieldGroup.CLUSTER.fields().get(0),
                FieldGroup.CLUSTER.sourceUsed(),
                LogColumns.DEGRADED_REASONS))
        .containsExactly(
            entry("cluster_id", null),
            entry("source_used_cluster", null),
            entry("degraded_reasons", List.of("MRCH_down", "MRPAL_down")));
  }

  @Test
  void unknownCauseIsAValueOfAttribution() {
    LogBook book = new LogBook().detected("r", 0).attributed("r", 0, "unknown", null);

    assertThat(
            HydratedRows.report(
                book.logs(),
                "r",
                AttributionLog.PROPOSED_CAUSE,
                AttributionLog.CONFIDENCE_SCORE,
                FieldGroup.ATTRIBUTION.sourceUsed()))
        .containsExactly(
            entry("proposed_cause", "unknown"),
            entry("confidence_score", null),
            entry("source_used_attribution", "attribution"));
  }

  @Test
  void reportThatDetectionNeverSawHasNoRow() {
    LogBook book = whole().clustered("ghost", 1).edit("1", 1, "ghost", "accept", null);

    assertThat(HydratedRows.reports(book.logs()).count()).isEqualTo(1);
  }

  @Test
  void logCalledDownIsNotReadThoughItIsThere() {
    Availability late = Availability.ALL.with(OptionalInput.MRCL, InputState.LATE);

    Row row = HydratedRows.reports(whole().logs(), late, Weeks.ALL).head();

    assertThat(
            HydratedRows.values(
                row,
                DetectionLog.REPORT_ID,
                FieldGroup.CLUSTER.sourceUsed(),
                LogColumns.DEGRADED_REASONS))
        .containsExactly(
            entry("report_id", "r"),
            entry("source_used_cluster", null),
            entry("degraded_reasons", List.of("MRCL_down")));
  }

  @Test
  void driftedLogIsReadAndCostsItsCode() {
    Availability drifted =
        new Availability(
            Map.of(OptionalInput.MRCL, InputState.DRIFTED),
            Map.of(OptionalInput.MRCL, List.of("DRIFT_minority_reports_clustered_log_similarity")));

    Row row = HydratedRows.reports(whole().logs(), drifted, Weeks.ALL).head();

    assertThat(
            HydratedRows.values(row, FieldGroup.CLUSTER.sourceUsed(), LogColumns.DEGRADED_REASONS))
        .containsExactly(
            entry("source_used_cluster", "clustered"),
            entry("degraded_reasons", List.of("DRIFT_minority_reports_clustered_log_similarity")));
  }

  @Test
  void logThatIsNotInstalledCostsNoCode() {
    Availability none = Availability.ALL.with(OptionalInput.MRCL, InputState.NOT_INSTALLED);

    Row row =
        HydratedRows.reports(whole().without(Set.of(Contributor.MRCL)), none, Weeks.ALL).head();

    assertThat(
            HydratedRows.values(row, FieldGroup.CLUSTER.sourceUsed(), LogColumns.DEGRADED_REASONS))
        .containsExactly(entry("source_used_cluster", null), entry("degraded_reasons", List.of()));
  }

  @Test
  void wideRowsAreShuffledOnce() {
    LogBook book = whole().edit("1", 4, "r", "accept", null);
    String plan = HydratedRows.reports(book.logs()).queryExecution().executedPlan().toString();
    String afterwards = plan.substring(0, plan.indexOf("Union"));

    assertThat(afterwards.split("Exchange ", -1)).as("after the logs meet").hasSize(2);
    assertThat(plan.split("Exchange hashpartitioning", -1)).as("with edits and events").hasSize(4);
  }

  private static LogBook whole() {
    return new LogBook()
        .detected("r", 0)
        .clustered("r", 1)
        .attributed("r", 1, "viral", 0.7)
        .cohort("r", 1, "e")
        .event("e", 3, "open", List.of("r"));
  }

  private static Object[] clusterNulls() {
    return FieldGroup.CLUSTER.fields().stream()
        .flatMap(f -> java.util.stream.Stream.of(f, null))
        .toArray();
  }

  private static Field[] all() {
    return MinorityReports.TABLE.fields().toArray(Field[]::new);
  }
}
