package mrs.transforms.attribution;

import static mrs.transforms.SparkSchema.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mrs.SparkTest;
import mrs.contracts.ContextualEvents;
import mrs.contracts.DetectionLog;
import mrs.hydrate.consolidation.Contributor;
import mrs.hydrate.consolidation.LogBook;
import mrs.transforms.ReportGroup;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The report is of store S1 in region R1 and SKU K1, on days 30 and 31. */
class ContextOfReportsTest extends SparkTest {
  private static final int NIGHT = 33;
  private static final int HORIZON = 28;

  /** What was told by then is known: some days after the last sales. */
  private static final int KNOWN = 36;

  private final List<Object[]> told = new ArrayList<>();

  private void tell(ToldContext context) {
    told.add(context.row());
  }

  /** The kinds of what is heard of the report. */
  private List<String> heard() {
    return heardSince(30);
  }

  /** The same if the report started earlier. */
  private List<String> heardSince(int first) {
    return near(first).select("context.kind").collectAsList().stream()
        .map(r -> r.getString(0))
        .sorted()
        .toList();
  }

  private Dataset<Row> near(int first) {
    return new ContextOfReports(LogBook.START.plusDays(NIGHT), HORIZON, LogBook.at(KNOWN))
        .of(report(first), context(told, report(first)));
  }

  private static Dataset<Row> context(List<Object[]> told, Dataset<Row> report) {
    Dataset<Row> events = rows(ContextualEvents.TABLE, told.toArray(Object[][]::new));
    return FeastContext.and(Optional.of(events), Optional.empty(), report).orElseThrow();
  }

  private static Dataset<Row> report(int first) {
    return new LogBook()
        .detected(
            "r",
            NIGHT,
            DetectionLog.WINDOW_START,
            LogBook.START.plusDays(first),
            DetectionLog.WINDOW_END,
            LogBook.START.plusDays(31))
        .dataset(Contributor.MRDL)
        .withColumn(ReportGroup.FIELD.name(), lit("g"));
  }

  private static ToldContext at(
      String kind, @Nullable String region, @Nullable String store, @Nullable String sku) {
    return ToldContext.of(kind, 30, 30).at(region, store, sku);
  }

  @Test
  void whatIsToldOfAllMeansEachAndWhatIsToldOfOthersDoesNot() {
    tell(at("all", null, null, null));
    tell(at("region", "R1", null, null));
    tell(at("store", null, "S1", null));
    tell(at("sku", null, null, "K1"));
    tell(at("series", "R1", "S1", "K1"));
    tell(at("other region", "R2", "S1", "K1"));
    tell(at("other store", null, "S2", "K1"));
    tell(at("other sku", null, "S1", "K2"));

    assertThat(heard()).containsExactly("all", "region", "series", "sku", "store");
  }

  @Test
  void whatIsWithinADayIsHeardOnceHoweverManyWeeksItSpans() {
    tell(ToldContext.of("day before", 29, 29));
    tell(ToldContext.of("day after", 32, 32));
    tell(ToldContext.of("for weeks", 6, 60));
    tell(ToldContext.of("two days before", 20, 28));
    tell(ToldContext.of("two days after", 33, 40));

    assertThat(heard()).containsExactly("day after", "day before", "for weeks");
  }

  @Test
  void longReportHearsWhatIsLongTooOnce() {
    tell(ToldContext.of("for weeks", 6, 60));

    assertThat(heardSince(2)).containsExactly("for weeks");
  }

  @Test
  void whatIsToldAfterTheLastDayOfSalesIsKnownAndWhatIsToldAfterTheRunIsNot() {
    tell(ToldContext.of("in time", 30, 30).received(NIGHT));
    tell(ToldContext.of("late", 30, 30).received(KNOWN));
    tell(ToldContext.of("after the run", 30, 30).received(KNOWN + 1));

    assertThat(heard()).containsExactly("in time", "late");
  }

  @Test
  void latestVersionKnownWins() {
    tell(ToldContext.of("as first told", 30, 30).id("moved").received(3));
    tell(ToldContext.of("as told again", 10, 10).id("moved").received(4));
    tell(ToldContext.of("known", 30, 30).id("kept").received(4));
    tell(ToldContext.of("not yet known", 10, 10).id("kept").received(KNOWN + 1));

    assertThat(heard()).containsExactly("known");
  }

  @Test
  void whatEndedBeforeTheHorizonIsNotHeard() {
    tell(ToldContext.of("within", 4, 5));
    tell(ToldContext.of("before", 3, 4));

    assertThat(heardSince(0)).containsExactly("within");
  }

  @Test
  void reportFromBeforeTheHorizonIsLookedAtFromItsOwnTime() {
    for (int day = 6; day <= 10; day++) {
      tell(ToldContext.of("weather", day, day).at(null, "S1", null).magnitude(day));
    }
    tell(ToldContext.of("weather", 30, 30).at(null, "S1", null).magnitude(9));
    tell(ToldContext.of("weather", 90, 90).at(null, "S1", null).magnitude(99));
    List<String> ofLate = heardFrom(33);

    assertThat(ofLate).containsExactly("9.0 0.7142857142857143 7 0.21428571428571427");
    // Its four weeks end on day 37, the horizon before that begins on day 9: days 9, 10 and 30 of
    // 29.
    assertThat(heardFrom(200)).containsExactly("9.0 0.6666666666666666 3 0.10344827586206896");
    assertThat(heardFrom(1000)).isEqualTo(heardFrom(200));
  }

  /** Magnitude, rank, history and frequency of what is heard of the report on that day. */
  private List<String> heardFrom(int lastDay) {
    return new ContextOfReports(LogBook.START.plusDays(lastDay), HORIZON, LogBook.at(lastDay))
            .of(report(30), context(told, report(30)))
            .select("context.magnitude", "context.rank", "context.history", "context.frequency")
            .collectAsList()
            .stream()
            .map(r -> r.mkString(" "))
            .toList();
  }

  @Test
  void weatherIsRankedInTheHistoryOfItsPlace() {
    for (int day = 6; day <= 10; day++) {
      tell(ToldContext.of("weather", day, day).at(null, "S1", null).magnitude(day));
      tell(ToldContext.of("weather", day, day).at(null, "S2", null).magnitude(99));
    }
    tell(ToldContext.of("weather", 30, 30).at(null, "S1", null).magnitude(9));
    tell(ToldContext.of("weather", 12, 12).at(null, "S1", null));
    tell(ToldContext.of("weather", 13, 13).at(null, "S1", null));

    assertThat(ranks()).containsExactly("9.0 0.8333333333333334 6");
  }

  @Test
  void howOftenItHappensIsTheShareOfDaysSinceTheFirstKnown() {
    tell(ToldContext.of("holiday", 6, 7));
    tell(ToldContext.of("holiday", 30, 31));
    tell(ToldContext.of("holiday", 33, 60));
    tell(ToldContext.of("holiday", 20, 29).at(null, "S1", null));

    // Since day 6 there were 28 days, on 5 of which there was one everywhere.
    assertThat(near(30).select(col(FactField.FREQUENCY, FactField.CONTEXT.name())).collectAsList())
        .extracting(r -> r.getDouble(0))
        .containsExactlyInAnyOrder(5 / 28.0, 10 / 28.0);
  }

  /** Magnitude, rank and history of what is heard. */
  private List<String> ranks() {
    String context = FactField.CONTEXT.name();
    return near(30)
        .select(
            col(ContextualEvents.MAGNITUDE, context),
            col(FactField.RANK, context),
            col(FactField.HISTORY, context))
        .collectAsList()
        .stream()
        .map(r -> r.mkString(" "))
        .toList();
  }
}
