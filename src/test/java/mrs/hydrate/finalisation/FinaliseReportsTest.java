package mrs.hydrate.finalisation;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import mrs.SparkTest;
import mrs.contracts.DetectionLog;
import mrs.contracts.Errors;
import mrs.contracts.FinalisedLog;
import mrs.contracts.LogColumns;
import mrs.contracts.UserEditsLog;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.LogBook;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.transforms.RunStamp;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class FinaliseReportsTest extends SparkTest {
  private static final int DAY = 9;

  @Test
  void writesTheWholeRecordOfAnAcceptedReport() {
    LogBook book = known("r").edit("1", 5, "r", "accept", null);

    Row row = finalise(book.logs()).rows().head();

    assertThat(row.mkString("|"))
        .isEqualTo(
            "r|S1|K1|active|c-viral|viral|1.0|e of r|accepted|lewis|2024-03-09 00:00:00.0"
                + "|WrappedArray(attribution, final, status)|null"
                + "|run-9|2024-03-13 00:00:00.0|1|false|WrappedArray()|2024-03-04");
    assertThat(row.schema().fieldNames())
        .containsExactly(
            FinalisedLog.TABLE.fields().stream()
                .filter(f -> !f.equals(LogColumns.CONTENT_HASH))
                .map(f -> f.name())
                .toArray(String[]::new));
  }

  @Test
  void writesDecidedEndedAndWithdrawnReportsAndDropsTheOthersByReason() {
    LogBook book =
        known("accepted", "caused", "by-event", "ended", "withdrawn", "plain", "also-plain")
            .edit("1", 5, "accepted", "accept", null)
            .edit("2", 5, "caused", "set_cause", "weather")
            .eventEdit("3", 5, "e of by-event", "reject", null)
            .ended("e of ended", 5, "recovered")
            .withdrawn("withdrawn", 5, "restated");

    FinaliseReports.Finalised done = finalise(book.logs());

    assertThat(records(done))
        .containsExactlyEntriesOf(
            new TreeMap<>(
                Map.of(
                    "accepted", "active viral 1.0 accepted lewis [attribution, final, status] null",
                    "caused", "active weather 1.0 null lewis [attribution] null",
                    "by-event", "active viral 0.7 rejected ruth [final, status] null",
                    "ended", "active viral 0.7 null null [] recovered",
                    "withdrawn", "withdrawn viral 0.7 null null [] null")));
    assertThat(dropped(done)).isEqualTo(Map.of("undecided", 2L));
    assertThat(in(book)).isEqualTo(out(done) + 2);
  }

  @Test
  void secondRunWritesNothingNew() {
    LogBook book = known("r", "s").edit("1", 5, "r", "accept", null).ended("e of s", 5, "expired");
    FinaliseReports.Finalised first = finalise(book.logs());

    FinaliseReports.Finalised second = finalise(withOwn(book.logs(), first));

    assertThat(records(second)).isEmpty();
    assertThat(dropped(second)).isEqualTo(Map.of("unchanged", 2L));
  }

  @Test
  void undoneDecisionIsRecordedAsGone() {
    LogBook book = known("r").edit("1", 5, "r", "reject", null);
    FinaliseReports.Finalised first = finalise(book.logs());
    book.edit("2", 6, "r", "undo", "1");

    FinaliseReports.Finalised second = finalise(withOwn(book.logs(), first));

    assertThat(records(second)).containsEntry("r", "active viral 0.7 null null [] null");
  }

  @Test
  void acceptedCauseStandsThoughAttributionChangesItsMind() {
    LogBook book = known("r").edit("1", 5, "r", "accept", null);
    FinaliseReports.Finalised first = finalise(book.logs());
    book.attributed("r", 6, "weather", 0.4);

    FinaliseReports.Finalised second = finalise(withOwn(book.logs(), first));

    assertThat(records(second)).isEmpty();
    assertThat(dropped(second)).isEqualTo(Map.of("unchanged", 1L));
  }

  @Test
  void editsLogDownGivesTheMachinesProposalDegraded() {
    LogBook book =
        known("r").edit("1", 5, "r", "set_cause", "weather").ended("e of r", 5, "recovered");
    ReportLogs logs = book.without(Set.of(Contributor.UEL, Contributor.UMEEL));

    FinaliseReports.Finalised done = finalise(logs, "UEL_down", "UMEEL_down");

    assertThat(records(done)).containsEntry("r", "active viral 0.7 null null [] recovered");
    assertThat(reasons(done)).containsEntry("r", List.of("UEL_down", "UMEEL_down"));
    assertThat(done.errors()).isEmpty();
  }

  @Test
  void decisionsOnRecordAreKeptWhileTheirLogIsDown() {
    LogBook book = known("r").edit("1", 5, "r", "accept", null);
    FinaliseReports.Finalised first = finalise(book.logs());
    book.ended("e of r", 6, "recovered");
    ReportLogs logs = withOwn(book.without(Set.of(Contributor.UEL)), first);

    FinaliseReports.Finalised second = finalise(logs, "UEL_down");

    assertThat(records(second))
        .containsEntry(
            "r", "active viral 1.0 accepted lewis [attribution, final, status] recovered");
    assertThat(reasons(second)).containsEntry("r", List.of("UEL_down"));
  }

  @Test
  void recordIsMadeAgainWhenWhatItLackedIsThere() {
    LogBook book = known("r").edit("1", 5, "r", "set_cause", "weather");
    ReportLogs without = book.without(Set.of(Contributor.UMEEL));
    FinaliseReports.Finalised first = finalise(without, "UMEEL_down");

    assertThat(reasons(first)).containsEntry("r", List.of("UMEEL_down"));
    assertThat(dropped(finalise(withOwn(without, first), "UMEEL_down")))
        .isEqualTo(Map.of("unchanged", 1L));
    assertThat(reasons(finalise(withOwn(book.logs(), first)))).containsEntry("r", List.of());
  }

  @Test
  void recordIsNotMadeAgainMerelyBecauseALogWentDown() {
    LogBook book = known("r").edit("1", 5, "r", "accept", null);
    FinaliseReports.Finalised first = finalise(book.logs());

    ReportLogs logs = withOwn(book.without(Set.of(Contributor.UEL)), first);

    assertThat(dropped(finalise(logs, "UEL_down"))).isEqualTo(Map.of("unchanged", 1L));
  }

  @Test
  void carriesCodesOfItsLogsAndOfThoseWithoutARow() {
    LogBook book =
        new LogBook()
            .withdrawn("r", 1, "restated", LogColumns.DEGRADED_REASONS, List.of("STORES_down"))
            .attributed("r", 1, "viral", 0.5);

    assertThat(reasons(finalise(book.logs())))
        .containsEntry("r", List.of("MRCH_down", "MRCL_down", "STORES_down"));
  }

  @Test
  void capLeavesTheYoungestAndMildestWaiting() {
    LogBook book =
        new LogBook()
            .withdrawn("young", 3, "restated")
            .withdrawn("old-mild", 2, "restated", DetectionLog.SEVERITY, 1.0)
            .withdrawn("old-severe", 2, "restated", DetectionLog.SEVERITY, 9.0)
            .detected("undecided", 1);

    FinaliseReports.Finalised done =
        new FinaliseReports(stamp(), 1)
            .apply(
                new FinaliseReports.Inputs(book.logs(), book.logs(), Optional.empty()),
                SparkTest::computed);

    assertThat(records(done)).containsOnlyKeys("old-severe");
    assertThat(dropped(done)).isEqualTo(Map.of("waiting for a later run", 2L, "undecided", 1L));
  }

  @Test
  void editsThatCannotBeUsedBecomeDeadLettersAndAreNotUsed() {
    LogBook book =
        known("r")
            .edit("good", 5, "r", "accept", null)
            .edit("action", 6, "r", "approve", null)
            .edit("cause", 6, "r", "set_cause", "gremlins")
            .edit("report", 6, "ghost", "reject", null)
            .edit("undo", 6, "r", "undo", "nothing")
            .edit("foreign", 6, "ghost", "undo", "good");

    FinaliseReports.Finalised done = finalise(book.logs());

    assertThat(texts(done.errors().orElseThrow()))
        .containsExactlyInAnyOrder(
            "UNKNOWN_WORD r edit 'action': action 'approve' is not one of accept, reject,"
                + " set_cause, undo; write the edit again with one of them",
            "UNKNOWN_WORD r edit 'cause': cause 'gremlins' is not one of promotion, viral,"
                + " data_error, stock_out, weather, holiday, unknown; write the edit again with one"
                + " of them",
            "UNKNOWN_REFERENCE ghost edit 'report': there is no report_id 'ghost'; check the id and"
                + " write the edit again",
            "UNKNOWN_REFERENCE r edit 'undo': it undoes 'nothing', which is no edit of the same"
                + " report_id; name one that is",
            "UNKNOWN_REFERENCE ghost edit 'foreign': there is no report_id 'ghost'; check the id"
                + " and write the edit again");
    assertThat(records(done))
        .containsExactly(
            Map.entry("r", "active viral 1.0 accepted lewis [attribution, final, status] null"));
  }

  @Test
  void editsOfEventsHaveDeadLettersOfTheirOwn() {
    LogBook book =
        known("r")
            .eventEdit("1", 5, "e of nobody", "reject", null)
            .eventEdit("2", 5, "e of r", "explode", null)
            .eventEdit("3", 5, "e of r", "reject", null);

    FinaliseReports.Finalised done = finalise(book.logs());

    assertThat(texts(done.eventErrors().orElseThrow()))
        .containsExactlyInAnyOrder(
            "UNKNOWN_REFERENCE null edit '1': there is no report_group_id 'e of nobody'; check the"
                + " id and write the edit again",
            "UNKNOWN_WORD null edit '2': action 'explode' is not one of accept, reject, set_cause,"
                + " undo; write the edit again with one of them");
    assertThat(done.errors().orElseThrow().collectAsList()).isEmpty();
    assertThat(records(done)).containsOnlyKeys("r");
  }

  @Test
  void whichEventsExistCannotBeToldWithoutMelog() {
    LogBook book = known("r").eventEdit("1", 5, "e of nobody", "reject", null);

    FinaliseReports.Finalised done =
        finalise(book.without(Set.of(Contributor.MELOG)), "MELOG_down");

    assertThat(done.eventErrors().orElseThrow().collectAsList()).isEmpty();
  }

  @Test
  void deadLetterHoldsTheWholeEditAndIsTheSameRowInEveryRun() {
    LogBook book = known("r").edit("x", 6, "r", "approve", "why");

    Row letter = finalise(book.logs()).errors().orElseThrow().head();
    Row later =
        new FinaliseReports(new RunStamp("other", LogBook.at(30), 2, List.of()), 10)
            .apply(new FinaliseReports.Inputs(book.logs(), book.logs(), Optional.empty()))
            .errors()
            .orElseThrow()
            .head();

    String payload =
        "{\"edit_id\":\"x\",\"report_id\":\"r\",\"action\":\"approve\",\"value\":\"why\","
            + "\"edited_by\":\"lewis\",\"written_at\":\"2024-03-10T00:00:00.000Z\"}";
    assertThat(new String(letter.<byte[]>getAs(Errors.PAYLOAD.name()), StandardCharsets.UTF_8))
        .isEqualTo(payload);
    assertThat(letter.<Long>getAs(Errors.PAYLOAD_BYTES.name())).isEqualTo(payload.length());
    assertThat(letter.<String>getAs(Errors.SOURCE_FILE.name())).isEqualTo("user_edits_log");
    assertThat(letter.<Long>getAs(Errors.SOURCE_LINE.name())).isZero();
    assertThat(letter.<Date>getAs(LogColumns.WEEK_START.name()))
        .isEqualTo(Date.valueOf("2024-03-04"))
        .isEqualTo(later.<Date>getAs(LogColumns.WEEK_START.name()));
    assertThat(letter.<String>getAs(Errors.SOURCE_HASH.name()))
        .hasSize(64)
        .isEqualTo(later.<String>getAs(Errors.SOURCE_HASH.name()));
    assertThat(letter.<Timestamp>getAs(LogColumns.WRITTEN_AT.name()))
        .isEqualTo(Timestamp.from(LogBook.at(DAY)));
  }

  @Test
  void editIsADeadLetterOnce() {
    LogBook book = known("r").edit("x", 6, "r", "approve", null);
    Dataset<Row> known = finalise(book.logs()).errors().orElseThrow().localCheckpoint();
    book.edit("y", 7, "r", "approve", null);

    FinaliseReports.Finalised again =
        new FinaliseReports(stamp(), 10)
            .apply(
                new FinaliseReports.Inputs(book.logs(), book.logs(), Optional.of(known)),
                SparkTest::computed);

    assertThat(texts(again.errors().orElseThrow()))
        .singleElement()
        .asString()
        .startsWith("UNKNOWN_WORD r edit 'y'");
  }

  @Test
  void editsThatAreCheckedAreUsedAndNotCheckedAgain() {
    LogBook book =
        known("r", "elsewhere")
            .edit("checked", 5, "r", "approve", null)
            .edit("good", 5, "r", "accept", null);
    ReportLogs all = book.edit("new", 6, "elsewhere", "undo", "ghost").logs();
    ReportLogs logs =
        all.map((log, rows) -> log == Contributor.UEL ? rows : rows.where(ofReport("r", rows)));
    ReportLogs unchecked =
        all.map((log, rows) -> log == Contributor.UEL ? rows.where("edit_id = 'new'") : rows);

    FinaliseReports.Finalised done =
        new FinaliseReports(stamp(), 10)
            .apply(new FinaliseReports.Inputs(logs, unchecked, Optional.empty()));

    assertThat(texts(done.errors().orElseThrow()))
        .singleElement()
        .asString()
        .startsWith("UNKNOWN_REFERENCE elsewhere edit 'new'");
    assertThat(records(done)).containsOnlyKeys("r");
  }

  private static String ofReport(String id, Dataset<Row> rows) {
    boolean byReport = java.util.Arrays.asList(rows.columns()).contains("report_id");
    return byReport ? "report_id = '" + id + "'" : "true";
  }

  @Test
  void weeksAreFinishedBeforeLaterOnesBegin() {
    LogBook book =
        new LogBook()
            .withdrawn("early", 9, "restated", LogColumns.WEEK_START, LogBook.START)
            .withdrawn("late", 1, "restated", LogColumns.WEEK_START, LogBook.START.plusDays(7));

    FinaliseReports.Finalised done =
        new FinaliseReports(stamp(), 1)
            .apply(new FinaliseReports.Inputs(book.logs(), book.logs(), Optional.empty()));

    assertThat(records(done)).containsOnlyKeys("early");
  }

  @Test
  void hugeEditIsCutAndTellsItsLength() {
    LogBook book = known("r").edit("x", 6, "r", "approve", "v".repeat(100_000));

    Row letter = finalise(book.logs()).errors().orElseThrow().head();

    assertThat(letter.<byte[]>getAs(Errors.PAYLOAD.name())).hasSize(Errors.MAX_PAYLOAD_BYTES);
    assertThat(letter.<Long>getAs(Errors.PAYLOAD_BYTES.name())).isGreaterThan(100_000L);
    assertThat(letter.<String>getAs(Errors.TEXT.name()).length()).isLessThan(300);
  }

  private static LogBook known(String... ids) {
    LogBook book = new LogBook();
    for (String id : ids) {
      book.detected(id, 0)
          .clustered(id, 1)
          .attributed(id, 1, "viral", 0.7)
          .cohort(id, 1, "e of " + id)
          .event("e of " + id, 1, "open", List.of(id));
    }
    return book;
  }

  private static RunStamp stamp(String... reasons) {
    return new RunStamp("run-" + DAY, LogBook.at(DAY), 1, List.of(reasons));
  }

  private static FinaliseReports.Finalised finalise(ReportLogs logs, String... reasons) {
    return new FinaliseReports(stamp(reasons), 1000)
        .apply(new FinaliseReports.Inputs(logs, logs, Optional.empty()), SparkTest::computed);
  }

  /** The logs with what a run wrote, as the edge would have appended it. */
  private static ReportLogs withOwn(ReportLogs logs, FinaliseReports.Finalised written) {
    Dataset<Row> given = written.rows().withColumn(LogColumns.CONTENT_HASH.name(), lit(1L));
    Dataset<Row> own = spark.createDataFrame(given.collectAsList(), given.schema());
    return logs.map((log, rows) -> log == Contributor.MRFL ? own : rows);
  }

  private static Map<String, String> records(FinaliseReports.Finalised done) {
    Map<String, String> records = new TreeMap<>();
    for (Row row : done.rows().collectAsList()) {
      List<Object> said = new ArrayList<>();
      said.add(row.getAs(FinalisedLog.REPORT_STATE.name()));
      said.add(row.getAs(FinalisedLog.PROPOSED_CAUSE.name()));
      said.add(row.getAs(FinalisedLog.CONFIDENCE_SCORE.name()));
      said.add(row.getAs(FinalisedLog.DECISION.name()));
      said.add(row.getAs(FinalisedLog.DECIDED_BY.name()));
      said.add(row.getList(row.fieldIndex(FinalisedLog.DECIDED_GROUPS.name())));
      said.add(row.getAs(FinalisedLog.RESOLUTION_REASON.name()));
      records.put(
          row.getString(0),
          said.stream().map(String::valueOf).reduce((a, b) -> a + " " + b).orElseThrow());
    }
    return records;
  }

  private static Map<String, List<String>> reasons(FinaliseReports.Finalised done) {
    Map<String, List<String>> reasons = new TreeMap<>();
    for (Row row : done.rows().collectAsList()) {
      List<String> codes = row.getList(row.fieldIndex(LogColumns.DEGRADED_REASONS.name()));
      assertThat(row.<Boolean>getAs(LogColumns.IS_DEGRADED.name())).isEqualTo(!codes.isEmpty());
      reasons.put(row.getString(0), codes);
    }
    return reasons;
  }

  private static Map<String, Long> dropped(FinaliseReports.Finalised done) {
    Map<String, Long> dropped = new TreeMap<>();
    done.dropped()
        .collectAsList()
        .forEach(r -> dropped.merge(r.getString(0), r.getLong(1), Long::sum));
    return dropped;
  }

  private static List<String> texts(Dataset<Row> errors) {
    return errors.collectAsList().stream()
        .map(
            r ->
                r.getAs(Errors.CODE.name())
                    + " "
                    + r.getAs(UserEditsLog.REPORT_ID.name())
                    + " "
                    + r.getAs(Errors.TEXT.name()))
        .toList();
  }

  private static long in(LogBook book) {
    return book.dataset(Contributor.MRDL).select(UserEditsLog.REPORT_ID.col()).distinct().count();
  }

  private static long out(FinaliseReports.Finalised done) {
    return done.rows().count();
  }
}
