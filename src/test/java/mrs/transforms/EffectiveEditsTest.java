package mrs.transforms;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import mrs.SparkTest;
import mrs.contracts.Field;
import mrs.contracts.UserEditsLog;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.LogBook;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

class EffectiveEditsTest extends SparkTest {

  @Test
  void latestDecisionAndLatestCauseHold() {
    LogBook book =
        new LogBook()
            .edit("1", 1, "r", "accept", null)
            .edit("2", 2, "r", "set_cause", "weather")
            .edit("3", 3, "r", "reject", null)
            .edit("4", 4, "r", "set_cause", "holiday");

    assertThat(said(book)).containsExactly("r rejected@3 holiday@4 - - accepted-once");
  }

  @Test
  void undoneEditCountsAsNotMade() {
    LogBook book =
        new LogBook()
            .edit("1", 1, "r", "accept", null)
            .edit("2", 2, "r", "reject", null)
            .edit("3", 3, "r", "undo", "2");

    assertThat(said(book)).containsExactly("r accepted@1 - - - accepted-once");
  }

  @Test
  void undoOfAnUndoBringsTheEditBack() {
    LogBook book =
        new LogBook()
            .edit("1", 1, "r", "reject", null)
            .edit("2", 2, "r", "undo", "1")
            .edit("3", 3, "r", "undo", "2");

    assertThat(said(book)).containsExactly("r rejected@1 - - - -");
  }

  @Test
  void threeUndosInAChainLeaveTheEditUndone() {
    LogBook book =
        new LogBook()
            .edit("1", 1, "r", "reject", null)
            .edit("2", 2, "r", "undo", "1")
            .edit("3", 3, "r", "undo", "2")
            .edit("4", 4, "r", "undo", "3");

    assertThat(said(book)).containsExactly("r - - decision-undone - -");
  }

  @Test
  void undoHoldsThoughItsClockIsBehind() {
    LogBook book =
        new LogBook().edit("1", 5, "r", "set_cause", "viral").edit("2", 4, "r", "undo", "1");

    assertThat(said(book)).containsExactly("r - - - cause-undone -");
  }

  @Test
  void undoOfAnotherReportsEditDoesNothing() {
    LogBook book =
        new LogBook().edit("1", 1, "r", "accept", null).edit("2", 2, "other", "undo", "1");

    assertThat(said(book))
        .containsExactlyInAnyOrder("r accepted@1 - - - accepted-once", "other - - - - -");
  }

  @Test
  void editsThatSayNothingUsableCountAsNotMade() {
    LogBook book =
        new LogBook()
            .edit("1", 1, "r", "accept", null)
            .edit("2", 2, "r", "approve", null)
            .edit("3", 3, "r", "set_cause", "gremlins")
            .edit("4", 4, "r", "set_cause", null)
            .edit("5", 5, "r", "undo", null);

    assertThat(said(book)).containsExactly("r accepted@1 - - - accepted-once");
  }

  @Test
  void ofTwoEditsAtOneTimeTheGreaterIdHoldsInAnyOrder() {
    LogBook one = new LogBook().edit("a", 1, "r", "accept", null).edit("b", 1, "r", "reject", null);
    LogBook two = new LogBook().edit("b", 1, "r", "reject", null).edit("a", 1, "r", "accept", null);

    assertThat(said(one)).containsExactly("r rejected@1 - - - accepted-once").isEqualTo(said(two));
  }

  @Test
  void whatWasAcceptedOrGivenACauseAndNotRejectedIsConfirmed() {
    LogBook book =
        new LogBook()
            .edit("1", 1, "accepted", "accept", null)
            .edit("2", 1, "given a cause", "set_cause", "viral")
            .edit("3", 1, "rejected", "reject", null)
            .edit("4", 2, "rejected", "set_cause", "viral")
            .edit("5", 1, "taken back", "accept", null)
            .edit("6", 2, "taken back", "undo", "5")
            .edit("7", 1, "brought back", "accept", null)
            .edit("8", 2, "brought back", "undo", "7")
            .edit("9", 3, "brought back", "undo", "8")
            .edit("10", 2, "another's", "undo", "1")
            .edit("11", 1, "unusable", "set_cause", "gremlins");

    assertThat(
            EffectiveEdits.by(book.dataset(Contributor.UEL), UserEditsLog.REPORT_ID)
                .where(EffectiveEdits.confirms())
                .select(col(UserEditsLog.REPORT_ID))
                .collectAsList())
        .extracting(r -> r.getString(0))
        .containsExactlyInAnyOrder("accepted", "given a cause", "brought back");
  }

  private static List<String> said(LogBook book) {
    Column[] columns =
        Stream.concat(Stream.of(UserEditsLog.REPORT_ID), EffectiveEdits.FIELDS.stream())
            .map(SparkSchema::col)
            .toArray(Column[]::new);
    return EffectiveEdits.by(book.dataset(Contributor.UEL), UserEditsLog.REPORT_ID)
        .select(columns)
        .withColumn("decided_day", day(EffectiveEdits.DECIDED_AT))
        .withColumn("cause_day", day(EffectiveEdits.CAUSE_AT))
        .collectAsList()
        .stream()
        .map(EffectiveEditsTest::line)
        .toList();
  }

  private static Column day(Field time) {
    return functions.datediff(col(time), functions.lit(java.sql.Date.valueOf(LogBook.START)));
  }

  private static String line(Row row) {
    return String.join(
        " ",
        row.<String>getAs(UserEditsLog.REPORT_ID.name()),
        at(row, EffectiveEdits.DECISION, "decided_day"),
        at(row, EffectiveEdits.CAUSE, "cause_day"),
        flag(row, EffectiveEdits.DECISION_UNDONE, "decision-undone"),
        flag(row, EffectiveEdits.CAUSE_UNDONE, "cause-undone"),
        flag(row, EffectiveEdits.EVER_ACCEPTED, "accepted-once"));
  }

  private static String at(Row row, Field word, String day) {
    String said = row.getAs(word.name());
    return said == null ? "-" : said + "@" + row.getAs(day);
  }

  private static String flag(Row row, Field flag, String word) {
    return row.<Boolean>getAs(flag.name()) ? word : "-";
  }
}
