package mrs.transforms.detection.judging.rules;

import java.io.Serializable;
import mrs.transforms.detection.model.AlarmRates;
import mrs.transforms.detection.passes.Totals;

/**
 * How far the going event of each store, SKU or series has come, so that each is counted once at
 * the highest score that it ever had. An event goes on as long as it scores at all, in one
 * direction, day by day.
 *
 * @param most its highest score, above the least one that counts and with its sign; 0: none
 */
record Alarms(float[] most) implements Serializable {

  /** So that no event that goes on has 0. */
  private static final double OFFSET = 1 - AlarmRates.LEAST_SCORE;

  /** The event is over. */
  void reset(int k) {
    most[k] = 0;
  }

  /** Takes the score of today, and adds what is new of it to {@code levels}. */
  void advance(int k, double sign, double score, Totals levels) {
    if (!(score >= AlarmRates.LEAST_SCORE)) {
      most[k] = 0;
      return;
    }
    double before =
        most[k] != 0 && Math.signum(most[k]) == sign
            ? Math.abs(most[k]) - OFFSET
            : AlarmRates.LEAST_SCORE - 1;
    AlarmRates.count(levels, before, score);
    most[k] = (float) (sign * (Math.max(before, score) + OFFSET));
  }
}
