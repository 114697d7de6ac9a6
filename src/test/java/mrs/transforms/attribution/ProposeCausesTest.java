package mrs.transforms.attribution;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mrs.SparkTest;
import mrs.contracts.AttributionLog;
import mrs.contracts.Cause;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DetectionLog;
import mrs.contracts.LogColumns;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.LogBook;
import mrs.transforms.Dropped;
import mrs.transforms.RunStamp;
import mrs.transforms.attribution.evidence.EvidencePattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProposeCausesTest extends SparkTest {
  private static final LocalDate TUESDAY = LogBook.START.plusDays(1);
  private static final String NOBODY = "sku_day up few unknown: nobody";
  private static final String UNKNOWN = "unknown 0.500";
  private static final String RESTATED = "data_error 0.750";

  /** So many cases that those of other patterns do not show. */
  private static final Calibration CALIBRATION =
      new Calibration(
          "test",
          "by hand",
          List.of(
              new Calibration.Count(NOBODY, "unknown", 50_000, 100_000),
              new Calibration.Count(
                  "sku_day up few data_error: restatement", "data_error", 75_000, 100_000),
              new Calibration.Count(
                  "sku_day up few data_error: restatement, without context",
                  "data_error",
                  60_000,
                  100_000)));

  private Dataset<Row> own = rows(AttributionLog.TABLE);
  private ProposeCauses.Unseen unseen = ProposeCauses.Unseen.NOTHING;
  private int cap = 1000;

  private static RunStamp stamp(int night, String... reasons) {
    return new RunStamp("run-" + night, LogBook.at(night), 1, List.of(reasons));
  }

  /** SKU {@code sku} sells 40 instead of 10 units in some stores, on Tuesday. */
  private static LogBook rise(LogBook book, String sku, int night, String... stores) {
    for (String store : stores) {
      book.detected(store + sku, night, series(store, sku, 40));
    }
    return book;
  }

  private static LogBook restated(LogBook book, String store, String sku, int night) {
    return book.withdrawn(store + sku, night, "restated", series(store, sku, 40));
  }

  private static Object[] series(String store, String sku, double observed) {
    return new Object[] {
      DetectionLog.STORE_ID, store,
      DetectionLog.SKU, sku,
      DetectionLog.TEST, "sku_day",
      DetectionLog.GROUP_KEY, "sku_day|" + sku + "|up",
      DetectionLog.GROUP_START, TUESDAY,
      DetectionLog.WINDOW_START, TUESDAY,
      DetectionLog.WINDOW_END, TUESDAY,
      DetectionLog.OBSERVED_UNITS, observed,
      DetectionLog.EXPECTED_UNITS, 10.0
    };
  }

  private static Optional<Dataset<Row>> told(ToldContext... context) {
    return Optional.of(
        rows(
            ContextualEvents.TABLE,
            Arrays.stream(context).map(ToldContext::row).toArray(Object[][]::new)));
  }

  private ProposeCauses.Inputs inputs(LogBook book, Optional<Dataset<Row>> context) {
    return new ProposeCauses.Inputs(
        book.dataset(Contributor.MRDL),
        own,
        context,
        Optional.of(book.dataset(Contributor.MRCL)),
        Optional.of(book.dataset(Contributor.UEL)),
        unseen);
  }

  private ProposeCauses.Proposed propose(ProposeCauses.Inputs in, RunStamp stamp) {
    LocalDate day = LocalDate.ofInstant(stamp.writtenAt(), ZoneOffset.UTC);
    ProposeCauses.Proposed proposed =
        new ProposeCauses(day, 100, CALIBRATION, cap, stamp).apply(in, SparkTest::computed);
    assertThat(proposed.considered().count())
        .isEqualTo(proposed.rows().count() + waiting(proposed));
    return proposed;
  }

  private static long waiting(ProposeCauses.Proposed proposed) {
    return proposed.dropped().collectAsList().stream()
        .mapToLong(r -> r.<Long>getAs(Dropped.RECORDS.name()))
        .sum();
  }

  /** Runs a night in which nothing is known to happen, and keeps what it wrote. */
  private ProposeCauses.Proposed night(LogBook book, int night) {
    return night(inputs(book, told()), stamp(night));
  }

  private ProposeCauses.Proposed night(ProposeCauses.Inputs in, RunStamp stamp) {
    ProposeCauses.Proposed proposed = propose(in, stamp);
    List<Row> all = new ArrayList<>(own.collectAsList());
    all.addAll(
        proposed
            .rows()
            .withColumn(LogColumns.CONTENT_HASH.name(), lit(0L))
            .selectExpr(AttributionLog.TABLE.schema().fieldNames())
            .collectAsList());
    own = spark.createDataFrame(all, AttributionLog.TABLE.schema());
    return proposed;
  }

  /** Cause and confidence, report by report. */
  private static Map<String, String> causes(ProposeCauses.Proposed proposed) {
    Map<String, String> causes = new TreeMap<>();
    for (Row row : proposed.rows().collectAsList()) {
      causes.put(
          row.getAs(AttributionLog.REPORT_ID.name()),
          row.getAs(AttributionLog.PROPOSED_CAUSE.name())
              + " "
              + confidence(row.getAs(AttributionLog.CONFIDENCE_SCORE.name())));
    }
    return causes;
  }

  private static String confidence(@Nullable Double score) {
    return score == null ? "none" : String.format(Locale.ROOT, "%.3f", score);
  }

  /** The evidence for {@code cause} in the first row. */
  private static List<String> evidence(ProposeCauses.Proposed proposed, String cause) {
    Row row = proposed.rows().orderBy("report_id").head();
    return row.<Row>getList(row.fieldIndex(AttributionLog.RANKED_CAUSES.name())).stream()
        .filter(c -> c.getString(0).equals(cause))
        .flatMap(c -> c.<String>getList(2).stream())
        .toList();
  }

  @Test
  void writesWholeRowsWithEveryCauseRanked() {
    LogBook book = rise(new LogBook(), "K1", 3, "S1", "S2");
    ToldContext promotion = ToldContext.of("promotion", 1, 9).at(null, null, "K1");

    ProposeCauses.Proposed proposed = propose(inputs(book, told(promotion)), stamp(3));

    String pattern = "sku_day up few promotion: promotion";
    String rest =
        "|K1|WrappedArray("
            + "[promotion,0.8,WrappedArray(a promotion started within a day for 2 of 2 series)], "
            + "[unknown,0.35,WrappedArray()], [data_error,0.0,WrappedArray()], "
            + "[holiday,0.0,WrappedArray()], [stock_out,0.0,WrappedArray()], "
            + "[viral,0.0,WrappedArray()], [weather,0.0,WrappedArray()])|promotion|"
            + CALIBRATION.confidence(new EvidencePattern(Cause.PROMOTION, pattern))
            + "|"
            + pattern
            + "|test|run-3|2024-03-07 00:00:00.0|1|false|WrappedArray()|2024-03-04";
    assertThat(proposed.rows().orderBy("report_id").collectAsList())
        .extracting(r -> r.mkString("|"))
        .containsExactly("S1K1|S1" + rest, "S2K1|S2" + rest);
  }

  @Test
  void whereNothingSpeaksTheCauseIsUnknownWithoutAConfidence() {
    LogBook book = rise(new LogBook(), "K1", 3, "S1", "S2");

    assertThat(causes(night(inputs(book, Optional.empty()), stamp(3, "CONTEXT_down"))))
        .isEqualTo(Map.of("S1K1", "unknown none", "S2K1", "unknown none"));
  }

  @Test
  void whereContextIsKnownAndDoesNotFitUnknownHasAConfidenceToo() {
    LogBook book = rise(new LogBook(), "K1", 3, "S1", "S2");

    assertThat(causes(night(book, 3))).isEqualTo(Map.of("S1K1", UNKNOWN, "S2K1", UNKNOWN));
  }

  @Test
  void whatIsSettledIsNotWrittenAgain() {
    LogBook book = rise(new LogBook(), "K1", 3, "S1", "S2");
    night(book, 3);

    ProposeCauses.Proposed again = night(rise(book, "K2", 4, "S1"), 4);

    assertThat(causes(again)).isEqualTo(Map.of("S1K2", UNKNOWN));
  }

  @Test
  void reportsWhoseCauseChangesWithOthersOfTheirGroupAreWrittenOnTopOfTheCap() {
    LogBook book = rise(new LogBook(), "K1", 3, "S1", "S2");
    night(book, 3);
    cap = 1;

    ProposeCauses.Proposed changed = night(restated(book, "S2", "K1", 4), 4);

    assertThat(causes(changed)).isEqualTo(Map.of("S1K1", RESTATED, "S2K1", RESTATED));
    assertThat(causes(night(book, 5))).isEmpty();
  }

  @Test
  void withdrawnReportsOnlyTestifyThatTheyWereRestated() {
    LogBook book = rise(new LogBook(), "K1", 3, "S1", "S2", "S3", "S4", "S5");

    assertThat(evidence(propose(inputs(book, told()), stamp(3)), "viral"))
        .containsExactly("units were 4.0 times the expectation in SKU K1 in 5 stores");
    ProposeCauses.Proposed without = night(restated(book, "S5", "K1", 4), 4);
    assertThat(evidence(without, "viral")).isEmpty();
    assertThat(evidence(without, "data_error"))
        .containsExactly("the sales of 20 % of its reports were restated");
  }

  @Test
  void groupThatIsWithdrawnAltogetherIsStillWeighed() {
    LogBook book = restated(rise(new LogBook(), "K1", 3, "S1"), "S1", "K1", 4);

    assertThat(causes(night(book, 4))).isEqualTo(Map.of("S1K1", RESTATED));
  }

  @Test
  void whatIsBeyondTheCapWaitsAndStillSpeaksForItsGroup() {
    LogBook book = restated(rise(new LogBook(), "K1", 3, "S1"), "S2", "K1", 4);
    cap = 1;

    ProposeCauses.Proposed first = night(book, 4);
    assertThat(causes(first)).isEqualTo(Map.of("S1K1", RESTATED));
    assertThat(first.dropped().collectAsList())
        .extracting(r -> r.mkString(" "))
        .containsExactly("waiting for a later run 1");

    ProposeCauses.Proposed second = night(book, 5);
    assertThat(causes(second)).isEqualTo(Map.of("S2K1", RESTATED));
    assertThat(waiting(second)).isZero();
  }

  @Test
  void withoutContextCausesAreLessSureUntilItIsBack() {
    LogBook book = restated(rise(new LogBook(), "K1", 3, "S1"), "S2", "K1", 3);

    ProposeCauses.Proposed blind = night(inputs(book, Optional.empty()), stamp(3, "CONTEXT_down"));
    assertThat(causes(blind).get("S1K1")).isEqualTo("data_error 0.600");
    assertThat(evidence(blind, "unknown")).containsExactly("no context is known");
    assertThat(blind.rows().select(LogColumns.DEGRADED_REASONS.col()).head().<String>getList(0))
        .containsExactly("CONTEXT_down");

    assertThat(causes(night(inputs(book, Optional.empty()), stamp(4, "CONTEXT_down")))).isEmpty();
    assertThat(causes(night(book, 5))).isEqualTo(Map.of("S1K1", RESTATED, "S2K1", RESTATED));
  }

  @Test
  void verdictsOnReportsOfTheSameClusterAreHeardUnlessUndone() {
    LogBook book = rise(new LogBook(), "K1", 3, "S1", "S2");
    rise(rise(rise(book, "K2", 3, "S3"), "K3", 3, "S4"), "K4", 3, "S5");
    for (String report : List.of("S1K1", "S2K1", "S3K2", "S4K3")) {
      book.clustered(report, 3);
    }
    book.edit("1", 3, "S3K2", "set_cause", "viral").edit("2", 3, "S4K3", "set_cause", "weather");
    book.edit("3", 3, "S4K3", "undo", "2").edit("4", 3, "S5K4", "set_cause", "viral");
    ProposeCauses.Inputs in = inputs(book, told());

    assertThat(evidence(propose(in, stamp(4)), "viral"))
        .containsExactly("people gave this cause to 1 of 1 reports of the same cluster");
    assertThat(evidence(propose(in, stamp(4)), "weather")).isEmpty();
    ProposeCauses.Inputs deaf =
        new ProposeCauses.Inputs(
            in.reports(), in.own(), in.context(), Optional.empty(), Optional.empty(), unseen);
    assertThat(evidence(propose(deaf, stamp(4, "MRCL_down", "UEL_down")), "viral")).isEmpty();
  }

  @Test
  void verdictsOnWhatWasProposedRefitTheConfidence() {
    LogBook book = rise(rise(new LogBook(), "K1", 3, "S1", "S2"), "K2", 3, "S1");
    night(book, 3);
    book.edit("1", 3, "S1K1", "set_cause", "viral").edit("2", 3, "S2K1", "set_cause", "unknown");
    Calibration.Count right = new Calibration.Count(NOBODY, "unknown", 1, 1);
    Calibration.Count wrong = new Calibration.Count(NOBODY, "unknown", 0, 1);
    EvidencePattern nobody = new EvidencePattern(Cause.UNKNOWN, NOBODY);

    Row later = night(rise(book, "K3", 4, "S9"), 4).rows().head();

    assertThat(later.<Double>getAs(AttributionLog.CONFIDENCE_SCORE.name()))
        .isEqualTo(CALIBRATION.with(List.of(right, wrong)).confidence(nobody))
        .isNotEqualTo(CALIBRATION.confidence(nobody));
  }

  @Test
  void contextThatComesLaterTakesUpTheReportsThatItTouchesAndNoOthers() {
    LogBook book = rise(rise(new LogBook(), "K1", 3, "S1", "S2"), "K2", 3, "S1");
    night(book, 3);
    ToldContext late = ToldContext.of("promotion", 1, 9).at(null, null, "K1").received(150);
    ToldContext idle = ToldContext.of("idle", 1, 1).at(null, "S1", "K2").received(150);

    assertThat(causes(night(inputs(book, told(late)), stamp(150)))).isEmpty();
    unseen = new ProposeCauses.Unseen(told(late, idle), Optional.empty());
    ProposeCauses.Proposed touched = night(inputs(book, told(late, idle)), stamp(151));

    assertThat(causes(touched).keySet()).containsExactly("S1K1", "S2K1");
    assertThat(causes(touched).get("S1K1")).startsWith("promotion ");
    assertThat(touched.dropped().collectAsList())
        .extracting(r -> r.mkString(" "))
        .containsExactly("unchanged 1");
    assertThat(causes(night(inputs(book, told(late, idle)), stamp(152)))).isEmpty();
  }

  @Test
  void contextThatIsTakenBackIsNoEvidenceAnyMore() {
    LogBook book = rise(new LogBook(), "K1", 3, "S1");
    ToldContext told = ToldContext.of("promotion", 1, 9).id("x").received(3);
    night(inputs(book, told(told)), stamp(3));
    ToldContext moved = ToldContext.of("promotion", 50, 59).id("x").received(4);
    unseen = new ProposeCauses.Unseen(told(told, moved), Optional.empty());

    assertThat(causes(night(inputs(book, told(told, moved)), stamp(4))))
        .isEqualTo(Map.of("S1K1", UNKNOWN));
  }

  @Test
  void verdictsTakeUpWhatWasProposedFromTheSameEvidenceUnlessAPersonDecided() {
    LogBook book = rise(rise(new LogBook(), "K1", 3, "S1", "S2", "S3"), "K2", 3, "S1");
    restated(rise(book, "K3", 3, "S1"), "S1", "K3", 3);
    night(book, 3);
    book.edit("1", 3, "S1K1", "set_cause", "viral").edit("2", 3, "S2K1", "accept", null);
    unseen = new ProposeCauses.Unseen(Optional.empty(), Optional.of(book.dataset(Contributor.UEL)));

    ProposeCauses.Proposed refitted = night(book, 4);

    assertThat(causes(refitted).keySet()).containsExactly("S1K2", "S3K1");
    assertThat(causes(night(book, 5))).isEmpty();
  }

  @Test
  void verdictsTakeUpReportsThatLookAlike() {
    LogBook book = rise(rise(rise(new LogBook(), "K1", 3, "S1"), "K2", 3, "S2"), "K3", 3, "S3");
    book.clustered("S1K1", 3).clustered("S2K2", 3);
    restated(book, "S2", "K2", 3);
    night(book, 3);
    book.edit("1", 3, "S1K1", "set_cause", "viral");
    Dataset<Row> edits = book.dataset(Contributor.UEL);
    unseen = new ProposeCauses.Unseen(Optional.empty(), Optional.of(edits));

    ProposeCauses.Proposed touched = night(book, 4);

    assertThat(causes(touched).keySet()).containsExactly("S2K2", "S3K3");
    assertThat(evidence(touched, "viral"))
        .containsExactly("people gave this cause to 1 of 1 reports of the same cluster");
  }

  @Test
  void usualStepIsThatOfAllFiguresAndNeedsEnoughOfThem() {
    LogBook book = new LogBook();
    for (String store : List.of("S1", "S2", "S3")) {
      book.detected("a" + store, 3, series(store, "K1", 48));
    }
    for (int i = 4; i <= 29; i++) {
      book.detected("b" + i, 3, series("S" + i, "K2", i <= 7 ? 7.5 : 40));
    }
    assertThat(evidence(propose(inputs(book, told()), stamp(3)), "data_error")).isEmpty();

    book.detected("c", 3, series("S30", "K3", 40));
    assertThat(evidence(propose(inputs(book, told()), stamp(3)), "data_error"))
        .containsExactly("3 of 3 figures are multiples of 24 in SKU K1 in 3 stores");
  }

  @Test
  void orderAndPartitionsOfItsInputsChangeNothing() {
    LogBook book = rise(rise(new LogBook(), "K1", 3, "S1", "S2", "S3"), "K2", 3, "S1", "S2");
    restated(book, "S1", "K2", 4).clustered("S1K1", 3).clustered("S2K1", 3);
    book.edit("1", 3, "S1K1", "set_cause", "viral").edit("2", 3, "S2K1", "set_cause", "weather");
    cap = 4;
    ProposeCauses.Inputs in =
        inputs(book, told(ToldContext.of("promotion", 1, 1), ToldContext.of("holiday", 2, 2)));
    ProposeCauses.Inputs mixed =
        new ProposeCauses.Inputs(
            mixed(in.reports()),
            in.own(),
            in.context().map(ProposeCausesTest::mixed),
            in.clustered().map(ProposeCausesTest::mixed),
            in.edits().map(ProposeCausesTest::mixed),
            unseen);

    assertThat(propose(mixed, stamp(4)).rows().collectAsList())
        .hasSize(4)
        .containsExactlyInAnyOrderElementsOf(propose(in, stamp(4)).rows().collectAsList());
  }

  private static Dataset<Row> mixed(Dataset<Row> rows) {
    return rows.orderBy(LogColumns.CONTENT_HASH.col().desc()).repartition(5);
  }
}
