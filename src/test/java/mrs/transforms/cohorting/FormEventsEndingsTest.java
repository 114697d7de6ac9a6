package mrs.transforms.cohorting;

import static mrs.transforms.SparkSchema.col;
import static mrs.transforms.cohorting.CohortNights.assertSilent;
import static mrs.transforms.cohorting.CohortNights.changes;
import static mrs.transforms.cohorting.CohortNights.ends;
import static mrs.transforms.cohorting.CohortNights.id;
import static mrs.transforms.cohorting.CohortNights.moves;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import mrs.contracts.DetectionLog;
import org.junit.jupiter.api.Test;

class FormEventsEndingsTest {
  private final CohortNights nights = new CohortNights();

  @Test
  void eventRecoversAfterQuietDaysAndReopensWithANewReport() {
    nights.rules = new FormEvents.Rules(1, 3, 1000);
    nights.found("a", 3, 1, 1);
    nights.night(3);
    assertSilent(nights.night(4));

    FormEvents.Cohorted quiet = nights.night(5);
    assertThat(quiet.ended().collectAsList())
        .extracting(r -> r.mkString("|"))
        .containsExactly(
            id(1)
                + "|ended|recovered|WrappedArray(no report goes on beyond 2024-03-05,"
                + " quiet for more than 3 days by 2024-03-09)|2024-03-05"
                + "|run-5|2024-03-09 00:00:00.0|1|false|WrappedArray()|2024-03-04");
    assertThat(changes(quiet)).isEmpty();
    assertSilent(nights.night(6));

    FormEvents.Cohorted again = nights.found("b", 7, 3, 7).night(7);
    assertThat(moves(again)).isEqualTo(Map.of("b", id(1)));
    assertThat(changes(again)).isEqualTo(Map.of(id(1), "reopened [a, b] 2 []"));
    assertThat(ends(again)).isEmpty();
    assertSilent(nights.night(8));
    assertThat(ends(nights.night(11)).get(id(1))).startsWith("recovered ").endsWith("2024-03-11");
    assertSilent(nights.night(12));
  }

  @Test
  void eventThatRecoveredEndsAsADataCorrectionOnceItsReportsAreRestated() {
    nights.rules = new FormEvents.Rules(1, 3, 1000);
    nights.found("a", 3, 1, 1).found("b", 3, 1, 1);
    nights.night(3);
    assertThat(ends(nights.night(5)).get(id(1))).startsWith("recovered ");

    FormEvents.Cohorted half = nights.lost("a", 6, "restated", 1, 1).night(6);
    assertThat(changes(half)).isEqualTo(Map.of(id(1), "ended [a, b] 1 []"));
    assertThat(ends(half)).isEmpty();

    FormEvents.Cohorted whole = nights.lost("b", 7, "no_longer_deviates", 1, 1).night(7);
    assertThat(moves(whole)).isEqualTo(Map.of("b", id(1)));
    assertThat(changes(whole)).isEqualTo(Map.of(id(1), "ended [a, b] 0 []"));
    assertThat(ends(whole))
        .isEqualTo(
            Map.of(
                id(1),
                "data correction [1 of 2 reports withdrawn: sales restated,"
                    + " no report is left that detection stands by] 2024-03-11"));
    assertSilent(nights.night(8));
  }

  @Test
  void decisionEndsAnEventAndUndoingItReopensItHoweverOften() {
    nights.found("a", 3, 1, 1);
    nights.night(3);
    nights.book.eventEdit("1", 4, id(1), "accept", null);
    assertThat(ends(nights.night(5)))
        .isEqualTo(Map.of(id(1), "finalised [accepted by ruth] 2024-03-08"));
    assertSilent(nights.night(6));

    nights.book.eventEdit("2", 7, id(1), "undo", "1");
    assertThat(changes(nights.night(7))).isEqualTo(Map.of(id(1), "reopened [a] 1 []"));
    nights.book.eventEdit("3", 8, id(1), "reject", null);
    assertThat(ends(nights.night(8)))
        .isEqualTo(Map.of(id(1), "rejected [rejected by ruth] 2024-03-12"));

    nights.book.eventEdit("4", 9, id(1), "undo", "3");
    assertThat(changes(nights.night(9))).isEqualTo(Map.of(id(1), "reopened [a] 1 []"));
    assertSilent(nights.night(10));
  }

  @Test
  void withoutEventEditsNoDecisionIsHeardOrTakenBack() {
    nights.found("a", 3, 1, 1).found("b", 3, 9, 9);
    nights.night(3);
    nights.book.eventEdit("1", 4, id(1), "accept", null);
    nights.night(5);
    nights.book.eventEdit("2", 6, id(1), "undo", "1").eventEdit("3", 6, id(9), "accept", null);

    FormEvents.Inputs in = nights.inputs();
    FormEvents.Inputs deaf =
        new FormEvents.Inputs(
            in.reports(),
            in.history(),
            in.events(),
            in.ended(),
            in.clustered(),
            in.causes(),
            Optional.empty());
    assertSilent(nights.night(deaf, 6, "UMEEL_down"));

    FormEvents.Cohorted heard = nights.night(7);
    assertThat(changes(heard)).isEqualTo(Map.of(id(1), "reopened [a] 1 []"));
    assertThat(ends(heard)).isEqualTo(Map.of(id(9), "finalised [accepted by ruth] 2024-03-10"));
  }

  @Test
  void eventExpiresAndWhatStartsAfterItsLongestTimeIsAnotherOne() {
    nights.rules = new FormEvents.Rules(1, 1000, 10);
    nights.found("a", 11, 1, 11);
    assertThat(ends(nights.night(11))).isEmpty();

    nights.found("a", 12, 1, 12).found("b", 12, 11, 12);
    FormEvents.Cohorted expired = nights.night(12);
    assertThat(moves(expired)).isEqualTo(Map.of("a", id(1), "b", id(11)));
    assertThat(changes(expired))
        .isEqualTo(Map.of(id(1), "ended [a] 1 []", id(11), "open [b] 1 []"));
    assertThat(ends(expired))
        .isEqualTo(
            Map.of(id(1), "expired [going on since 2024-03-05, for more than 10 days] 2024-03-16"));

    FormEvents.Cohorted goesOn = nights.found("a", 13, 1, 13).night(13);
    assertThat(changes(goesOn)).isEqualTo(Map.of(id(1), "ended [a] 1 []"));
    assertThat(ends(goesOn)).isEmpty();
  }

  @Test
  void eventBeyondTheHorizonStillEnds() {
    nights.found("a", 3, 1, 1);
    nights.night(3);
    nights.rules = new FormEvents.Rules(1, 3, 1000);
    FormEvents.Inputs in = nights.inputs();
    FormEvents.Inputs beyond =
        new FormEvents.Inputs(
            in.reports().where(col(DetectionLog.REPORT_ID).notEqual("a")),
            in.history(),
            in.events(),
            in.ended(),
            in.clustered(),
            in.causes(),
            in.eventEdits());

    FormEvents.Cohorted ended = nights.night(beyond, 90);

    assertThat(moves(ended)).isEmpty();
    assertThat(ends(ended).get(id(1))).startsWith("recovered ").endsWith(" 2024-03-05");
    assertSilent(nights.night(91));
  }
}
