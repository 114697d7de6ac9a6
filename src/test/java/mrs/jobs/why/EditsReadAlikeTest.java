package mrs.jobs.why;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mrs.SparkTest;
import mrs.contracts.AttributionLog;
import mrs.contracts.BaselineModels;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DetectionLog;
import mrs.contracts.FieldGroup;
import mrs.contracts.FinalisedLog;
import mrs.contracts.LogColumns;
import mrs.contracts.MinorityReports;
import mrs.contracts.SalesTimeseries;
import mrs.contracts.Stores;
import mrs.contracts.UserEditsLog;
import mrs.hydrate.HydrateReports;
import mrs.hydrate.Weeks;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.LogBook;
import mrs.hydrate.consolidation.ReportLogs;
import mrs.hydrate.finalisation.FinaliseReports;
import mrs.jobs.spark.TakenRounds;
import mrs.transforms.Availability;
import mrs.transforms.EffectiveEdits;
import mrs.transforms.RunStamp;
import mrs.transforms.detection.Backlog;
import mrs.transforms.detection.DetectDeviations;
import org.apache.spark.sql.Column;
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
  private static final int RECORDED_ON = 9;
  private static final LocalDate FIRST_DAY = LogBook.START.minusDays(24);
  private static final int DAYS = 32;

  private static LogBook book;
  private static FinaliseReports.Finalised finalised;
  private static ReportLogs logs;
  private static List<Row> hydrated;

  @BeforeAll
  static void play() {
    book = new LogBook();
    for (String id : REPORTS) {
      book.detected(id, 0, DetectionLog.SKU, sku(id), DetectionLog.STATISTIC, 5.0)
          .clustered(id, 1)
          .attributed(id, 1, "viral", 0.7)
          .cohort(id, 1, "event of " + id)
          .event("event of " + id, 1, "open", List.of(id));
    }
    edit(book);
    finalised =
        new FinaliseReports(new RunStamp("run-9", LogBook.at(RECORDED_ON), 1, List.of()), 1000)
            .apply(new FinaliseReports.Inputs(book.logs(), book.logs(), Optional.empty()));
    Dataset<Row> record =
        computed(finalised.rows().withColumn(LogColumns.CONTENT_HASH.name(), functions.lit(0L)));
    logs =
        book.logs().map((log, rows) -> log == Contributor.MRFL ? rows.unionByName(record) : rows);
    hydrated =
        new HydrateReports(Availability.ALL, Weeks.ALL)
            .apply(new HydrateReports.Inputs(logs, Optional.empty()))
            .collectAsList();
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
            .select(UserEditsLog.REPORT_ID.col())
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

    String learnt = learnt(book.dataset(Contributor.UEL));

    assertThat(learnt).isEqualTo(learnt(plain.dataset(Contributor.UEL)));
    assertThat(learnt).as("one fewer").isNotEqualTo(learnt(fewer.dataset(Contributor.UEL)));
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
      List<Story.Group> groups = SourcesOfGroups.of(only(id), row);
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

  private static @Nullable Object used(List<Story.Group> groups, FieldGroup of, String field) {
    return groups.stream()
        .filter(g -> g.group().equals(of.word()))
        .flatMap(g -> g.sources().stream())
        .filter(Story.Said::used)
        .findFirst()
        .map(said -> said.values() == null ? null : said.values().get(field))
        .orElse(null);
  }

  /** The report's own rows, as {@code why} reads them. */
  private static ReportLogs only(String id) {
    Column own = DetectionLog.REPORT_ID.col().equalTo(id);
    Set<Contributor> ofEvents = Set.of(Contributor.MELOG, Contributor.MEEL, Contributor.UMEEL);
    return logs.map((log, rows) -> ofEvents.contains(log) ? rows : rows.where(own));
  }

  /** What detection knows after a month in which the reported series sold more on two days. */
  private static String learnt(Dataset<Row> edits) {
    DetectDeviations detect =
        new DetectDeviations(
            FIRST_DAY.plusDays(DAYS - 1),
            Duration.ofHours(6),
            1000,
            Backlog.NONE,
            new RunStamp("run", LogBook.at(RECORDED_ON), 1, List.of()),
            new TakenRounds(spark));
    DetectDeviations.Detected detected =
        detect.apply(
            new DetectDeviations.Inputs(
                cells(),
                book.dataset(Contributor.MRDL),
                Optional.of(rows(BaselineModels.TABLE)),
                Optional.of(rows(ContextualEvents.TABLE)),
                Optional.of(stores()),
                Optional.of(edits)),
            SparkTest::computed);
    return new TreeSet<>(
            detected.baseline().collectAsList().stream()
                .map(
                    r ->
                        r.getAs(BaselineModels.MODEL_DAY.name())
                            + " "
                            + HexFormat.of().formatHex(r.getAs(BaselineModels.PAYLOAD.name())))
                .toList())
        .toString();
  }

  private static Dataset<Row> cells() {
    List<Object[]> cells = new ArrayList<>();
    for (String store : List.of("S1", "S2", "S3")) {
      for (int k = 0; k < REPORTS.size(); k++) {
        for (int t = 0; t < DAYS; t++) {
          LocalDate day = FIRST_DAY.plusDays(t);
          boolean reported = store.equals("S1") && !day.isBefore(LogBook.START.plusDays(1));
          double units = 10 + (k * 5 + t * 13 + store.charAt(1)) % 7;
          cells.add(
              cell(
                  store,
                  sku(REPORTS.get(k)),
                  day,
                  reported && day.isBefore(LogBook.START.plusDays(3)) ? units * (2 + k) : units));
        }
      }
    }
    return rows(SalesTimeseries.TABLE, cells.toArray(Object[][]::new));
  }

  private static Object[] cell(String store, String sku, LocalDate day, double units) {
    Date date = Date.valueOf(day);
    Timestamp written = Timestamp.from(LogBook.at(8));
    String[] none = {};
    return row(
        store, sku, date, "sold", units, null, written, 0, "run", written, 1, false, none, 0L,
        date);
  }

  private static Dataset<Row> stores() {
    return rows(
        Stores.TABLE,
        Stream.of("S1", "S2", "S3")
            .map(s -> row(s, "R1", null, 1L, "stores.csv", 1L, 0L))
            .toArray(Object[][]::new));
  }

  private static String sku(String id) {
    return "K" + REPORTS.indexOf(id);
  }
}
