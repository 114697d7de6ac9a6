package mrs.transforms.detection.judging.rules;

import java.io.Serializable;
import mrs.transforms.detection.judging.day.Effects;
import mrs.transforms.detection.judging.day.PooledVolumes;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.Tail;
import mrs.transforms.detection.model.TailName;
import org.jspecify.annotations.Nullable;

/**
 * One way to see that stores, or SKUs, sell more or less than usual, and how rare that is.
 *
 * @param effects of today
 * @param yesterday their statistics of yesterday
 * @param today what is remembered of the statistic of a day
 * @param most what the rarity of today is at most; see {@link PooledVolumes}
 * @param twoDays what is remembered of that of two days; null where two days are not looked at
 */
record PooledSignal(
    Effects effects, float[] yesterday, SignedTails today, Most most, @Nullable SignedTails twoDays)
    implements Serializable {

  /** Below about an eighth nothing is worth reporting, however sure. */
  private static final double LEAST_EFFECT = 0.12; // study

  /** Up to how much is believed of each. */
  interface Most extends Serializable {

    double of(int k);
  }

  /** The tails of upward and of downward statistics; the same one where signs do not matter. */
  record SignedTails(RegionState state, TailName up, TailName down) implements Serializable {

    private Tail of(double sign) {
      return state.tail(sign < 0 ? down : up);
    }

    private void add(double statistic) {
      if (up == down) {
        state.tail(up).add(Math.abs(statistic));
      } else {
        state.tail(up).add(Math.max(0, statistic));
        state.tail(down).add(Math.max(0, -statistic));
      }
    }
  }

  /** −log10 of how often a store or SKU is as far off as one is today, or over two days. */
  double rarity(int k) {
    if (Math.abs(effects.raw(k)) < LEAST_EFFECT) {
      return 0;
    }
    double z = effects.statistic(k);
    double rarity = Math.min(most.of(k), today.of(z).rarity(Math.abs(z)));
    return twoDays == null
        ? rarity
        : Math.max(rarity, twoDays.of(z).rarity(Math.abs(statisticOfTwoDays(k))));
  }

  /** Remembers how far off one is. */
  void remember(int k) {
    today.add(effects.statistic(k));
    if (twoDays != null) {
      twoDays.add(statisticOfTwoDays(k));
    }
  }

  private double statisticOfTwoDays(int k) {
    return Effects.twoDays(effects.statistic(k), yesterday[k]);
  }
}
