package mrs.transforms.detection.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import mrs.transforms.detection.passes.Totals;
import org.junit.jupiter.api.Test;

class AlarmRatesTest {

  /** So many events a day, whose scores are spread exponentially from −1 on. */
  private static AlarmRates after(int days, double eventsADay, double slope) {
    SplittableRandom random = new SplittableRandom(11);
    AlarmRates rates = new AlarmRates(15);
    for (int t = 0; t < days; t++) {
      Totals levels = new Totals(AlarmRates.LEVELS);
      for (int k = 0; k < eventsADay; k++) {
        double score = -1 - StrictMath.log10(random.nextDouble()) / slope;
        AlarmRates.count(levels, Double.NEGATIVE_INFINITY, score);
      }
      rates.beginDay();
      rates.add(levels);
    }
    rates.fit();
    return rates;
  }

  /** Of ten events a day a tenth comes one beyond the least score; one of two kinds: .3 less. */
  @Test
  void severityIsWhatWasCountedAndGoesOnAsItFellOff() {
    AlarmRates rates = after(1000, 10, 1);

    assertThat(rates.severity(1)).isCloseTo(1 - 0.3, within(0.1));
    assertThat(rates.severity(2)).isCloseTo(2 - 0.3, within(0.25));
    assertThat(after(1000, 10, 2).severity(1)).isBetween(2.0, 3 - 0.3);
  }

  @Test
  void aRegionWithTenTimesTheEventsHasSeveritiesOneLess() {
    double few = after(1000, 10, 1).severity(1.5);
    double many = after(1000, 100, 1).severity(1.5);

    assertThat(few - many).isCloseTo(1, within(0.25));
  }

  @Test
  void whatIsFarBeyondChanceChangesNothing() {
    AlarmRates calm = after(300, 10, 1);
    AlarmRates busy = after(300, 10, 1);
    for (int t = 0; t < 50; t++) {
      Totals levels = new Totals(AlarmRates.LEVELS);
      AlarmRates.count(levels, Double.NEGATIVE_INFINITY, 6);
      busy.add(levels);
    }
    busy.fit();

    assertThat(busy.severity(2)).isCloseTo(calm.severity(2), within(0.25));
  }

  @Test
  void anEventIsCountedOnceAsFarAsItEverCame() {
    Totals levels = new Totals(AlarmRates.LEVELS);
    AlarmRates.count(levels, Double.NEGATIVE_INFINITY, 0.05);
    AlarmRates.count(levels, 0.05, 1.05);
    AlarmRates.count(levels, 1.05, 0.55);
    Totals atOnce = new Totals(AlarmRates.LEVELS);
    AlarmRates.count(atOnce, Double.NEGATIVE_INFINITY, 1.05);

    for (int k = 0; k < AlarmRates.LEVELS; k++) {
      assertThat(levels.of(k)).as("level %s", k).isEqualTo(atOnce.of(k)).isEqualTo(k <= 20 ? 1 : 0);
    }
  }

  @Test
  void whereLittleWasCountedRareEventsAreCalledLessSevere() {
    assertThat(new AlarmRates(15).severity(6)).isLessThan(after(1000, 10, 1).severity(6) + 1);
    assertThat(new AlarmRates(15).severity(3)).isBetween(1.5, 3.0);
    assertThat(new AlarmRates(15).severity(99)).isEqualTo(8);
  }
}
