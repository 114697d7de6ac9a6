package mrs.hydrate;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import mrs.SparkTest;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.LogColumns;
import mrs.contracts.UserEditsLog;
import mrs.hydrate.consolidation.LogBook;
import mrs.hydrate.consolidation.ReportLogs;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What of the logs belongs to the reports of some weeks. */
class WeeksTest extends SparkTest {
  private static final LocalDate FIRST = LogBook.START;
  private static final LocalDate SECOND = LogBook.START.plusWeeks(1);

  @Test
  void weeksAreSortedAndStandOnce() {
    assertThat(Weeks.of(List.of(SECOND, FIRST, SECOND)).some()).contains(List.of(FIRST, SECOND));
    assertThat(Weeks.ALL.some()).isEmpty();
  }

  @Test
  void ofReportsTheLogsAreThoseOfTheirWeekAndOfEventsAndEditsAll() {
    ReportLogs logs = Weeks.of(List.of(SECOND)).ofReports(twoWeeks());

    assertThat(ids(logs.detected(), DetectionLog.REPORT_ID)).containsExactly("late");
    assertThat(ids(logs.clustered().orElseThrow(), DetectionLog.REPORT_ID)).containsExactly("late");
    assertThat(ids(logs.attributed().orElseThrow(), DetectionLog.REPORT_ID))
        .containsExactly("late");
    assertThat(ids(logs.cohort().orElseThrow(), DetectionLog.REPORT_ID)).containsExactly("late");
    assertThat(ids(logs.finalised().orElseThrow(), DetectionLog.REPORT_ID)).containsExactly("late");
    assertThat(ids(logs.events().orElseThrow(), CohortHistory.REPORT_GROUP_ID))
        .containsExactly("e");
    assertThat(ids(logs.ended().orElseThrow(), CohortHistory.REPORT_GROUP_ID)).containsExactly("e");
    assertThat(ids(logs.edits().orElseThrow(), UserEditsLog.EDIT_ID)).containsExactly("1");
    assertThat(ids(logs.eventEdits().orElseThrow(), UserEditsLog.EDIT_ID)).containsExactly("2");
  }

  @Test
  void ofNoWeekThereIsNoReportAndOfAllWeeksEveryOne() {
    assertThat(ids(Weeks.of(List.of()).ofReports(twoWeeks()).detected(), DetectionLog.REPORT_ID))
        .isEmpty();
    assertThat(ids(Weeks.ALL.ofReports(twoWeeks()).detected(), DetectionLog.REPORT_ID))
        .containsExactly("early", "late");
  }

  /** Two reports, and an event of the first week with which everything is said that can be. */
  private static ReportLogs twoWeeks() {
    LogBook book = new LogBook();
    for (String id : List.of("early", "late")) {
      Object[] week = {LogColumns.WEEK_START, id.equals("early") ? FIRST : SECOND};
      book.detected(id, 1, week).clustered(id, 1, week).attributed(id, 1, "viral", 0.5, week);
      book.cohort(id, 1, "e", week).finalised(id, 1, week);
    }
    return book.event("e", 1, "open", List.of("early", "late"))
        .ended("e", 2, "expired")
        .edit("1", 3, "late", "accept", null)
        .eventEdit("2", 3, "e", "accept", null)
        .logs();
  }

  private static List<String> ids(Dataset<Row> rows, Field id) {
    return rows.select(col(id)).collectAsList().stream().map(r -> r.getString(0)).sorted().toList();
  }
}
