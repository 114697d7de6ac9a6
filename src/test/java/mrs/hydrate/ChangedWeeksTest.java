package mrs.hydrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mrs.SparkTest;
import mrs.contracts.DetectionLog;
import mrs.contracts.InputState;
import mrs.contracts.LogColumns;
import mrs.contracts.OptionalInput;
import mrs.contracts.SalesTimeseries;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.LogBook;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.transforms.Availability;
import mrs.transforms.SparkSchema;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class ChangedWeeksTest extends SparkTest {
  /** What was written up to this day had been hydrated. */
  private static final int SEEN = 10;

  @Test
  void nothingNewMarksNothing() {
    assertThat(reports(twoWeeks())).isEmpty();
    assertThat(events(twoWeeks())).isEmpty();
  }

  @Test
  void newRowAboutAReportMarksItsWeek() {
    assertThat(reports(twoWeeks().detected("late", 11, week(1)))).containsExactly(1);
    assertThat(reports(twoWeeks().clustered("late", 11, week(1)))).containsExactly(1);
    assertThat(reports(twoWeeks().attributed("late", 11, "viral", 0.5, week(1))))
        .containsExactly(1);
    assertThat(reports(twoWeeks().cohort("late", 11, "e", week(1)))).containsExactly(1);
    assertThat(reports(twoWeeks().finalised("late", 11, week(1)))).containsExactly(1);
  }

  @Test
  void editMarksTheWeekOfTheReportAndNotItsOwn() {
    assertThat(reports(twoWeeks().edit("1", 30, "late", "accept", null))).containsExactly(1);
    assertThat(reports(twoWeeks().edit("1", 30, "ghost", "accept", null))).isEmpty();
  }

  @Test
  void changedEventMarksTheWeeksOfAllItsReports() {
    List<Integer> both = List.of(0, 1);

    assertThat(reports(twoWeeks().event("e", 11, "open", List.of("early", "late"))))
        .isEqualTo(both);
    assertThat(reports(twoWeeks().ended("e", 11, "expired"))).isEqualTo(both);
    assertThat(reports(twoWeeks().eventEdit("1", 11, "e", "reject", null))).isEqualTo(both);
    assertThat(reports(twoWeeks().ended("other", 11, "expired"))).containsExactly(2);
  }

  @Test
  void reportThatLeftAnEventIsNotMarkedWithIt() {
    LogBook book = twoWeeks().cohort("late", 9, "other", week(1)).ended("e", 11, "expired");

    assertThat(reports(book)).containsExactly(0);
  }

  @Test
  void changedEventMarksItsOwnWeekAmongEvents() {
    assertThat(events(twoWeeks().ended("other", 11, "expired", week(2)))).containsExactly(2);
    assertThat(events(twoWeeks().eventEdit("1", 30, "e", "reject", null))).containsExactly(0);
  }

  @Test
  void changedReportMarksEveryEventThatItIsOrWasIn() {
    assertThat(events(twoWeeks().detected("late", 11, week(1)))).containsExactly(0);
    assertThat(events(twoWeeks().cohort("late", 11, "other", week(1)))).containsExactly(0, 2);
    assertThat(events(twoWeeks().clustered("late", 11, week(1)))).isEmpty();
  }

  @Test
  void logThatComesOrGoesMarksAllWeeks() {
    Availability down = Availability.ALL.with(OptionalInput.MRCL, InputState.LATE);

    for (ChangedWeeks change :
        List.of(
            new ChangedWeeks(Availability.ALL, down), new ChangedWeeks(down, Availability.ALL))) {
      assertThat(change.everything()).isTrue();
      ChangedWeeks.Marked marked = change.apply(inputs(twoWeeks().logs()));
      assertThat(weeks(marked.reports())).containsExactly(0, 1, 2);
      assertThat(weeks(marked.events())).containsExactly(0, 2);
    }
  }

  @Test
  void firstEditOfAllMarksNoMoreThanItsReport() {
    Availability none = Availability.ALL.with(OptionalInput.USER_EDITS, InputState.EMPTY);

    assertThat(new ChangedWeeks(none, Availability.ALL).everything()).isFalse();
  }

  @Test
  void inputsThatHydrationDoesNotReadMarkNothing() {
    Availability down = Availability.ALL.with(OptionalInput.PRODUCTS, InputState.ABSENT);

    assertThat(new ChangedWeeks(Availability.ALL, down).everything()).isFalse();
  }

  @Test
  void cellsThatWereRestatedOrJudgedSinceMarkTheirReports() {
    ReportLogs logs = twoWeeks().logs();
    ReportLogs fresh = LogBook.writtenAfter(logs, LogBook.at(SEEN));
    ChangedWeeks.Marked marked =
        new ChangedWeeks(Availability.ALL, Availability.ALL)
            .apply(
                new ChangedWeeks.Inputs(
                    logs,
                    fresh,
                    Optional.of(cells("early-shop", "late-shop")),
                    Optional.of(cells("early-shop", "other-shop"))));

    assertThat(weeks(marked.reports())).containsExactly(1, 2);
  }

  @Test
  void logThatIsAbsentIsNoObstacle() {
    ReportLogs logs = twoWeeks().detected("late", 11, week(1)).without(Set.of(Contributor.MRCH));

    ChangedWeeks.Marked marked = changed().apply(inputs(logs));

    assertThat(weeks(marked.reports())).containsExactly(1);
    assertThat(weeks(marked.events())).containsExactly(0);
  }

  /** Reports of weeks 0 and 1 in one event of week 0, and one of week 2 in another. */
  private static LogBook twoWeeks() {
    return new LogBook()
        .detected("early", 1, in("early-shop", 0))
        .detected("late", 8, in("late-shop", 1))
        .detected("other", 8, in("other-shop", 2))
        .cohort("early", 1, "e", week(0))
        .cohort("late", 8, "e", week(1))
        .cohort("other", 8, "other", week(2))
        .event("e", 8, "open", List.of("early", "late"), week(0))
        .event("other", 8, "open", List.of("other"), week(2));
  }

  private static Object[] in(String store, int week) {
    return new Object[] {
      DetectionLog.STORE_ID, store, LogColumns.WEEK_START, LogBook.START.plusWeeks(week)
    };
  }

  private static Object[] week(int week) {
    return new Object[] {LogColumns.WEEK_START, LogBook.START.plusWeeks(week)};
  }

  private static ChangedWeeks changed() {
    return new ChangedWeeks(Availability.ALL, Availability.ALL);
  }

  private static ChangedWeeks.Inputs inputs(ReportLogs logs) {
    Instant seen = LogBook.at(SEEN);
    return new ChangedWeeks.Inputs(
        logs, LogBook.writtenAfter(logs, seen), Optional.empty(), Optional.empty());
  }

  private static List<Integer> reports(LogBook book) {
    return weeks(changed().apply(inputs(book.logs())).reports());
  }

  private static List<Integer> events(LogBook book) {
    return weeks(changed().apply(inputs(book.logs())).events());
  }

  private static List<Integer> weeks(Dataset<Row> marked) {
    return marked.collectAsList().stream()
        .map(r -> r.getDate(0).toLocalDate())
        .map(day -> (int) (day.toEpochDay() - LogBook.START.toEpochDay()) / 7)
        .sorted()
        .toList();
  }

  /** Cells of the first day of the reports' window, in these stores. */
  private static Dataset<Row> cells(String... stores) {
    Date day = Date.valueOf(LogBook.START.plusDays(1));
    Object[][] cells =
        Arrays.stream(stores).map(store -> row(store, "K1", day, null)).toArray(Object[][]::new);
    StructType key =
        SparkSchema.struct(
            List.of(
                SalesTimeseries.STORE_ID,
                SalesTimeseries.SKU,
                SalesTimeseries.SALES_DATE,
                DetectionLog.REGION));
    return rows(key, cells);
  }
}
