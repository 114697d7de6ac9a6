package mrs.transforms.detection.judging.day;

import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;
import mrs.transforms.detection.model.RegionField;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.passes.Totals;
import mrs.transforms.detection.series.DayCells;

/**
 * What the region's day adds to every series, in log units: what most of the region shows today,
 * drawn towards what the weekday usually shows. The fewer stores there are to speak for the region,
 * the more the weekday counts, so that the day of one large store is not taken for everybody's.
 */
public final class RegionDayEffect implements Serializable {

  /** Stores of equal size whose word counts as much as the weekday's. */
  private static final double WEEKDAY_WEIGHT = 4; // chosen, not fitted

  private static final double STEP = 0.1; // chosen, not fitted

  private final RegionState state;
  private final List<RegionField> weekdays;

  /** What the region showed today. */
  private double seen;

  /** How far that is believed, from 0 to 1. */
  private double belief;

  private RegionDayEffect(RegionState state, List<RegionField> weekdays) {
    this.state = state;
    this.weekdays = weekdays;
  }

  /** Of the mean logarithm of cells. */
  public static RegionDayEffect ofLogs(RegionState state) {
    return over(state, RegionField.WEEKDAY_0, RegionField.WEEKDAY_6);
  }

  /** Of summed units. */
  static RegionDayEffect ofVolumes(RegionState state) {
    return over(state, RegionField.VOLUME_WEEKDAY_0, RegionField.VOLUME_WEEKDAY_6);
  }

  private static RegionDayEffect over(RegionState state, RegionField first, RegionField last) {
    return new RegionDayEffect(state, List.copyOf(EnumSet.range(first, last)));
  }

  /** How far the region's own day is believed, from 0 to 1. */
  double belief() {
    return belief;
  }

  /** What the region showed on the day last asked about. */
  public double seen() {
    return seen;
  }

  /**
   * The effect of a day.
   *
   * @param median what the typical store or series shows
   * @param seen what the region as a whole shows, which is what the weekday learns from
   * @param sizes what each store contributes to the region
   */
  double of(long day, double median, double seen, Totals sizes) {
    double sum = 0;
    double squares = 0;
    for (int s = 0; s < sizes.size(); s++) {
      double size = sizes.of(s);
      sum += size;
      squares += size * size;
    }
    double stores = squares == 0 ? 0 : sum * sum / squares;
    this.seen = seen;
    belief = stores / (stores + WEEKDAY_WEIGHT);
    return belief * median + (1 - belief) * usual(day);
  }

  /** What the weekday of a day usually shows. */
  public double usual(long day) {
    return state.region(weekday(day));
  }

  private RegionField weekday(long day) {
    return weekdays.get((int) Math.floorMod(day, 7L));
  }

  /** Lets the day teach the weekday. */
  public void learn(long day) {
    if (belief > 0) {
      double usual = state.region(weekday(day));
      state.setRegion(weekday(day), usual + STEP * (seen - usual));
    }
  }

  /** Takes the mean of {@code seen} on {@code days} as what each weekday usually shows. */
  public void fit(DayCells[] days, double[] seen) {
    double[] sums = new double[weekdays.size()];
    int[] counts = new int[weekdays.size()];
    for (int t = 0; t < seen.length; t++) {
      int weekday = (int) Math.floorMod(days[t].day(), 7L);
      sums[weekday] += seen[t];
      counts[weekday]++;
    }
    for (int weekday = 0; weekday < sums.length; weekday++) {
      double mean = counts[weekday] == 0 ? 0 : sums[weekday] / counts[weekday];
      state.setRegion(weekdays.get(weekday), mean);
    }
  }
}
