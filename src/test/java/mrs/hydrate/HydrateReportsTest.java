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
import mrs.contracts.FinalisedLog;
import mrs.contracts.InputState;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityReports;
import mrs.contracts.OptionalInput;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.LogBook;
import mrs.transforms.Availability;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class HydrateReportsTest extends SparkTest {
  private static final Field[] CAUSE = {
    AttributionLog.PROPOSED_CAUSE,
    AttributionLog.CONFIDENCE_SCORE,
    FieldGroup.ATTRIBUTION.sourceUsed()
  };
  private static final Field[] DECISION = {
    FinalisedLog.DECISION,
    FinalisedLog.DECIDED_BY,
    FinalisedLog.DECIDED_AT,
    FieldGroup.FINAL.sourceUsed()
  };

  @Test
  void givesEveryColumnOfAReportThatAllLogsKnow() {
    Map<String, Object> row = Hydrated.report(whole().logs(), "r", all());

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
        .containsEntry("severity", 3.0)
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
    Dataset<Row> rows = Hydrated.reports(whole().logs());

    assertThat(Arrays.stream(rows.schema().fields()).map(f -> f.name() + " " + f.dataType().sql()))
        .containsExactlyElementsOf(
            MinorityReports.TABLE.fields().stream()
                .map(f -> f.name() + " " + f.type().sql())
                .toList());
  }

  @Test
  void latestRowOfEachLogCounts() {
    LogBook book =
        whole()
            .detected("r", 7, DetectionLog.OBSERVED_UNITS, 99.0)
            .detected("r", 6, DetectionLog.OBSERVED_UNITS, 50.0)
            .attributed("r", 5, "weather", 0.4);

    assertThat(
            Hydrated.report(
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
            Hydrated.report(
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

    assertThat(Hydrated.report(book.logs(), "r", CAUSE))
        .containsExactly(
            entry("proposed_cause", "unknown"),
            entry("confidence_score", null),
            entry("source_used_attribution", "attribution"));
  }

  @Test
  void causeThatAPersonSetWinsAndIsCertain() {
    LogBook book = whole().edit("1", 4, "r", "set_cause", "stock_out");

    assertThat(Hydrated.report(book.logs(), "r", CAUSE)).containsValues("stock_out", 1.0, "ui");
    assertThat(Hydrated.report(book.logs(), "r", DECISION)).containsValue(null).hasSize(4);
    assertThat(Hydrated.report(book.logs(), "r", MinorityReports.RUN_ID)).containsValue("run-3");
  }

  @Test
  void acceptMakesTheProposalCertain() {
    LogBook book = whole().edit("1", 4, "r", "accept", null);

    assertThat(Hydrated.report(book.logs(), "r", CAUSE)).containsValues("viral", 1.0, "ui");
    assertThat(Hydrated.report(book.logs(), "r", DECISION))
        .containsValues("accepted", "lewis", Timestamp.from(LogBook.at(4)), "ui");
  }

  @Test
  void acceptSaysNothingOfALaterProposal() {
    LogBook book = whole().edit("1", 4, "r", "accept", null).attributed("r", 5, "weather", 0.5);

    assertThat(Hydrated.report(book.logs(), "r", CAUSE))
        .containsValues("weather", 0.5, "attribution");
  }

  @Test
  void whatWasAcceptedStandsInMrflWhenAttributionChangesItsMind() {
    LogBook book =
        whole()
            .edit("1", 4, "r", "accept", null)
            .finalised("r", 5, accepted("viral", 4))
            .attributed("r", 6, "weather", 0.5);

    assertThat(Hydrated.report(book.logs(), "r", CAUSE)).containsValues("viral", 1.0, "finalised");
  }

  @Test
  void acceptOfAnUnknownCauseConfirmsNone() {
    LogBook book =
        new LogBook()
            .detected("r", 0)
            .attributed("r", 0, "unknown", null)
            .edit("1", 1, "r", "accept", null);

    assertThat(Hydrated.report(book.logs(), "r", CAUSE))
        .containsValues("unknown", null, "attribution");
  }

  @Test
  void acceptMakesUpNoCauseWhenAttributionIsDown() {
    LogBook book = whole().edit("1", 4, "r", "accept", null);

    assertThat(Hydrated.report(book.without(Set.of(Contributor.MRPAL)), "r", CAUSE))
        .containsExactly(
            entry("proposed_cause", null),
            entry("confidence_score", null),
            entry("source_used_attribution", null));
  }

  @Test
  void mrflStandsInForAnEditsLogThatIsDown() {
    LogBook book =
        whole().edit("1", 4, "r", "accept", null).finalised("r", 5, accepted("viral", 4));

    Map<String, Object> row =
        Hydrated.report(
            book.without(Set.of(Contributor.UEL)),
            "r",
            FinalisedLog.DECISION,
            FieldGroup.FINAL.sourceUsed(),
            FieldGroup.ATTRIBUTION.sourceUsed(),
            FieldGroup.STATUS.sourceUsed(),
            LogColumns.DEGRADED_REASONS,
            MinorityReports.RUN_ID);

    assertThat(row)
        .containsExactly(
            entry("decision", "accepted"),
            entry("source_used_final", "finalised"),
            entry("source_used_attribution", "finalised"),
            entry("source_used_status", "finalised"),
            entry("degraded_reasons", List.of("UEL_down")),
            entry("run_id", "run-5"));
  }

  @Test
  void mrflIsNotHeardForGroupsThatNobodyDecided() {
    LogBook book =
        whole()
            .finalised(
                "r",
                5,
                FinalisedLog.PROPOSED_CAUSE,
                "holiday",
                FinalisedLog.CONFIDENCE_SCORE,
                0.2,
                FinalisedLog.DECISION,
                "accepted");

    assertThat(Hydrated.report(book.logs(), "r", CAUSE))
        .containsValues("viral", 0.7, "attribution");
    assertThat(Hydrated.report(book.logs(), "r", DECISION)).containsOnlyKeys(names(DECISION));
    assertThat(Hydrated.report(book.logs(), "r", MinorityReports.RUN_ID)).containsValue("run-3");
  }

  @Test
  void undoAfterMrflWins() {
    LogBook book =
        whole()
            .edit("1", 4, "r", "accept", null)
            .finalised("r", 5, accepted("viral", 4))
            .edit("2", 6, "r", "undo", "1");

    assertThat(Hydrated.report(book.logs(), "r", CAUSE))
        .containsValues("viral", 0.7, "attribution");
    assertThat(Hydrated.report(book.logs(), "r", DECISION))
        .containsExactly(
            entry("decision", null),
            entry("decided_by", null),
            entry("decided_at", null),
            entry("source_used_final", null));
  }

  @Test
  void undoneCauseDoesNotComeBackFromMrfl() {
    LogBook book =
        whole()
            .edit("1", 4, "r", "set_cause", "holiday")
            .edit("2", 5, "r", "accept", null)
            .finalised("r", 6, accepted("holiday", 5))
            .edit("3", 7, "r", "undo", "1")
            .attributed("r", 8, "weather", 0.5);

    assertThat(Hydrated.report(book.logs(), "r", CAUSE))
        .containsValues("weather", 0.5, "attribution");
  }

  @Test
  void rejectAfterAnAcceptTakesItsCauseBackToo() {
    LogBook book =
        whole()
            .edit("1", 4, "r", "accept", null)
            .finalised("r", 5, accepted("viral", 4))
            .edit("2", 6, "r", "reject", null)
            .attributed("r", 7, "weather", 0.5);

    assertThat(Hydrated.report(book.logs(), "r", CAUSE))
        .containsValues("weather", 0.5, "attribution");
    assertThat(Hydrated.report(book.logs(), "r", DECISION))
        .containsValues("rejected", "lewis", Timestamp.from(LogBook.at(6)), "ui");
  }

  @Test
  void editOfAnEventAppliesToItsReportsUnlessTheyHaveTheirOwn() {
    LogBook book =
        twoReports()
            .eventEdit("1", 4, "e", "reject", null)
            .eventEdit("2", 4, "e", "set_cause", "data_error")
            .edit("3", 3, "own", "accept", null)
            .edit("4", 3, "own", "set_cause", "viral");

    assertThat(Hydrated.report(book.logs(), "r", DECISION))
        .containsValues("rejected", "ruth", Timestamp.from(LogBook.at(4)), "ui");
    assertThat(Hydrated.report(book.logs(), "r", CAUSE)).containsValues("data_error", 1.0, "ui");
    assertThat(Hydrated.report(book.logs(), "own", DECISION))
        .containsValues("accepted", "lewis", Timestamp.from(LogBook.at(3)), "ui");
    assertThat(Hydrated.report(book.logs(), "own", CAUSE)).containsValues("viral", 1.0, "ui");
  }

  @Test
  void acceptedReportKeepsTheCauseThatItsEventHadThen() {
    LogBook before =
        twoReports()
            .eventEdit("1", 3, "e", "set_cause", "data_error")
            .edit("2", 4, "own", "accept", null);
    LogBook after =
        twoReports()
            .edit("2", 4, "own", "accept", null)
            .eventEdit("1", 5, "e", "set_cause", "data_error");

    assertThat(Hydrated.report(before.logs(), "own", CAUSE))
        .containsValues("data_error", 1.0, "ui");
    assertThat(Hydrated.report(after.logs(), "own", CAUSE)).containsValues("viral", 1.0, "ui");
  }

  @Test
  void reportThatDetectionNeverSawHasNoRow() {
    LogBook book = whole().clustered("ghost", 1).edit("1", 1, "ghost", "accept", null);

    assertThat(Hydrated.reports(book.logs()).count()).isEqualTo(1);
  }

  @Test
  void logCalledDownIsNotReadThoughItIsThere() {
    Availability late = Availability.ALL.with(OptionalInput.MRCL, InputState.LATE);

    Row row = Hydrated.reports(whole().logs(), late, Weeks.ALL).head();

    assertThat(
            Hydrated.values(
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

    Row row = Hydrated.reports(whole().logs(), drifted, Weeks.ALL).head();

    assertThat(Hydrated.values(row, FieldGroup.CLUSTER.sourceUsed(), LogColumns.DEGRADED_REASONS))
        .containsExactly(
            entry("source_used_cluster", "clustered"),
            entry("degraded_reasons", List.of("DRIFT_minority_reports_clustered_log_similarity")));
  }

  @Test
  void logThatIsNotInstalledCostsNoCode() {
    Availability none = Availability.ALL.with(OptionalInput.MRCL, InputState.NOT_INSTALLED);

    Row row = Hydrated.reports(whole().without(Set.of(Contributor.MRCL)), none, Weeks.ALL).head();

    assertThat(Hydrated.values(row, FieldGroup.CLUSTER.sourceUsed(), LogColumns.DEGRADED_REASONS))
        .containsExactly(entry("source_used_cluster", null), entry("degraded_reasons", List.of()));
  }

  @Test
  void wideRowsAreShuffledOnce() {
    LogBook book = whole().edit("1", 4, "r", "accept", null);
    String plan = Hydrated.reports(book.logs()).queryExecution().executedPlan().toString();
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

  private static LogBook twoReports() {
    return whole()
        .detected("own", 0, DetectionLog.SKU, "K2")
        .attributed("own", 1, "viral", 0.6)
        .cohort("own", 1, "e");
  }

  private static Object[] accepted(String cause, int day) {
    return new Object[] {
      FinalisedLog.PROPOSED_CAUSE,
      cause,
      FinalisedLog.CONFIDENCE_SCORE,
      1.0,
      FinalisedLog.DECISION,
      "accepted",
      FinalisedLog.DECIDED_BY,
      "lewis",
      FinalisedLog.DECIDED_AT,
      Timestamp.from(LogBook.at(day)),
      FinalisedLog.DECIDED_GROUPS,
      List.of("attribution", "final", "status")
    };
  }

  private static Object[] clusterNulls() {
    return FieldGroup.CLUSTER.fields().stream()
        .flatMap(f -> java.util.stream.Stream.of(f, null))
        .toArray();
  }

  private static Field[] all() {
    return MinorityReports.TABLE.fields().toArray(Field[]::new);
  }

  private static String[] names(Field[] fields) {
    return Arrays.stream(fields).map(Field::name).toArray(String[]::new);
  }
}
