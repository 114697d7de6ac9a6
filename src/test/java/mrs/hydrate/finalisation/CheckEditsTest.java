package mrs.hydrate.finalisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mrs.SparkTest;
import mrs.contracts.Errors;
import mrs.contracts.LogColumns;
import mrs.contracts.UserEditsLog;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.LogBook;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.transforms.RunStamp;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Edits that cannot be used, as dead letters. */
class CheckEditsTest extends FinalisationNight {

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
            .eventEdit("1", 5, "event of nobody", "reject", null)
            .eventEdit("2", 5, "event of r", "explode", null)
            .eventEdit("3", 5, "event of r", "reject", null);

    FinaliseReports.Finalised done = finalise(book.logs());

    assertThat(texts(done.eventErrors().orElseThrow()))
        .containsExactlyInAnyOrder(
            "UNKNOWN_REFERENCE null edit '1': there is no report_group_id 'event of nobody'; check the"
                + " id and write the edit again",
            "UNKNOWN_WORD null edit '2': action 'explode' is not one of accept, reject, set_cause,"
                + " undo; write the edit again with one of them");
    assertThat(done.errors().orElseThrow().collectAsList()).isEmpty();
    assertThat(records(done)).containsOnlyKeys("r");
  }

  @Test
  void whichEventsExistCannotBeToldWithoutMelog() {
    LogBook book = known("r").eventEdit("1", 5, "event of nobody", "reject", null);

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

  @Test
  void hugeEditIsCutAndTellsItsLength() {
    LogBook book = known("r").edit("x", 6, "r", "approve", "v".repeat(100_000));

    Row letter = finalise(book.logs()).errors().orElseThrow().head();

    assertThat(letter.<byte[]>getAs(Errors.PAYLOAD.name())).hasSize(Errors.MAX_PAYLOAD_BYTES);
    assertThat(letter.<Long>getAs(Errors.PAYLOAD_BYTES.name())).isGreaterThan(100_000L);
    assertThat(letter.<String>getAs(Errors.TEXT.name()).length()).isLessThan(300);
  }

  private static String ofReport(String id, Dataset<Row> rows) {
    boolean byReport = java.util.Arrays.asList(rows.columns()).contains("report_id");
    return byReport ? "report_id = '" + id + "'" : "true";
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
}
