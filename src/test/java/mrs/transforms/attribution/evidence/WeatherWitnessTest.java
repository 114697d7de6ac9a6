package mrs.transforms.attribution.evidence;

import static mrs.transforms.attribution.evidence.SampleGroup.told;
import static mrs.transforms.attribution.evidence.SampleGroup.weather;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import mrs.contracts.Cause;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import org.junit.jupiter.api.Test;

class WeatherWitnessTest {

  private static List<Testimony> heard(ContextFact... weather) {
    return heard(fall().series("S1", "K1", 5, 10, weather));
  }

  private static List<Testimony> heard(SampleGroup group) {
    return new WeatherWitness().about(group.facts()).toList();
  }

  private static SampleGroup fall() {
    return new SampleGroup(TestKind.STORE_DAY, Direction.DOWN);
  }

  private static Testimony said(Cause cause, double weight, String sentence) {
    return new Testimony(cause, weight, sentence);
  }

  @Test
  void extremeWeatherSpeaksForItselfAndAgainstAFaultOfTheData() {
    String sentence =
        "the weather of 2024-03-05 (31.5) was at least as strong as on 95 % of 40 known days";
    assertThat(heard(weather(0, 31.5, 0.95, 40)))
        .containsExactly(
            said(Cause.WEATHER, 0.8, sentence), said(Cause.DATA_ERROR, -0.6, sentence));
  }

  @Test
  void strongWeatherSpeaksLessLoudly() {
    for (double rank : List.of(0.9, 0.94)) {
      assertThat(heard(weather(0, 20, rank, 40)))
          .extracting(Testimony::cause, Testimony::weight)
          .containsExactly(tuple(Cause.WEATHER, 0.45), tuple(Cause.DATA_ERROR, -0.3));
    }
  }

  @Test
  void ordinaryWeatherLeavesAFaultOfTheData() {
    assertThat(heard(weather(0, 3, 0.89, 20)))
        .containsExactly(
            said(
                Cause.DATA_ERROR,
                0.3,
                "not the weather: the weather of 2024-03-05 (3)"
                    + " was at least as strong as on 89 % of 20 known days"));
    assertThat(heard(weather(0, 0, 1.0, 20))).extracting(Testimony::weight).containsExactly(0.3);
  }

  @Test
  void weatherWithoutMuchHistoryCannotBeJudgedButIsKnown() {
    assertThat(heard(weather(0, 40, 1.0, 19))).isEmpty();
    assertThat(heard(told("weather", 0, 0))).isEmpty();
  }

  @Test
  void daysWithoutWeatherSpeakAgainstAFaultOfTheData() {
    assertThat(heard())
        .containsExactly(said(Cause.DATA_ERROR, -0.4, "no weather is known for 1 of 1 days"));
    assertThat(heard(weather(-1, 40, 1.0, 40), weather(1, 40, 1.0, 40)))
        .containsExactly(said(Cause.DATA_ERROR, -0.4, "no weather is known for 1 of 1 days"));
    assertThat(heard(fall().longer("S1", "K1", 3, weather(2, 3, 0.5, 40))))
        .containsExactly(
            said(
                Cause.DATA_ERROR,
                0.3,
                "not the weather: the weather of 2024-03-07 (3)"
                    + " was at least as strong as on 50 % of 40 known days"),
            said(Cause.DATA_ERROR, -0.4 * 0.75, "no weather is known for 3 of 4 days"));
  }

  @Test
  void worstDayCountsAndOfSeveralTheFirst() {
    SampleGroup days =
        fall()
            .longer("S1", "K1", 1, weather(0, 10, 0.5, 40), weather(1, 30, 0.97, 40))
            .longer("S1", "K2", 1, weather(0, 30, 0.97, 40), weather(1, 30, 0.97, 40));
    assertThat(heard(days))
        .extracting(Testimony::sentence)
        .containsOnly(
            "the weather of 2024-03-05 (30) was at least as strong as on 97 % of 40 known days");
  }

  @Test
  void onlyAWholeStoreThatFellIsAskedAbout() {
    SampleGroup rise = new SampleGroup(TestKind.STORE_DAY, Direction.UP);
    SampleGroup sku = new SampleGroup(TestKind.SKU_DAY, Direction.DOWN);
    assertThat(heard(rise.series("S1", "K1", 20, 10, weather(0, 30, 0.97, 40)))).isEmpty();
    assertThat(heard(sku.series("S1", "K1", 5, 10, weather(0, 30, 0.97, 40)))).isEmpty();
  }
}
