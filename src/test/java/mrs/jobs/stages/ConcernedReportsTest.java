package mrs.jobs.stages;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.SparkTest;
import mrs.contracts.CohortHistory;
import mrs.contracts.DetectionLog;
import mrs.contracts.Field;
import mrs.contracts.FinalisedLog;
import mrs.contracts.InputState;
import mrs.contracts.LogColumns;
import mrs.contracts.OptionalInput;
import mrs.contracts.Stage;
import mrs.contracts.Table;
import mrs.contracts.UserEditsLog;
import mrs.hydrate.consolidation.LogBook;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.jobs.config.ConfigFile;
import mrs.jobs.config.MrsConfig;
import mrs.jobs.runs.PastNights;
import mrs.jobs.runs.RunInputs;
import mrs.jobs.warehouse.Warehouse;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which reports finalisation takes on: here of a, b and c, of weeks 0, 3 and 6, each in an event of
 * its own. Whatever a later night wrote counts in those tests alone in which it committed.
 */
class ConcernedReportsTest extends SparkTest {
  private static final int SEEN = 5;
  private static final int DETECTED_B = 11;
  private static final int CLUSTERED_C = 12;
  private static final int EVENT_OF_A = 13;
  private static final int TONIGHT = 20;

  /** An event may lie 8 days from its reports. */
  private static final MrsConfig CONFIG =
      ConfigFile.read(
          Path.of("conf", "mrs.yaml"),
          Map.of("cohorting.max_days", "1", "limits.horizon_days", "7"));

  private static final Table EDITS = UserEditsLog.TABLE;

  @TempDir private static Path folder;
  private static Warehouse warehouse;
  private PastNights past;

  @BeforeAll
  static void writeLogs() {
    warehouse = Warehouse.openOrCreate(spark, folder.resolve("w"));
    LogBook book = new LogBook();
    for (String id : List.of("a", "b", "c")) {
      Object[] week = weekOf(id);
      String event = LogBook.eventOf(id);
      book.detected(id, 0, week).clustered(id, 1, week).attributed(id, 1, "viral", 0.7, week);
      book.cohort(id, 1, event, week).event(event, 1, "open", List.of(id), week);
    }
    book.finalised("b", SEEN, weekOf("b"));
    book.detected("b", DETECTED_B, weekOf("b")).clustered("c", CLUSTERED_C, weekOf("c"));
    book.event(LogBook.eventOf("a"), EVENT_OF_A, "ended", List.of("a"), weekOf("a"));
    book.edit("1", 2, "a", "accept", null).edit("2", 4, "c", "reject", null);
    PastNights.write(warehouse, book);
  }

  @BeforeEach
  void nothingCommittedSince() {
    past = new PastNights(warehouse).night(0).committed().night(1).committed();
    List.of(DETECTED_B, CLUSTERED_C, EVENT_OF_A).forEach(day -> past.night(day).failed());
  }

  @Test
  void allAreTakenOnWhereTheStageNeverRan() {
    PastNights never = new PastNights(warehouse);
    List.of(0, 1, SEEN, DETECTED_B, CLUSTERED_C, EVENT_OF_A)
        .forEach(day -> never.night(day).committed(Stage.DETECTION));

    assertThat(reports(logs(never.night(TONIGHT)))).containsExactly("a", "b", "c");
  }

  @Test
  void noneIsTakenOnWhereNothingIsNew() {
    seen(1);

    assertThat(reports(logs(past.night(TONIGHT).read(EDITS, 1)))).isEmpty();
  }

  @Test
  void whatALogSaysAnewConcernsTheReportsOfItsWeek() {
    seen(1);
    wrote(DETECTED_B);
    assertThat(reports(logs(past.night(TONIGHT).read(EDITS, 1)))).containsExactly("b");

    wrote(CLUSTERED_C);
    assertThat(reports(logs(past.night(TONIGHT).read(EDITS, 1)))).containsExactly("b", "c");
  }

  @Test
  void whatIsSaidOfAnEventConcernsItsReports() {
    seen(1);
    wrote(EVENT_OF_A);

    assertThat(reports(logs(past.night(TONIGHT).read(EDITS, 1)))).containsExactly("a");
  }

  @Test
  void aNewEditConcernsItsReportAndAloneIsUnchecked() {
    seen(1);
    ConcernedReports concerned = concerned(past.night(TONIGHT).read(EDITS, 2));

    ReportLogs unchecked = concerned.unchecked();

    assertThat(ids(unchecked.edits().orElseThrow(), UserEditsLog.EDIT_ID)).containsExactly("2");
    assertThat(reports(unchecked)).containsExactly("a", "b", "c");
    assertThat(reports(concerned.logs(unchecked))).containsExactly("c");
  }

  @Test
  void noEditIsUncheckedWhereAllWereRead() {
    seen(2);

    assertThat(concerned(past.night(TONIGHT).read(EDITS, 2)).unchecked().edits()).isEmpty();
  }

  @Test
  void allAreTakenOnWhereAnInputCameOrWent() {
    past.night(SEEN)
        .read(EDITS, 1)
        .found(OptionalInput.MRCL, InputState.CORRUPT)
        .committed(Stage.FINALISATION);
    assertThat(reports(logs(past.night(TONIGHT).read(EDITS, 1)))).containsExactly("a", "b", "c");

    past.night(SEEN + 1).read(EDITS, 1).committed(Stage.FINALISATION);
    assertThat(reports(logs(past.night(TONIGHT).read(EDITS, 1)))).isEmpty();
    assertThat(
            reports(
                logs(
                    past.night(TONIGHT)
                        .read(EDITS, 1)
                        .found(OptionalInput.MRCL, InputState.NOT_INSTALLED))))
        .containsExactly("a", "b", "c");
  }

  @Test
  void whatWasLeftWaitingIsNoEarlierThanWhatWasWritten() {
    past.night(SEEN).read(EDITS, 1).leftWaiting().committed(Stage.FINALISATION);

    assertThat(reports(logs(past.night(TONIGHT).read(EDITS, 1)))).containsExactly("b", "c");
  }

  @Test
  void allMayWaitWhereNothingWasWritten() {
    past.night(SEEN).read(EDITS, 1).committed(Stage.FINALISATION);
    past.night(SEEN + 1).read(EDITS, 1).leftWaiting().committed(Stage.FINALISATION);

    assertThat(reports(logs(past.night(TONIGHT).read(EDITS, 1)))).containsExactly("a", "b", "c");
  }

  @Test
  void eventsThatLieTooFarFromTheReportsAreLeftUnread() {
    seen(1);
    wrote(DETECTED_B);

    ReportLogs logs = logs(past.night(TONIGHT).read(EDITS, 1));

    assertThat(ids(logs.events().orElseThrow(), CohortHistory.REPORT_GROUP_ID))
        .containsExactly(LogBook.eventOf("b"));
    assertThat(ids(logs.cohort().orElseThrow(), CohortHistory.REPORT_ID)).containsExactly("b");
  }

  /** The stage went through all, up to this edit. */
  private void seen(int edit) {
    past.night(SEEN).read(EDITS, edit).committed(Stage.FINALISATION);
  }

  /** What a night wrote before finalisation, which did not come to an end in it. */
  private void wrote(int day) {
    past.night(day)
        .committed(Stage.DETECTION, Stage.CLUSTERING, Stage.ATTRIBUTION, Stage.COHORTING);
  }

  private static ReportLogs logs(PastNights.Night tonight) {
    ConcernedReports concerned = concerned(tonight);
    return concerned.logs(concerned.unchecked());
  }

  private static ConcernedReports concerned(PastNights.Night tonight) {
    RunInputs inputs = tonight.inputs();
    ReportLogs all =
        new ReportLogs(
            inputs.log(DetectionLog.TABLE),
            inputs.optional(OptionalInput.MRCL),
            inputs.optional(OptionalInput.MRPAL),
            inputs.optional(OptionalInput.MRCH),
            inputs.optional(OptionalInput.MELOG),
            inputs.optional(OptionalInput.MEEL),
            Optional.of(inputs.own(FinalisedLog.TABLE)),
            inputs.optional(OptionalInput.USER_EDITS),
            inputs.optional(OptionalInput.USER_EVENT_EDITS));
    return new ConcernedReports(new Seen(inputs, Stage.FINALISATION), CONFIG, all);
  }

  private static List<String> reports(ReportLogs logs) {
    return ids(logs.detected(), DetectionLog.REPORT_ID);
  }

  private static List<String> ids(Dataset<Row> rows, Field id) {
    return rows.select(col(id)).distinct().collectAsList().stream()
        .map(r -> r.getString(0))
        .sorted()
        .toList();
  }

  private static Object[] weekOf(String id) {
    LocalDate monday = LogBook.START.plusWeeks(3L * (id.charAt(0) - 'a'));
    return new Object[] {LogColumns.WEEK_START, monday};
  }
}
