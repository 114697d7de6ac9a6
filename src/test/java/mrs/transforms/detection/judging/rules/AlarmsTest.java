package mrs.transforms.detection.judging.rules;

import static org.assertj.core.api.Assertions.assertThat;

import mrs.transforms.detection.model.AlarmRates;
import mrs.transforms.detection.passes.Totals;
import org.junit.jupiter.api.Test;

class AlarmsTest {

  /** No half of a level's width is a score, so that rounding to floats moves none. */
  private static final double HALF_A_LEVEL = 0.05;

  private final Alarms alarms = new Alarms(new float[1]);
  private final Totals levels = new Totals(AlarmRates.LEVELS);

  /** One more day of a score; in tenths above the least one, and which way. */
  private void day(int level, int sign) {
    alarms.advance(0, sign, AlarmRates.LEAST_SCORE + level / 10.0 + HALF_A_LEVEL, levels);
  }

  private int[] counted(int upTo) {
    int[] counted = new int[upTo + 1];
    for (int k = 0; k <= upTo; k++) {
      counted[k] = (int) levels.of(k);
    }
    return counted;
  }

  @Test
  void anEventIsCountedOnceAtTheHighestScoreThatItEverHad() {
    day(1, 1);
    day(3, 1);
    day(2, 1);
    day(3, 1);

    assertThat(counted(4)).containsExactly(1, 1, 1, 1, 0);
  }

  @Test
  void anEventTheOtherWayIsAnother() {
    day(2, 1);
    day(1, -1);
    day(2, -1);

    assertThat(counted(3)).containsExactly(2, 2, 2, 0);
  }

  @Test
  void aDayThatDoesNotCountEndsAnEventAndSoDoesAReset() {
    day(1, 1);
    day(-1, 1);
    day(1, 1);
    alarms.reset(0);
    day(0, 1);

    assertThat(counted(2)).containsExactly(3, 2, 0);
  }

  @Test
  void whatWasNotTestedIsNoEvent() {
    alarms.advance(0, 1, Double.NEGATIVE_INFINITY, levels);
    alarms.advance(0, 1, Double.NaN, levels);

    assertThat(counted(0)).containsExactly(0);
    assertThat(alarms.most()).containsExactly(0);
  }
}
