package mrs.hydrate.finalisation;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import mrs.SparkTest;
import mrs.contracts.DetectionLog;
import mrs.contracts.FinalisedLog;
import mrs.contracts.LogColumns;
import mrs.contracts.UserEditsLog;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.LogBook;
import mrs.hydrate.consolidation.ReportLogs;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class FinaliseReportsTest extends FinalisationNight {

  @Test
  void writesTheWholeRecordOfAnAcceptedReport() {
    LogBook book = known("r").edit("1", 5, "r", "accept", null);

    Row row = finalise(book.logs()).rows().head();

    assertThat(row.mkString("|"))
        .isEqualTo(
            "r|S1|K1|active|c-viral|viral|1.0|event of r|accepted|lewis|2024-03-09 00:00:00.0"
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
            .eventEdit("3", 5, "event of by-event", "reject", null)
            .ended("event of ended", 5, "recovered")
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
    LogBook book =
        known("r", "s").edit("1", 5, "r", "accept", null).ended("event of s", 5, "expired");
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
        known("r").edit("1", 5, "r", "set_cause", "weather").ended("event of r", 5, "recovered");
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
    book.ended("event of r", 6, "recovered");
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
  void capLeavesTheYoungestAndThoseOfLeastPriorityWaiting() {
    LogBook book =
        new LogBook()
            .withdrawn("young", 3, "restated")
            .withdrawn("old-low", 2, "restated", DetectionLog.PRIORITY, 1.0)
            .withdrawn("old-high", 2, "restated", DetectionLog.PRIORITY, 9.0)
            .detected("undecided", 1);

    FinaliseReports.Finalised done =
        new FinaliseReports(stamp(), 1)
            .apply(
                new FinaliseReports.Inputs(book.logs(), book.logs(), Optional.empty()),
                SparkTest::computed);

    assertThat(records(done)).containsOnlyKeys("old-high");
    assertThat(dropped(done)).isEqualTo(Map.of("waiting for a later run", 2L, "undecided", 1L));
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

  /** The logs with what a run wrote, as the edge would have appended it. */
  private static ReportLogs withOwn(ReportLogs logs, FinaliseReports.Finalised written) {
    Dataset<Row> given = written.rows().withColumn(LogColumns.CONTENT_HASH.name(), lit(1L));
    Dataset<Row> own = spark.createDataFrame(given.collectAsList(), given.schema());
    return logs.map((log, rows) -> log == Contributor.MRFL ? own : rows);
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

  private static long in(LogBook book) {
    return book.dataset(Contributor.MRDL).select(col(UserEditsLog.REPORT_ID)).distinct().count();
  }

  private static long out(FinaliseReports.Finalised done) {
    return done.rows().count();
  }
}
