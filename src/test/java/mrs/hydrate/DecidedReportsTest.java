package mrs.hydrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

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
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityReports;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.LogBook;
import org.junit.jupiter.api.Test;

/** What people decided, by their edits and on record, in the hydrated report. */
class DecidedReportsTest extends SparkTest {
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
  void causeThatAPersonSetWinsAndIsCertain() {
    LogBook book = whole().edit("1", 4, "r", "set_cause", "stock_out");

    assertThat(HydratedRows.report(book.logs(), "r", CAUSE)).containsValues("stock_out", 1.0, "ui");
    assertThat(HydratedRows.report(book.logs(), "r", DECISION)).containsValue(null).hasSize(4);
    assertThat(HydratedRows.report(book.logs(), "r", MinorityReports.RUN_ID))
        .containsValue("run-3");
  }

  @Test
  void acceptMakesTheProposalCertain() {
    LogBook book = whole().edit("1", 4, "r", "accept", null);

    assertThat(HydratedRows.report(book.logs(), "r", CAUSE)).containsValues("viral", 1.0, "ui");
    assertThat(HydratedRows.report(book.logs(), "r", DECISION))
        .containsValues("accepted", "lewis", Timestamp.from(LogBook.at(4)), "ui");
  }

  @Test
  void acceptSaysNothingOfALaterProposal() {
    LogBook book = whole().edit("1", 4, "r", "accept", null).attributed("r", 5, "weather", 0.5);

    assertThat(HydratedRows.report(book.logs(), "r", CAUSE))
        .containsValues("weather", 0.5, "attribution");
  }

  @Test
  void whatWasAcceptedStandsInMrflWhenAttributionChangesItsMind() {
    LogBook book =
        whole()
            .edit("1", 4, "r", "accept", null)
            .finalised("r", 5, LogBook.accepted("viral", 4))
            .attributed("r", 6, "weather", 0.5);

    assertThat(HydratedRows.report(book.logs(), "r", CAUSE))
        .containsValues("viral", 1.0, "finalised");
  }

  @Test
  void acceptOfAnUnknownCauseConfirmsNone() {
    LogBook book =
        new LogBook()
            .detected("r", 0)
            .attributed("r", 0, "unknown", null)
            .edit("1", 1, "r", "accept", null);

    assertThat(HydratedRows.report(book.logs(), "r", CAUSE))
        .containsValues("unknown", null, "attribution");
  }

  @Test
  void acceptMakesUpNoCauseWhenAttributionIsDown() {
    LogBook book = whole().edit("1", 4, "r", "accept", null);

    assertThat(HydratedRows.report(book.without(Set.of(Contributor.MRPAL)), "r", CAUSE))
        .containsExactly(
            entry("proposed_cause", null),
            entry("confidence_score", null),
            entry("source_used_attribution", null));
  }

  @Test
  void mrflStandsInForAnEditsLogThatIsDown() {
    LogBook book =
        whole().edit("1", 4, "r", "accept", null).finalised("r", 5, LogBook.accepted("viral", 4));

    Map<String, Object> row =
        HydratedRows.report(
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

    assertThat(HydratedRows.report(book.logs(), "r", CAUSE))
        .containsValues("viral", 0.7, "attribution");
    assertThat(HydratedRows.report(book.logs(), "r", DECISION)).containsOnlyKeys(names(DECISION));
    assertThat(HydratedRows.report(book.logs(), "r", MinorityReports.RUN_ID))
        .containsValue("run-3");
  }

  @Test
  void undoAfterMrflWins() {
    LogBook book =
        whole()
            .edit("1", 4, "r", "accept", null)
            .finalised("r", 5, LogBook.accepted("viral", 4))
            .edit("2", 6, "r", "undo", "1");

    assertThat(HydratedRows.report(book.logs(), "r", CAUSE))
        .containsValues("viral", 0.7, "attribution");
    assertThat(HydratedRows.report(book.logs(), "r", DECISION))
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
            .finalised("r", 6, LogBook.accepted("holiday", 5))
            .edit("3", 7, "r", "undo", "1")
            .attributed("r", 8, "weather", 0.5);

    assertThat(HydratedRows.report(book.logs(), "r", CAUSE))
        .containsValues("weather", 0.5, "attribution");
  }

  @Test
  void rejectAfterAnAcceptTakesItsCauseBackToo() {
    LogBook book =
        whole()
            .edit("1", 4, "r", "accept", null)
            .finalised("r", 5, LogBook.accepted("viral", 4))
            .edit("2", 6, "r", "reject", null)
            .attributed("r", 7, "weather", 0.5);

    assertThat(HydratedRows.report(book.logs(), "r", CAUSE))
        .containsValues("weather", 0.5, "attribution");
    assertThat(HydratedRows.report(book.logs(), "r", DECISION))
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

    assertThat(HydratedRows.report(book.logs(), "r", DECISION))
        .containsValues("rejected", "ruth", Timestamp.from(LogBook.at(4)), "ui");
    assertThat(HydratedRows.report(book.logs(), "r", CAUSE))
        .containsValues("data_error", 1.0, "ui");
    assertThat(HydratedRows.report(book.logs(), "own", DECISION))
        .containsValues("accepted", "lewis", Timestamp.from(LogBook.at(3)), "ui");
    assertThat(HydratedRows.report(book.logs(), "own", CAUSE)).containsValues("viral", 1.0, "ui");
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

    assertThat(HydratedRows.report(before.logs(), "own", CAUSE))
        .containsValues("data_error", 1.0, "ui");
    assertThat(HydratedRows.report(after.logs(), "own", CAUSE)).containsValues("viral", 1.0, "ui");
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

  private static String[] names(Field[] fields) {
    return Arrays.stream(fields).map(Field::name).toArray(String[]::new);
  }
}
