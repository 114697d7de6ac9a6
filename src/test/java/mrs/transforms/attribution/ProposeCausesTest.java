package mrs.transforms.attribution;

import static mrs.transforms.SparkSchema.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.Cause;
import mrs.contracts.LogColumns;
import mrs.hydrate.consolidation.LogBook;
import mrs.transforms.SparkSchema;
import mrs.transforms.StandingFeasts;
import mrs.transforms.attribution.evidence.EvidencePattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ProposeCausesTest extends AttributionNights {
  private static final String RESTATED = "data_error 0.750";

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
            + CALIBRATION.confidence(new EvidencePattern(Cause.PROMOTION, pattern, false))
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
    assertThat(blind.rows().select(col(LogColumns.DEGRADED_REASONS)).head().<String>getList(0))
        .containsExactly("CONTEXT_down");

    assertThat(causes(night(inputs(book, Optional.empty()), stamp(4, "CONTEXT_down")))).isEmpty();
    assertThat(causes(night(book, 5))).isEqualTo(Map.of("S1K1", RESTATED, "S2K1", RESTATED));
  }

  @Test
  void aFeastOfTheCalendarIsAHolidayOfItsRegionThoughNoFeedTellsOfIt() {
    LogBook book = rise(new LogBook(), "K1", 3, "S1", "S2");
    Dataset<Row> known =
        rows(
            SparkSchema.struct(StandingFeasts.FIELDS),
            row("default", java.sql.Date.valueOf("2024-03-06"), "EASTER", "Easter"),
            row("elsewhere", java.sql.Date.valueOf("2024-03-05"), "EPIPHANY", "Epiphany"));

    ProposeCauses.Proposed without = propose(inputs(book, told()), stamp(3));
    feasts = Optional.of(known);
    ProposeCauses.Proposed kept = propose(inputs(book, told()), stamp(3));
    feasts = Optional.of(known.where("region = 'default'"));
    ProposeCauses.Inputs alone = inputs(book, Optional.empty());

    assertThat(evidence(kept, "holiday")).containsExactly("the day before Easter (2024-03-06)");
    assertThat(causes(kept).get("S1K1")).startsWith("holiday ");
    assertThat(evidence(without, "holiday")).isEmpty();
    assertThat(evidence(propose(alone, stamp(3, "CONTEXT_down")), "holiday")).hasSize(1);
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
            unseen,
            feasts);

    assertThat(propose(mixed, stamp(4)).rows().collectAsList())
        .hasSize(4)
        .containsExactlyInAnyOrderElementsOf(propose(in, stamp(4)).rows().collectAsList());
  }

  private static Dataset<Row> mixed(Dataset<Row> rows) {
    return rows.orderBy(col(LogColumns.CONTENT_HASH).desc()).repartition(5);
  }
}
