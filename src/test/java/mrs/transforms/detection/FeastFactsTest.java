package mrs.transforms.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import mrs.SparkTest;
import mrs.contracts.BaselineModels;
import mrs.contracts.FeastCalendar;
import mrs.transforms.SparkSchema;
import mrs.transforms.StandingFeasts;
import mrs.transforms.detection.series.Extent;
import mrs.transforms.detection.series.FeastDays;
import mrs.transforms.detection.series.Roster;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

/** The feasts of the calendar on their way to the regions that keep them. */
class FeastFactsTest extends SparkTest {
  private static final LocalDate FRIDAY = LocalDate.parse("2024-03-29");
  private static final LocalDate YEAR_BEFORE = LocalDate.parse("2023-04-07");

  @Test
  void aRegionIsToldOfItsOwnFeastsOrThoseOfTheOthers() {
    List<Row> facts = facts("north", "south", "west").collectAsList();

    FeastDays south = feasts(facts, "south");
    assertThat(south.on(FRIDAY.toEpochDay())).containsExactly("GOOD_FRIDAY");
    assertThat(south.lastBefore(FRIDAY.toEpochDay(), "GOOD_FRIDAY"))
        .hasValue(YEAR_BEFORE.toEpochDay());
    assertThat(south.on(day("2024-03-08"))).as("another region's").isEmpty();
    assertThat(feasts(facts, "west").on(FRIDAY.toEpochDay())).containsExactly("GOOD_FRIDAY");
    FeastDays north = feasts(facts, "north");
    assertThat(north.on(day("2024-03-08"))).containsExactly("WOMEN");
    assertThat(north.on(FRIDAY.toEpochDay())).as("of the others").isEmpty();
  }

  @Test
  void whatIsNoLongerWrittenOrConfiguredIsNotTold() {
    FeastDays south = feasts(facts("south").collectAsList(), "south");

    assertThat(south.on(day("2024-06-17"))).as("of an earlier writing of the year").isEmpty();
    assertThat(feasts(facts("east").collectAsList(), "east").on(FRIDAY.toEpochDay()))
        .as("east has no place any more, and is one of the others")
        .containsExactly("GOOD_FRIDAY");
  }

  @Test
  void everyPartOfASharedRegionIsToldOfAll() {
    TreeMap<String, Integer> parts = new TreeMap<>();
    parts.put("south", 2);
    RouteFacts route = new RouteFacts(new SharedRegions(parts));
    List<Integer> tasks = new ArrayList<>();

    for (Row fact : facts("south").collectAsList()) {
      route.call(fact).forEachRemaining((Tuple2<Integer, Row> to) -> tasks.add(to._1()));
    }

    assertThat(tasks).containsExactlyInAnyOrder(0, 1, 0, 1);
  }

  @Test
  void withoutACalendarThereIsNone() {
    assertThat(feasts(List.of(), "south").isEmpty()).isTrue();
  }

  private static FeastDays feasts(List<Row> facts, String region) {
    List<Row> own = facts.stream().filter(f -> f.getAs(RegionFacts.REGION).equals(region)).toList();
    long day = FRIDAY.toEpochDay();
    return new RegionInput(own.iterator())
        .grid(new Extent(Roster.all(List.of()), day - 30, day))
        .feasts();
  }

  private static Dataset<Row> facts(String... regions) {
    Object[][] asked = new Object[regions.length][];
    for (int i = 0; i < regions.length; i++) {
      asked[i] = row(regions[i]);
    }
    Dataset<Row> feasts =
        new StandingFeasts(java.util.Set.of("default", "north"))
            .apply(
                rows(
                    FeastCalendar.TABLE,
                    feast("default", "2023-04-07", "GOOD_FRIDAY", 1),
                    feast("default", "2024-03-28", "GOOD_FRIDAY", 1),
                    feast("default", "2024-06-17", "UNIFICATION", 1),
                    feast("north", "2024-03-08", "WOMEN", 1),
                    feast("east", "2024-03-08", "WOMEN", 1),
                    feast("default", "2024-03-29", "GOOD_FRIDAY", 2)));
    return RegionFacts.feasts(
        StandingFeasts.keptIn(
            rows(SparkSchema.struct(List.of(BaselineModels.REGION)), asked), feasts));
  }

  private static Object[] feast(String region, String day, String feast, long seq) {
    return row(region, Date.valueOf(day), feast, feast, "DE", "1", seq, new Timestamp(0), 0L);
  }

  private static long day(String day) {
    return LocalDate.parse(day).toEpochDay();
  }
}
