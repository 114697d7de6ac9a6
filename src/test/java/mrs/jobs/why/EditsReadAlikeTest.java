package mrs.jobs.why;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mrs.SparkTest;
import mrs.contracts.AttributionLog;
import mrs.contracts.DetectionLog;
import mrs.contracts.FieldGroup;
import mrs.contracts.FinalisedLog;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityReports;
import mrs.contracts.UserEditsLog;
import mrs.hydrate.HydrateReports;
import mrs.hydrate.Weeks;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.GatheredReport;
import mrs.hydrate.consolidation.LogBook;
import mrs.hydrate.consolidation.PlainRow;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.hydrate.finalisation.FinaliseReports;
import mrs.jobs.relations.PlainValues;
import mrs.transforms.Availability;
import mrs.transforms.EffectiveEdits;
import mrs.transforms.RunStamp;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Four read what people decided: detection, finalisation, hydration and {@code why}. Of the same
 * edits they make the same.
 */
class EditsReadAlikeTest extends SparkTest {

  /** What holds of each report, as "decision cause confidence"; the machine proposes viral. */
  private static final Map<String, String> HOLDS =
      Map.of(
          "untouched", "null viral 0.7",
          "undone", "null viral 0.7",
          "undo undone", "accepted viral 1.0",
          "undone from elsewhere", "accepted viral 1.0",
          "undoes another's", "null weather 1.0",
          "accepted, then unusable", "accepted viral 1.0",
          "unusable alone", "null viral 0.7",
          "rejected, then given a cause", "rejected stock_out 1.0",
          "rejection undone", "null holiday 1.0");

  /** Those of which a person says that there was something. */
  private static final Set<String> CONFIRMED =
      Set.of(
          "undo undone",
          "undone from elsewhere",
          "undoes another's",
          "accepted, then unusable",
          "rejection undone");

  private static final Set<String> NOT_DECIDED = Set.of("untouched", "undone", "unusable alone");

  private static final List<String> REPORTS = HOLDS.keySet().stream().sorted().toList();
  private static final Set<Contributor> OF_EVENTS =
      Set.of(Contributor.MELOG, Contributor.MEEL, Contributor.UMEEL);
  private static final int RECORDED_ON = 9;
  private static final ReportedMonth MONTH =
      new ReportedMonth(REPORTS.stream().map(EditsReadAlikeTest::sku).toList());

  private static LogBook book;
  private static FinaliseReports.Finalised finalised;
  private static final Map<Contributor, List<PlainRow>> plainLogs =
      new EnumMap<>(Contributor.class);
  private static List<Row> hydrated;

  @BeforeAll
  static void play() {
    book = new LogBook();
    for (String id : REPORTS) {
      book.known(id, DetectionLog.SKU, sku(id), DetectionLog.STATISTIC, 5.0);
    }
    edit(book);
    finalised =
        new FinaliseReports(new RunStamp("run-9", LogBook.at(RECORDED_ON), 1, List.of()), 1000)
            .apply(new FinaliseReports.Inputs(book.logs(), book.logs(), Optional.empty()));
    Dataset<Row> record =
        computed(finalised.rows().withColumn(LogColumns.CONTENT_HASH.name(), functions.lit(0L)));
    ReportLogs logs =
        book.logs().map((log, rows) -> log == Contributor.MRFL ? rows.unionByName(record) : rows);
    hydrated =
        new HydrateReports(Availability.ALL, Weeks.ALL)
            .apply(new HydrateReports.Inputs(logs, Optional.empty()))
            .collectAsList();
    for (Contributor log : Contributor.values()) {
      List<Row> rows = logs.get(log).orElseThrow().collectAsList();
      plainLogs.put(log, rows.stream().map(EditsReadAlikeTest::plain).toList());
    }
  }

  private static void edit(LogBook book) {
    book.edit("a1", 2, "undone", "accept", null).edit("a2", 3, "undone", "undo", "a1");

    book.edit("b1", 2, "undo undone", "accept", null)
        .edit("b2", 3, "undo undone", "undo", "b1")
        .edit("b3", 4, "undo undone", "undo", "b2");

    book.edit("c1", 2, "undone from elsewhere", "accept", null)
        .edit("d1", 2, "undoes another's", "set_cause", "weather")
        .edit("d2", 3, "undoes another's", "undo", "c1");

    book.edit("e1", 2, "accepted, then unusable", "accept", null)
        .edit("e2", 3, "accepted, then unusable", "refuse", null)
        .edit("e3", 4, "accepted, then unusable", "set_cause", "gremlins")
        .edit("e4", 5, "accepted, then unusable", "set_cause", null)
        .edit("e5", 6, "accepted, then unusable", "undo", null)
        .edit("f1", 2, "unusable alone", "approve", null)
        .edit("f2", 3, "unusable alone", "set_cause", "gremlins");

    book.edit("g1", 2, "rejected, then given a cause", "reject", null)
        .edit("g2", 3, "rejected, then given a cause", "set_cause", "stock_out");

    book.edit("h1", 2, "rejection undone", "reject", null)
        .edit("h2", 3, "rejection undone", "set_cause", "holiday")
        .edit("h3", 4, "rejection undone", "undo", "h1");
  }

  @Test
  void detectionTakesAsConfirmedWhatHoldsAndIsNotRejected() {
    Set<String> confirmed =
        EffectiveEdits.by(book.dataset(Contributor.UEL), UserEditsLog.REPORT_ID)
            .where(EffectiveEdits.confirms())
            .select(col(UserEditsLog.REPORT_ID))
            .collectAsList()
            .stream()
            .map(r -> r.getString(0))
            .collect(Collectors.toSet());

    assertThat(confirmed).isEqualTo(CONFIRMED);
  }

  @Test
  void detectionLearnsFromAllButTheConfirmed() {
    LogBook plain = new LogBook();
    CONFIRMED.forEach(id -> plain.edit("accept " + id, 2, id, "accept", null));
    LogBook fewer = new LogBook();
    CONFIRMED.stream()
        .sorted()
        .skip(1)
        .forEach(id -> fewer.edit("accept " + id, 2, id, "accept", null));

    String learnt = MONTH.learnt(book.dataset(Contributor.MRDL), book.dataset(Contributor.UEL));

    assertThat(learnt)
        .isEqualTo(MONTH.learnt(book.dataset(Contributor.MRDL), plain.dataset(Contributor.UEL)));
    assertThat(learnt)
        .as("one fewer")
        .isNotEqualTo(MONTH.learnt(book.dataset(Contributor.MRDL), fewer.dataset(Contributor.UEL)));
  }

  @Test
  void finalisationRecordsWhatHoldsOfTheDecided() {
    Map<String, String> expected = new TreeMap<>(HOLDS);
    expected.keySet().removeAll(NOT_DECIDED);

    assertThat(lines(finalised.rows().collectAsList())).isEqualTo(expected);
    assertThat(finalised.dropped().collectAsList())
        .extracting(Row::toString)
        .containsExactly("[undecided,3]");
  }

  @Test
  void hydrationShowsWhatHolds() {
    assertThat(lines(hydrated)).isEqualTo(HOLDS);
  }

  @Test
  void hydrationNamesWhoDecided() {
    Map<String, String> expected = new TreeMap<>();
    for (String id : REPORTS) {
      String[] held = HOLDS.get(id).split(" ", -1);
      boolean decided = !held[0].equals("null");
      expected.put(
          id,
          (decided ? held[0] + " by ui" : "open by detected")
              + ", cause by "
              + (NOT_DECIDED.contains(id) ? "attribution" : "ui"));
    }

    Map<String, String> named = new TreeMap<>();
    hydrated.forEach(
        row ->
            named.put(
                row.getAs(DetectionLog.REPORT_ID.name()),
                row.getAs(MinorityReports.REPORT_STATUS.name())
                    + " by "
                    + row.getAs(FieldGroup.STATUS.sourceUsed().name())
                    + ", cause by "
                    + row.getAs(FieldGroup.ATTRIBUTION.sourceUsed().name())));
    assertThat(named).isEqualTo(expected);
  }

  @Test
  void whyShowsWhatHoldsBesideTheSourceThatWasUsed() {
    Map<String, String> shown = new TreeMap<>();
    for (Row row : hydrated) {
      String id = row.getAs(DetectionLog.REPORT_ID.name());
      List<Explanation.GroupSources> groups = SourcesOfGroups.of(gathered(id), plain(row));
      shown.put(
          id,
          used(groups, FieldGroup.FINAL, FinalisedLog.DECISION.name())
              + " "
              + used(groups, FieldGroup.ATTRIBUTION, AttributionLog.PROPOSED_CAUSE.name())
              + " "
              + used(groups, FieldGroup.ATTRIBUTION, AttributionLog.CONFIDENCE_SCORE.name()));
    }

    assertThat(shown).isEqualTo(HOLDS);
  }

  private static Map<String, String> lines(List<Row> rows) {
    return rows.stream()
        .collect(
            Collectors.toMap(
                r -> r.getAs(DetectionLog.REPORT_ID.name()),
                r ->
                    r.getAs(FinalisedLog.DECISION.name())
                        + " "
                        + r.getAs(FinalisedLog.PROPOSED_CAUSE.name())
                        + " "
                        + r.getAs(FinalisedLog.CONFIDENCE_SCORE.name())));
  }

  private static @Nullable Object used(
      List<Explanation.GroupSources> groups, FieldGroup of, String field) {
    return groups.stream()
        .filter(g -> g.group().equals(of.word()))
        .flatMap(g -> g.sources().stream())
        .filter(Explanation.Offered::used)
        .findFirst()
        .map(offered -> offered.values() == null ? null : offered.values().get(field))
        .orElse(null);
  }

  /** What the report's own rows say, as {@code why} reads them. */
  private static GatheredReport gathered(String id) {
    Map<Contributor, List<PlainRow>> own = new EnumMap<>(Contributor.class);
    plainLogs.forEach(
        (log, rows) ->
            own.put(
                log,
                OF_EVENTS.contains(log)
                    ? rows
                    : rows.stream()
                        .filter(row -> id.equals(row.get(DetectionLog.REPORT_ID)))
                        .toList()));
    return GatheredReport.of(own);
  }

  private static PlainRow plain(Row row) {
    return new PlainRow(PlainValues.of(row));
  }

  private static String sku(String id) {
    return "K" + REPORTS.indexOf(id);
  }
}
