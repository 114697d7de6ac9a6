package mrs.transforms.cohorting;

import static mrs.transforms.SparkSchema.col;
import static mrs.transforms.cohorting.CohortNights.assertSilent;
import static mrs.transforms.cohorting.CohortNights.changes;
import static mrs.transforms.cohorting.CohortNights.ends;
import static mrs.transforms.cohorting.CohortNights.id;
import static mrs.transforms.cohorting.CohortNights.moves;
import static mrs.transforms.cohorting.CohortNights.sha;
import static mrs.transforms.cohorting.CohortNights.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.DetectionLog;
import mrs.contracts.EventsLog;
import mrs.contracts.LogColumns;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class FormEventsTest {
  private final CohortNights nights = new CohortNights();

  @Test
  void writesWholeRowsOfANewEventAndItsReports() {
    nights.found("a", 3, 1, 1).found("b", 3, 1, 2);
    nights.book.attributed("a", 3, "viral", 0.7).attributed("b", 3, "promotion", 0.7);

    FormEvents.Cohorted formed = nights.night(3);

    String stamp = "|run-3|2024-03-07 00:00:00.0|1|false|WrappedArray()|2024-03-04";
    assertThat(formed.history().orderBy("report_id").collectAsList())
        .extracting(r -> r.mkString("|"))
        .containsExactly("a|S1|Ka|" + id(1) + stamp, "b|S1|Kb|" + id(1) + stamp);
    assertThat(formed.events().collectAsList())
        .extracting(r -> r.mkString("|"))
        .containsExactly(
            id(1)
                + "|open|up|store|S1|up|WrappedArray(a, b)|2|1|2|2024-03-05|2024-03-06|3.0|2.0"
                + "|promotion|WrappedArray()|null"
                + stamp);
    assertThat(formed.ended().count()).isZero();
    assertSilent(nights.night(4));
  }

  @Test
  void growthKeepsTheIdThoughTheFirstDayMoves() {
    nights.found("b", 3, 8, 8);
    nights.night(9);

    nights.found("c", 10, 9, 9);
    FormEvents.Cohorted later = nights.night(10);
    assertThat(moves(later)).isEqualTo(Map.of("c", id(8)));
    assertThat(changes(later)).isEqualTo(Map.of(id(8), "open [b, c] 2 []"));

    nights.found("a", 11, 6, 6);
    FormEvents.Cohorted earlier = nights.night(11);
    assertThat(moves(earlier)).isEqualTo(Map.of("a", id(8)));
    Row event = earlier.events().head();
    assertThat(event.<Object>getAs(EventsLog.STARTS_ON.name())).hasToString("2024-03-10");
    assertThat(event.<Object>getAs(LogColumns.WEEK_START.name())).hasToString("2024-03-11");
  }

  @Test
  void reportsOfAStoreThatIsInTwoRegionsAreNeverOneEventTwice() {
    for (String region : List.of("R1", "ALL")) {
      nights.book.detected(
          "in " + region,
          3,
          DetectionLog.REGION,
          region,
          DetectionLog.TEST,
          "store_day",
          DetectionLog.GROUP_KEY,
          "store_day|S1|up|" + region);
    }

    FormEvents.Cohorted formed = nights.night(3);

    assertThat(moves(formed).values()).doesNotHaveDuplicates().contains(id(1));
    assertThat(changes(formed).values())
        .containsExactlyInAnyOrder("open [in R1] 1 []", "open [in ALL] 1 []");
    assertSilent(nights.night(4));
  }

  @Test
  void eventsThatABridgeJoinsMergeIntoTheEarlier() {
    nights.found("a", 6, 1, 1).found("b", 6, 5, 5);
    assertThat(moves(nights.night(6))).isEqualTo(Map.of("a", id(1), "b", id(5)));

    nights.found("c", 7, 3, 3);
    FormEvents.Cohorted merged = nights.night(7);

    assertThat(moves(merged)).isEqualTo(Map.of("b", id(1), "c", id(1)));
    assertThat(changes(merged))
        .isEqualTo(Map.of(id(1), "open [a, b, c] 3 [" + id(5) + "]", id(5), "merged [] 0 []"));
    assertThat(ends(merged))
        .isEqualTo(
            Map.of(id(5), "merged [1 reports belong to event " + id(1) + " now] 2024-03-11"));
    assertThat(merged.events().where(col(EventsLog.MERGED_INTO).isNotNull()).collectAsList())
        .extracting(r -> r.<String>getAs(EventsLog.MERGED_INTO.name()))
        .containsExactly(id(1));
    assertSilent(nights.night(8));
  }

  @Test
  void partThatComesOffIsANewEventThatKnowsWhereItCameFrom() {
    nights.found("a", 6, 1, 1).found("b", 6, 5, 5).found("c", 6, 3, 3);
    assertThat(changes(nights.night(6))).isEqualTo(Map.of(id(1), "open [a, b, c] 3 []"));

    nights.found("c", 7, 5, 5);
    FormEvents.Cohorted parted = nights.night(7);

    assertThat(moves(parted)).isEqualTo(Map.of("a", id(1, 7), "c", id(1)));
    assertThat(changes(parted))
        .isEqualTo(Map.of(id(1), "open [b, c] 2 []", id(1, 7), "open [a] 1 [" + id(1) + "]"));
    assertThat(ends(parted)).isEmpty();
    assertSilent(nights.night(8));
  }

  @Test
  void eventWhoseReportsAllGoToSeveralOthersIsSplit() {
    nights.found("a", 12, 1, 1).found("b", 12, 5, 5).found("c", 12, 7, 7).found("d", 12, 11, 11);
    assertThat(moves(nights.night(12)))
        .isEqualTo(Map.of("a", id(1), "b", id(5), "c", id(5), "d", id(11)));

    nights.found("b", 13, 2, 2).found("c", 13, 12, 12);
    FormEvents.Cohorted split = nights.night(13);

    assertThat(moves(split)).isEqualTo(Map.of("b", id(1), "c", id(11)));
    assertThat(changes(split))
        .isEqualTo(
            Map.of(
                id(1), "open [a, b] 2 [" + id(5) + "]",
                id(5), "split [] 0 []",
                id(11), "open [c, d] 2 [" + id(5) + "]"));
    assertThat(ends(split)).isEmpty();
    assertSilent(nights.night(14));
  }

  @Test
  void whatIsBeyondTheCapWaitsOutsideOfAnyEvent() {
    nights.found("a", 3, 1, 1).found("b", 3, 3, 3).found("c", 3, 5, 5);
    nights.cap = 2;

    FormEvents.Cohorted first = nights.night(6);
    assertThat(changes(first)).isEqualTo(Map.of(id(1), "open [a, b] 2 []"));
    assertThat(first.dropped().collectAsList())
        .extracting(r -> r.mkString(" "))
        .containsExactly("waiting for a later run 1");

    FormEvents.Cohorted second = nights.night(7);
    assertThat(moves(second)).isEqualTo(Map.of("c", id(1)));
    assertThat(waiting(second)).isZero();
  }

  @Test
  void whatWaitsAndChangesItsEventWithOthersIsWrittenOnTopOfTheCap() {
    nights.found("a", 6, 1, 1).found("b", 6, 5, 5);
    nights.night(6);

    nights.found("c", 7, 3, 3).found("b", 8, 5, 5);
    nights.cap = 1;
    FormEvents.Cohorted merged = nights.night(8);

    assertThat(moves(merged)).isEqualTo(Map.of("b", id(1), "c", id(1)));
    assertThat(waiting(merged)).isZero();
  }

  @Test
  void seriesOfOneSkuAndClusterAreOneEventOnceTheClusterIsKnown() {
    for (String store : List.of("S1", "S2")) {
      nights.book.detected(
          "r" + store, 3, DetectionLog.STORE_ID, store, DetectionLog.GROUP_KEY, "cell|" + store);
    }
    FormEvents.Inputs in = nights.inputs();
    FormEvents.Cohorted blind = nights.night(unclustered(in), 3, "MRCL_down");
    assertThat(moves(blind))
        .isEqualTo(
            Map.of(
                "rS1", sha("series|S1|K1|up\u00002024-03-05"),
                "rS2", sha("series|S2|K1|up\u00002024-03-05")));
    assertThat(blind.events().select(col(LogColumns.DEGRADED_REASONS)).head().<String>getList(0))
        .containsExactly("MRCL_down");

    nights.book.clustered("rS1", 4).clustered("rS2", 4);
    FormEvents.Cohorted healed = nights.night(5);

    assertThat(moves(healed).values()).containsExactlyElementsOf(oneOf(blind));
    assertThat(healed.events().select(col(EventsLog.SCOPE)).distinct().collectAsList())
        .extracting(r -> r.getString(0))
        .contains("alike|S1|K1|up");
    assertSilent(nights.night(6));
  }

  private static FormEvents.Inputs unclustered(FormEvents.Inputs in) {
    return new FormEvents.Inputs(
        in.reports(),
        in.history(),
        in.events(),
        in.ended(),
        Optional.empty(),
        in.causes(),
        in.eventEdits());
  }

  /** Of events that start on the same day the first by id goes on, with both reports. */
  private static List<String> oneOf(FormEvents.Cohorted blind) {
    String first = moves(blind).values().stream().sorted().findFirst().orElseThrow();
    return List.of(first, first);
  }

  @Test
  void withoutAttributionTheCauseIsNoReasonToWrite() {
    nights.found("a", 3, 1, 1);
    nights.book.attributed("a", 3, "viral", 0.7);
    nights.night(3);
    FormEvents.Inputs in = nights.inputs();
    FormEvents.Inputs causeless =
        new FormEvents.Inputs(
            in.reports(),
            in.history(),
            in.events(),
            in.ended(),
            in.clustered(),
            Optional.empty(),
            in.eventEdits());
    assertSilent(nights.night(causeless, 4, "MRPAL_down"));

    nights.book.attributed("a", 5, "weather", 0.7);
    FormEvents.Cohorted known = nights.night(5);

    assertThat(known.events().collectAsList())
        .extracting(r -> r.<String>getAs(EventsLog.EVENT_CAUSE.name()))
        .containsExactly("weather");
    assertThat(moves(known)).isEmpty();
  }

  @Test
  void orderAndPartitionsOfItsInputsChangeNothing() {
    nights.found("a", 6, 1, 1).found("b", 6, 5, 5).found("x", 6, 9, 9);
    nights.night(6);
    nights.found("c", 7, 3, 3).found("y", 7, 14, 14).found("z", 7, 15, 15);
    nights.lost("x", 7, "restated", 9, 9).book.eventEdit("1", 7, id(1), "accept", null);
    nights.cap = 3;
    FormEvents.Inputs in = nights.inputs();

    FormEvents.Cohorted one = nights.form(in, 8);
    FormEvents.Cohorted other =
        nights.form(
            new FormEvents.Inputs(
                mixed(in.reports()),
                mixed(in.history()),
                mixed(in.events()),
                mixed(in.ended()),
                in.clustered(),
                in.causes(),
                in.eventEdits().map(FormEventsTest::mixed)),
            8);

    assertThat(moves(one)).hasSize(4);
    assertThat(ends(one)).hasSize(3);
    assertSame(other.history(), one.history());
    assertSame(other.events(), one.events());
    assertSame(other.ended(), one.ended());
    assertSame(other.considered(), one.considered());
  }

  private static Dataset<Row> mixed(Dataset<Row> rows) {
    return rows.orderBy(col(LogColumns.CONTENT_HASH).desc()).repartition(5);
  }

  private static void assertSame(Dataset<Row> some, Dataset<Row> others) {
    assertThat(some.collectAsList()).containsExactlyInAnyOrderElementsOf(others.collectAsList());
  }
}
