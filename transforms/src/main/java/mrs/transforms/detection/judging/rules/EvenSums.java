package mrs.transforms.detection.judging.rules;

import java.io.Serializable;
import java.util.List;
import mrs.transforms.detection.judging.day.DayView;
import mrs.transforms.detection.judging.day.Effects;
import mrs.transforms.detection.judging.day.EvenUnits;
import mrs.transforms.detection.model.Columns;
import mrs.transforms.detection.model.PoolField;
import mrs.transforms.detection.reports.Score;

/**
 * Whether a store counts twice, which makes whole units even: a CUSUM of the log likelihood ratio
 * of today's even and odd cells, once for each share of cells that may be counted twice. Beside it
 * stands the share of cells that the store sells in even numbers anyway, at least half.
 */
final class EvenSums implements Serializable {

  /** Of cells that are counted twice. */
  private static final double[] SHARES = {0.3, 0.6, 0.95}; // study

  private static final double EVEN_IF_TWICE = 0.98; // study
  private static final double LEAST_USUAL = 0.5; // study

  /** Weight, in cells, of the belief that half of a store's cells are even. */
  private static final double PRIOR_CELLS = 100; // chosen, not fitted

  private static final double FADING = 0.97; // as of tails

  /** Where a larger share of cells has broken units, they are weighed or measured. */
  private static final double MOST_BROKEN = 0.1; // chosen, not fitted

  /** Who counts twice sells more, in log units. */
  private static final double LEAST_EFFECT = 0.1; // study

  private static final double LN_10 = 2.302585092994046;

  private final DayView view;

  /** By share, by store. */
  private final List<float[]> sums;

  private final float[] even;
  private final float[] counted;

  /** The greatest sum that rises today, by store. */
  private final double[] evidence;

  /** Looks at the days that {@code view} shows. */
  EvenSums(DayView view) {
    this.view = view;
    Columns<PoolField> stores = view.state().stores();
    sums =
        List.of(
            stores.of(PoolField.TWICE_FEW),
            stores.of(PoolField.TWICE_MANY),
            stores.of(PoolField.TWICE_MOST));
    even = stores.of(PoolField.EVEN);
    counted = stores.of(PoolField.COUNTED);
    evidence = new double[even.length];
  }

  /**
   * Moves the sums on by the day that the view shows; comes before judging.
   *
   * @param effects how much more than usual stores sell, in log units
   */
  void advance(Effects effects) {
    for (int s = 0; s < evidence.length; s++) {
      evidence[s] = 0;
      for (int k = 0; k < SHARES.length; k++) {
        float[] sum = sums.get(k);
        boolean may = effects.raw(s) >= LEAST_EFFECT && whole(s);
        double step = may ? step(s, SHARES[k]) : Double.NEGATIVE_INFINITY;
        sum[s] = (float) Math.max(0, sum[s] + step);
        evidence[s] = Math.max(evidence[s], step > 0 ? sum[s] : 0);
      }
    }
  }

  private boolean whole(int s) {
    EvenUnits units = view.evenUnits();
    return units.broken().of(s) <= MOST_BROKEN * units.whole(s);
  }

  private double step(int s, double share) {
    double usual = usual(s);
    double ifEven = 1 - share + share * EVEN_IF_TWICE / usual;
    double ifOdd = 1 - share + share * (1 - EVEN_IF_TWICE) / (1 - usual);
    return view.evenUnits().even().of(s) * StrictMath.log(ifEven)
        + view.evenUnits().odd().of(s) * StrictMath.log(ifOdd);
  }

  private double usual(int s) {
    double share = (even[s] + PRIOR_CELLS * LEAST_USUAL) / (counted[s] + PRIOR_CELLS);
    return Math.max(LEAST_USUAL, share);
  }

  /** The score of a store among so many that are tested. */
  double score(int s, int tests) {
    return evidence[s] == 0
        ? Double.NEGATIVE_INFINITY
        : Score.of((evidence[s] - StrictMath.log(SHARES.length)) / LN_10, tests);
  }

  /** Remembers what a store shows today, as a part of what is usual. */
  void remember(int s) {
    even[s] = (float) (FADING * even[s] + view.evenUnits().even().of(s));
    counted[s] = (float) (FADING * counted[s] + view.evenUnits().whole(s));
  }
}
