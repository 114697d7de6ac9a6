package mrs.transforms.detection.judging.rules;

import java.io.Serializable;
import mrs.transforms.detection.judging.day.DayView;
import mrs.transforms.detection.judging.day.OpenStores;
import mrs.transforms.detection.judging.day.RegionDayEffect;
import mrs.transforms.detection.model.PoolField;
import mrs.transforms.detection.model.RegionField;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.passes.Totals;

/**
 * The days on which a region sells nothing of anything though it should: at least half of its
 * stores have reported, none of them sold anything, and that would hardly be chance. Such a day is
 * explained by itself: it teaches nothing, runs and shifts pause, and what is found before goes on
 * after it. Days of which nothing was reported neither extend a stretch of them nor end it.
 */
public final class RegionDays implements Serializable {

  /** Where it is likelier that nothing is sold, the day is one like others. */
  private static final double LEAST_RARITY = 2; // chosen, not fitted

  /**
   * How far the days of one store vary at least, as the variance of a gamma distribution: usual
   * days do not show all that keeps customers away.
   */
  private static final double LEAST_VARIANCE = 0.1; // chosen, not fitted

  private enum Day {
    USUAL,
    NOTHING_SOLD,
    NOTHING_REPORTED
  }

  private final RegionState state;
  private final DayView view;
  private final RegionDayEffect weekdays;
  private Day today = Day.USUAL;
  private double rarity;

  /**
   * Looks at the days that {@code view} shows.
   *
   * @param weekdays what summed units usually are on each weekday
   */
  public RegionDays(DayView view, RegionDayEffect weekdays) {
    this.state = view.state();
    this.view = view;
    this.weekdays = weekdays;
  }

  /**
   * Takes what all stores have reported of the day.
   *
   * @param open which stores were open, closed weekdays among them
   * @param reported cells by store, without those of stores that are closed on such days
   * @param means summed mean units of the comparable cells among these, by store
   */
  public void receive(OpenStores open, ReportedCells reported, Totals means) {
    rarity = rarity(means);
    if (reported.reporting() == 0) {
      today = Day.NOTHING_REPORTED;
    } else if (open.cellsSold() == 0 && reported.mostReported() && rarity >= LEAST_RARITY) {
      today = Day.NOTHING_SOLD;
      extend(view.cells().day());
    } else {
      today = Day.USUAL;
    }
  }

  /**
   * −log10 of how likely nothing is sold by chance: units come as a negative binomial distribution
   * counts them, in lots of the cells' dispersion, and the days of each store vary by themselves.
   */
  private double rarity(Totals means) {
    double weekday = weekdays.usual(view.cells().day());
    float[] slow = state.storeVolumes().of(PoolField.SLOW);
    float[] tau2 = state.storeVolumes().of(PoolField.TAU2);
    double expected = 0;
    double shape = 0;
    for (int s = 0; s < means.size(); s++) {
      if (means.of(s) > 0) {
        expected += means.of(s) * StrictMath.exp(weekday + slow[s]);
        shape += 1 / Math.max(LEAST_VARIANCE, tau2[s]);
      }
    }
    double lots = expected / state.region(RegionField.DISPERSION);
    return shape > 0 ? shape * StrictMath.log1p(lots / shape) / StrictMath.log(10) : 0;
  }

  private void extend(long day) {
    if (!last()) {
      state.setRegion(RegionField.REGION_DAY_START, day);
    }
    state.setRegion(RegionField.REGION_DAY_LAST, day);
  }

  /** Whether there was such a day, and none since on which the region sold as usual. */
  private boolean last() {
    return start() > 0;
  }

  /** First day of the stretch. */
  long start() {
    return (long) state.region(RegionField.REGION_DAY_START);
  }

  /** −log10 of how likely it is by chance that nothing is sold today. */
  double rarity() {
    return rarity;
  }

  /** Whether today is such a day. */
  public boolean nothingSold() {
    return today == Day.NOTHING_SOLD;
  }

  /** Whether nothing that is reported can end today, having been found up to {@code day}. */
  public boolean pause(long day) {
    return nothingSold() || (today == Day.NOTHING_REPORTED && last() && start() <= day + 1);
  }

  /** Whether from {@code first} to {@code last} there are no other days than such a stretch's. */
  public boolean fill(long first, long last) {
    return last() && start() <= first && (long) state.region(RegionField.REGION_DAY_LAST) >= last;
  }

  /** After a usual day, the stretch is over. */
  public void endDay() {
    if (today == Day.USUAL) {
      state.setRegion(RegionField.REGION_DAY_START, 0);
      state.setRegion(RegionField.REGION_DAY_LAST, 0);
      state.setRegion(RegionField.REGION_DAY_ALARM, 0);
    }
  }
}
