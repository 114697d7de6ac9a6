package mrs.hydrate;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mrs.SparkTest;
import mrs.contracts.DetectionLog;
import mrs.contracts.EventsLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityEvents;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.LogBook;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.transforms.Availability;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class HydrateEventsTest extends SparkTest {
  private static final Field[] ALL = MinorityEvents.TABLE.fields().toArray(Field[]::new);

  @Test
  void givesEveryColumnOfAnEvent() {
    assertThat(event(two().logs(), "e", ALL))
        .containsExactly(
            entry("report_group_id", "e"),
            entry("event_status", "open"),
            entry("resolution_reason", null),
            entry("evidence", null),
            entry("direction", "up"),
            entry("scope", "store|S1|up"),
            entry("starts_on", Date.valueOf("2024-03-05")),
            entry("ends_on", Date.valueOf("2024-03-06")),
            entry("stores", 1),
            entry("skus", 2),
            entry("reports", 2),
            entry("active_reports", 2),
            entry("observed_units", 17.5),
            entry("expected_units", 8.0),
            entry("severity", 3.5),
            entry("priority", 6.0),
            entry("event_cause", "viral"),
            entry("decision", null),
            entry("decided_by", null),
            entry("decided_at", null),
            entry("parents", List.of()),
            entry("merged_into", null),
            entry("is_degraded", false),
            entry("degraded_reasons", List.of()),
            entry("run_id", "run-2"),
            entry("written_at", Timestamp.from(LogBook.at(2))),
            entry("week_start", Date.valueOf("2024-03-04")));
  }

  @Test
  void hasTheColumnsOfTheContractInOrderAndOfItsTypes() {
    assertThat(
            Arrays.stream(HydratedRows.events(two().logs()).schema().fields())
                .map(f -> f.name() + " " + f.dataType().sql()))
        .containsExactlyElementsOf(
            MinorityEvents.TABLE.fields().stream()
                .map(f -> f.name() + " " + f.type().sql())
                .toList());
  }

  @Test
  void withdrawnReportsBelongToTheEventButAddNoUnits() {
    LogBook book = two().withdrawn("two", 3, "restated");

    assertThat(
            event(
                book.logs(),
                "e",
                MinorityEvents.REPORTS,
                MinorityEvents.ACTIVE_REPORTS,
                MinorityEvents.OBSERVED_UNITS,
                LogColumns.RUN_ID))
        .containsValues(2, 1, 10.0, "run-3");
  }

  @Test
  void endedEventSaysHowAndOnWhatEvidence() {
    LogBook book = two().ended("e", 3, "data correction");

    assertThat(
            event(
                book.logs(),
                "e",
                MinorityEvents.EVENT_STATUS,
                MinorityEvents.RESOLUTION_REASON,
                MinorityEvents.EVIDENCE))
        .containsValues("ended", "data correction", List.of("quiet"));
  }

  @Test
  void reopenedEventHasNoResolution() {
    LogBook book =
        two().ended("e", 3, "recovered").event("e", 4, "reopened", List.of("one", "two"));

    assertThat(
            event(
                book.logs(),
                "e",
                MinorityEvents.EVENT_STATUS,
                MinorityEvents.RESOLUTION_REASON,
                MinorityEvents.EVIDENCE))
        .containsExactly(
            entry("event_status", "reopened"),
            entry("resolution_reason", null),
            entry("evidence", null));
  }

  @Test
  void mergedEventKeepsItsStatusAndHasNoReportsLeft() {
    LogBook book =
        two()
            .event("e", 3, "merged", List.of("one", "two"), EventsLog.MERGED_INTO, "f")
            .ended("e", 3, "merged")
            .event("f", 3, "open", List.of("one", "two"), EventsLog.PARENTS, List.of("e"))
            .cohort("one", 3, "f")
            .cohort("two", 3, "f");

    Field[] shown = {
      MinorityEvents.EVENT_STATUS,
      MinorityEvents.RESOLUTION_REASON,
      MinorityEvents.REPORTS,
      MinorityEvents.MERGED_INTO,
      MinorityEvents.PARENTS
    };
    assertThat(event(book.logs(), "e", shown).values())
        .containsExactly("merged", "merged", 0, "f", List.of());
    assertThat(event(book.logs(), "f", shown).values())
        .containsExactly("open", null, 2, null, List.of("e"));
  }

  @Test
  void personsCauseAndDecisionOutrankTheMachines() {
    LogBook book =
        two()
            .eventEdit("1", 3, "e", "set_cause", "data_error")
            .eventEdit("2", 4, "e", "reject", null);

    assertThat(
            event(
                book.logs(),
                "e",
                MinorityEvents.EVENT_CAUSE,
                MinorityEvents.DECISION,
                MinorityEvents.DECIDED_BY,
                MinorityEvents.DECIDED_AT,
                LogColumns.RUN_ID))
        .containsValues("data_error", "rejected", "ruth", Timestamp.from(LogBook.at(4)), "run-2");
  }

  @Test
  void withoutMelogEventsAreThoseOfMrchInTheSameWeek() {
    LogBook book = two();
    ReportLogs logs = book.without(Set.of(Contributor.MELOG));

    assertThat(
            event(
                logs,
                "e",
                MinorityEvents.EVENT_STATUS,
                MinorityEvents.SCOPE,
                MinorityEvents.REPORTS,
                MinorityEvents.OBSERVED_UNITS,
                MinorityEvents.SEVERITY,
                MinorityEvents.PRIORITY,
                LogColumns.DEGRADED_REASONS,
                LogColumns.WEEK_START))
        .containsExactly(
            entry("event_status", null),
            entry("scope", null),
            entry("reports", 2),
            entry("observed_units", 17.5),
            entry("severity", 5.0),
            entry("priority", 6.0),
            entry("degraded_reasons", List.of("MELOG_down")),
            entry("week_start", Date.valueOf("2024-03-04")));
  }

  @Test
  void withoutMrchMembersAreThoseThatMelogLists() {
    ReportLogs logs = two().without(Set.of(Contributor.MRCH));

    assertThat(
            event(
                logs,
                "e",
                MinorityEvents.REPORTS,
                MinorityEvents.OBSERVED_UNITS,
                LogColumns.DEGRADED_REASONS))
        .containsValues(2, 17.5, List.of("MRCH_down"));
  }

  @Test
  void withoutMrchAndMelogNobodyKnowsTheMembersOfAnEndedEvent() {
    ReportLogs logs =
        two().ended("e", 3, "recovered").without(Set.of(Contributor.MRCH, Contributor.MELOG));

    assertThat(
            event(
                logs,
                "e",
                MinorityEvents.EVENT_STATUS,
                MinorityEvents.REPORTS,
                MinorityEvents.ACTIVE_REPORTS,
                LogColumns.DEGRADED_REASONS))
        .containsExactly(
            entry("event_status", "ended"),
            entry("reports", null),
            entry("active_reports", null),
            entry("degraded_reasons", List.of("MELOG_down", "MRCH_down")));
  }

  @Test
  void withoutAnyLogOfEventsThereIsNone() {
    ReportLogs logs =
        two()
            .without(
                Set.of(Contributor.MRCH, Contributor.MELOG, Contributor.MEEL, Contributor.UMEEL));

    assertThat(HydratedRows.events(logs).collectAsList()).isEmpty();
  }

  @Test
  void carriesTheCodesOfItsRowsAndReports() {
    LogBook book =
        two()
            .detected("two", 3, LogColumns.DEGRADED_REASONS, List.of("BASELINE_down"))
            .event(
                "e",
                3,
                "open",
                List.of("one", "two"),
                LogColumns.DEGRADED_REASONS,
                List.of("MRPAL_down"));

    assertThat(event(book.logs(), "e", LogColumns.DEGRADED_REASONS))
        .containsValue(List.of("BASELINE_down", "MRPAL_down"));
  }

  @Test
  void sumsOfUnitsAreExact() {
    LogBook book = new LogBook().event("e", 0, "open", List.of());
    for (int i = 0; i < 10; i++) {
      book.detected("r" + i, 0, DetectionLog.OBSERVED_UNITS, 0.1).cohort("r" + i, 0, "e");
    }

    assertThat(event(book.logs(), "e", MinorityEvents.OBSERVED_UNITS)).containsValue(1.0);
  }

  @Test
  void givesTheWantedWeeksOnly() {
    LocalDate next = LogBook.START.plusWeeks(1);
    LogBook book =
        two().event("later", 9, "open", List.of(), LogColumns.WEEK_START, Date.valueOf(next));

    List<Row> rows =
        new HydrateEvents(Availability.ALL, Weeks.of(List.of(next)))
            .apply(book.logs())
            .collectAsList();

    assertThat(rows).extracting(r -> r.getString(0)).containsExactly("later");
  }

  private static LogBook two() {
    return new LogBook()
        .detected("one", 0)
        .detected(
            "two",
            0,
            DetectionLog.OBSERVED_UNITS,
            7.5,
            DetectionLog.SEVERITY,
            5.0,
            DetectionLog.PRIORITY,
            6.0)
        .cohort("one", 1, "e")
        .cohort("two", 1, "e")
        .event("e", 2, "open", List.of("one", "two"));
  }

  private static Map<String, Object> event(ReportLogs logs, String id, Field... columns) {
    Row row =
        HydratedRows.events(logs).where(col(MinorityEvents.REPORT_GROUP_ID).equalTo(id)).head();
    return HydratedRows.values(row, columns);
  }
}
