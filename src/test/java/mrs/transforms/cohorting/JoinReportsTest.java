package mrs.transforms.cohorting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JoinReportsTest {
  private static final int MAX_GAP = 1;
  private static final int MAX_DAYS = 10;

  private static PlacedReport ofStore(String id, long first, long last) {
    return faulty(id, "S1", first, last, 1, null);
  }

  /** A report of a store's day with units at so many times what was expected. */
  private static PlacedReport faulty(
      String id, String store, long first, long last, double factor, @Nullable String cause) {
    return new PlacedReport(
        id, store, id, "up", "store_day", "g" + id, first, last, 2, factor, 1, cause, null, null);
  }

  /** A single series of SKU K1. */
  private static PlacedReport series(
      String id,
      String store,
      long first,
      long last,
      @Nullable String cluster,
      @Nullable String event) {
    return new PlacedReport(
        id, store, "K1", "up", "cell", "g" + id, first, last, 2, 1, 1, null, cluster, event);
  }

  private static PlacedReport faint(PlacedReport r) {
    return with(r, r.group(), 0.9, r.cluster(), r.event());
  }

  private static PlacedReport inGroup(PlacedReport r, String group) {
    return with(r, group, r.severity(), r.cluster(), r.event());
  }

  private static PlacedReport ofEvent(PlacedReport r) {
    return with(r, r.group(), r.severity(), null, "e");
  }

  private static PlacedReport with(
      PlacedReport r,
      String group,
      double severity,
      @Nullable String cluster,
      @Nullable String event) {
    return new PlacedReport(
        r.id(),
        r.storeId(),
        r.sku(),
        r.direction(),
        r.test(),
        group,
        r.first(),
        r.last(),
        severity,
        r.observed(),
        r.expected(),
        r.cause(),
        cluster,
        event);
  }

  @Test
  void whatIsNotShownJoinsItsLikeAlone() {
    assertThat(
            joined(
                ofStore("a", 1, 1),
                faint(ofStore("b", 2, 2)),
                ofStore("c", 3, 3),
                faint(ofStore("d", 3, 3))))
        .containsExactly("a c", "b d");
    assertThat(joined(inGroup(ofStore("a", 1, 1), "g"), inGroup(faint(ofStore("b", 1, 1)), "g")))
        .containsExactly("a", "b");
  }

  /** The components, each as the ids of its reports. */
  private static List<String> joined(PlacedReport... reports) {
    return joined(Arrays.asList(reports));
  }

  private static List<String> joined(List<PlacedReport> reports) {
    return new JoinReports(MAX_GAP, MAX_DAYS)
        .components(reports).stream()
            .map(c -> String.join(" ", c.stream().map(PlacedReport::id).toList()))
            .toList();
  }

  @Test
  void reportsOfAStoreJoinWhileTheGapIsSmall() {
    assertThat(joined(ofStore("a", 1, 2), ofStore("b", 4, 4), ofStore("c", 7, 7)))
        .containsExactly("a b", "c");
  }

  @Test
  void gapCountsFromTheLongestSoFar() {
    assertThat(joined(ofStore("long", 1, 8), ofStore("short", 2, 2), ofStore("next", 10, 10)))
        .containsExactly("long short next");
  }

  @Test
  void componentsAndTheirReportsAreInTheOrderOfTime() {
    assertThat(
            joined(ofStore("d", 9, 9), ofStore("c", 5, 6), ofStore("b", 5, 5), ofStore("a", 1, 1)))
        .containsExactly("a", "b c", "d");
    assertThat(joined(ofStore("z", 5, 5), ofStore("y", 5, 5))).containsExactly("y z");
  }

  @Test
  void whatOneTestFoundTogetherJoinsAcrossAnyGap() {
    assertThat(joined(inGroup(ofStore("a", 1, 1), "g"), inGroup(ofStore("b", 8, 8), "g")))
        .containsExactly("a b");
  }

  @Test
  void storesWithTheSameFaultOnTheSameDaysJoin() {
    assertThat(
            joined(
                faulty("a", "S1", 1, 3, 2.0, "data_error"),
                faulty("b", "S2", 1, 3, 2.5, "data_error"),
                faulty("most days", "S3", 2, 3, 1.9, "data_error")))
        .containsExactly("a b most days");
  }

  @Test
  void storesThatDifferInDaysFactorOrCauseStayApart() {
    assertThat(
            joined(
                faulty("a", "S1", 1, 3, 2.0, "data_error"),
                faulty("stronger", "S2", 1, 3, 2.8, "data_error"),
                faulty("by weather", "S3", 1, 3, 2.0, "weather"),
                faulty("unexplained", "S4", 1, 3, 2.0, null),
                faulty("one day", "S5", 3, 3, 2.0, "data_error")))
        .containsExactly("a", "by weather", "stronger", "unexplained", "one day");
  }

  @Test
  void oneExplainedDayOfManyDoesNotMakeAFault() {
    assertThat(
            joined(
                faulty("a", "S1", 1, 1, 2.0, "data_error"),
                faulty("b", "S2", 1, 1, 2.0, "data_error"),
                faulty("c", "S2", 1, 1, 2.0, "weather")))
        .containsExactly("a", "b c");
  }

  @Test
  void singleSeriesJoinWithThemselvesOnly() {
    assertThat(
            joined(
                series("a", "S1", 1, 1, null, null),
                series("b", "S2", 1, 1, null, null),
                series("c", "S1", 3, 3, null, null),
                series("d", "S1", 6, 6, null, null)))
        .containsExactly("a c", "b", "d");
  }

  @Test
  void singleSeriesOfOneClusterJoinOnOverlappingDays() {
    assertThat(
            joined(
                series("a", "S1", 1, 3, "c", null),
                series("b", "S2", 3, 4, "c", null),
                series("next day", "S3", 5, 5, "c", null),
                series("other", "S4", 3, 4, "d", null)))
        .containsExactly("a b", "other", "next day");
  }

  @Test
  void singleSeriesStayTogetherThoughTheirClusterDriftsOrIsNotKnown() {
    assertThat(
            joined(
                series("a", "S1", 1, 1, "c", "e"),
                series("b", "S2", 3, 3, null, "e"),
                series("apart", "S3", 6, 6, null, "e")))
        .containsExactly("a b", "apart");
    assertThat(joined(ofEvent(ofStore("a", 1, 1)), ofEvent(ofStore("b", 4, 4))))
        .containsExactly("a", "b");
  }

  @Test
  void linksReachThroughOthers() {
    assertThat(
            joined(
                series("a", "S1", 1, 2, "c", null),
                series("b", "S2", 2, 3, "c", null),
                series("c", "S2", 5, 6, "d", null),
                series("d", "S3", 6, 6, "d", null)))
        .containsExactly("a b c d");
  }

  @Test
  void whatStartsTooLongAfterTheFirstDayIsAnotherEvent() {
    List<PlacedReport> daily = new ArrayList<>();
    for (int day = 1; day <= 12; day++) {
      daily.add(ofStore("r" + (100 + day), day, day));
    }

    List<String> joined = joined(daily);

    assertThat(joined).hasSize(2);
    assertThat(joined.get(0)).startsWith("r101 ").endsWith(" r110");
    assertThat(joined.get(1)).isEqualTo("r111 r112");
  }

  @Test
  void noReportGivesNoComponent() {
    assertThat(joined()).isEmpty();
  }

  @Test
  void orderOfReportsChangesNothingAndEachIsInOneComponent() {
    Random random = new Random(5);
    List<PlacedReport> reports = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      long first = random.nextInt(60);
      String cluster = random.nextInt(3) == 0 ? null : "c" + random.nextInt(4);
      String event = random.nextInt(3) == 0 ? "e" + random.nextInt(9) : null;
      String store = "S" + random.nextInt(12);
      reports.add(series("r" + i, store, first, first + random.nextInt(4), cluster, event));
    }
    List<String> joined = joined(reports);

    for (int round = 0; round < 5; round++) {
      Collections.shuffle(reports, random);
      assertThat(joined(reports)).isEqualTo(joined);
    }
    assertThat(joined.stream().flatMap(c -> Arrays.stream(c.split(" "))))
        .containsExactlyInAnyOrderElementsOf(reports.stream().map(PlacedReport::id).toList());
    assertThat(joined.size()).isBetween(10, 190);
  }

  @Test
  void scopeIsTheStoreOrTheSeriesOrTheFirstOfThoseThatAreAlike() {
    PlacedReport ofStore = faulty("a", "S2", 1, 1, 2, "data_error");
    PlacedReport ofOther = faulty("b", "S1", 1, 1, 2, "data_error");
    assertThat(Place.scope("p", List.of(ofStore))).isEqualTo("store|S2|up");
    assertThat(Place.scope("p", List.of(ofStore, ofOther))).isEqualTo("stores|S1|up");
    PlacedReport one = series("a", "S2", 1, 1, null, null);
    PlacedReport later = series("b", "S1", 2, 2, null, null);
    PlacedReport sameDay = series("c", "S1", 1, 4, null, null);
    assertThat(Place.scope("p", List.of(one))).isEqualTo("series|S2|K1|up");
    assertThat(Place.scope("p", List.of(one, later))).isEqualTo("alike|S2|K1|up");
    assertThat(Place.scope("p", List.of(one, sameDay))).isEqualTo("alike|S1|K1|up");
  }
}
