package mrs.transforms.detection.judging.day;

import java.io.Serializable;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import mrs.transforms.detection.model.Columns;
import mrs.transforms.detection.model.PoolField;
import mrs.transforms.detection.model.RegionField;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.WeekdayField;

/**
 * What a weekday adds to a store beside what it adds to the region, in log units: P = (M − M̄) π² /
 * (π² + 1/W), where M is the mean of what such days showed of the store, beside its slow effect,
 * and 1/W its variance. π² is the variance of such profiles, of the store as far as it is measured
 * and of the region's stores else. M̄ is the mean of M over the weekdays, so that no level is in
 * the profile: that is the slow effect's.
 *
 * <p>Only days on which at least two stores have sales teach: what a store that is alone shows is
 * the region's weekday.
 */
public final class WeekdayProfiles implements Serializable {

  private static final int WEEK = 7;
  private static final int LEAST_STORES = 2;

  /** π² of a region, as far as it is not measured yet. */
  private static final double USUAL_VARIANCE = 0.01; // chosen, not fitted

  /** Weight of that against the weekdays of the region's stores that are measured well. */
  private static final double REGION_PRIOR = 6; // chosen, not fitted

  /** Weight of the region's π² against the weekdays of a store. */
  private static final double STORE_PRIOR = 4; // chosen, not fitted

  /** What is remembered of a weekday after one more; about the last seven count. */
  private static final double FADING = 0.85; // chosen, not fitted

  /** The same where two such days in a row say that what is remembered no longer holds. */
  private static final double FADING_OF_OLD = 0.3; // chosen, not fitted

  /** So many deviations off on the same side are no chance in two such days in a row. */
  private static final double AGREED = 2; // by custom

  /** A day by itself teaches so many deviations at most. */
  private static final double CLIP = 3; // by custom

  private final RegionState state;
  private final Columns<PoolField> pools;
  private final RegionField typical;

  /** By weekday, by store: M, W, and how far the last day was from M. */
  private final float[][] means;

  private final float[][] weights;
  private final float[][] last;

  /** By store, as far as measured: M̄, Σ of squares of M − M̄ beyond chance, weekdays in them. */
  private final double[] centre;

  private final double[] excess;
  private final double[] freedom;
  private final double[] today;
  private double regionVariance;

  private WeekdayProfiles(
      RegionState state,
      Columns<PoolField> pools,
      RegionField typical,
      float[][] means,
      float[][] weights,
      float[][] last) {
    this.state = state;
    this.pools = pools;
    this.typical = typical;
    this.means = means;
    this.weights = weights;
    this.last = last;
    int size = state.index().stores().size();
    centre = new double[size];
    excess = new double[size];
    freedom = new double[size];
    today = new double[size];
  }

  /** Of the mean logarithm of cells. */
  static WeekdayProfiles ofLogs(RegionState state) {
    return new WeekdayProfiles(
        state,
        state.stores(),
        RegionField.STORE_TAU2,
        columns(state, WeekdayField.PROFILE_0, WeekdayField.PROFILE_6),
        columns(state, WeekdayField.PROFILE_WEIGHT_0, WeekdayField.PROFILE_WEIGHT_6),
        columns(state, WeekdayField.PROFILE_LAST_0, WeekdayField.PROFILE_LAST_6));
  }

  /** Of summed units. */
  static WeekdayProfiles ofVolumes(RegionState state) {
    return new WeekdayProfiles(
        state,
        state.storeVolumes(),
        RegionField.STORE_VOLUME_TAU2,
        columns(state, WeekdayField.VOLUME_PROFILE_0, WeekdayField.VOLUME_PROFILE_6),
        columns(state, WeekdayField.VOLUME_PROFILE_WEIGHT_0, WeekdayField.VOLUME_PROFILE_WEIGHT_6),
        columns(state, WeekdayField.VOLUME_PROFILE_LAST_0, WeekdayField.VOLUME_PROFILE_LAST_6));
  }

  private static float[][] columns(RegionState state, WeekdayField first, WeekdayField last) {
    return List.copyOf(EnumSet.range(first, last)).stream()
        .map(state.weekdays()::of)
        .toArray(float[][]::new);
  }

  /** What the weekday of the day that was last looked at adds to a store. */
  public double today(int s) {
    return today[s];
  }

  /** Looks at a day. */
  void look(long day) {
    measure();
    for (int s = 0; s < today.length; s++) {
      today[s] = effect(s, weekday(day));
    }
  }

  /** Measures anew how much stores' weekdays vary. */
  private void measure() {
    double squares = REGION_PRIOR * USUAL_VARIANCE;
    double count = REGION_PRIOR;
    for (int s = 0; s < today.length; s++) {
      measure(s);
      squares += excess[s];
      count += freedom[s];
    }
    regionVariance = Math.max(0, squares / count);
  }

  /** What is measured badly, against what is usual, counts little. */
  private void measure(int s) {
    int days = 0;
    double sum = 0;
    double weight = 0;
    double error2 = 0;
    for (int w = 0; w < WEEK; w++) {
      double own = weights[w][s];
      if (own > 0) {
        days++;
        sum += own * means[w][s];
        weight += own;
        error2 += 1 / own;
      }
    }
    centre[s] = days == 0 ? 0 : sum / weight;
    double squares = 0;
    for (int w = 0; w < WEEK; w++) {
      double off = weights[w][s] > 0 ? means[w][s] - centre[s] : 0;
      squares += off * off;
    }
    double known = days == 0 ? 0 : USUAL_VARIANCE / (USUAL_VARIANCE + error2 / days);
    freedom[s] = known * known * (days - 1);
    excess[s] = days == 0 ? 0 : known * known * (squares - error2 * (days - 1) / days);
  }

  /** How far M − M̄ is believed, from 0 to 1. */
  private double belief(int s, int weekday) {
    double squares = excess[s] + STORE_PRIOR * regionVariance;
    double variance = Math.max(0, squares / (freedom[s] + STORE_PRIOR));
    double weight = weights[weekday][s];
    return variance * weight / (variance * weight + 1);
  }

  private double effect(int s, int weekday) {
    return belief(s, weekday) * (means[weekday][s] - centre[s]);
  }

  private static int weekday(long day) {
    return (int) Math.floorMod(day, (long) WEEK);
  }

  /** Whether enough stores have effects, so that they say anything of profiles. */
  public static boolean teach(Effects stores) {
    return stores.count() >= LEAST_STORES;
  }

  /** Lets the day that was last looked at teach. */
  public void learn(long day, Effects stores, ComparableCells cells) {
    if (!teach(stores)) {
      return;
    }
    float[] tau2 = pools.of(PoolField.TAU2);
    for (int s = 0; s < today.length; s++) {
      if (stores.cells(s) > 0 && cells.teaches(s)) {
        double spread = tau2[s] > 0 ? tau2[s] : state.region(typical);
        learn(s, weekday(day), stores.raw(s), spread + stores.error2(s));
      }
    }
  }

  /**
   * A day far off teaches in full once the one a week before was as far off on the same side, and
   * then counts for more than all before.
   */
  private void learn(int s, int weekday, double effect, double variance) {
    double off = effect + today[s] - means[weekday][s];
    double before = last[weekday][s];
    double deviation = Math.sqrt(variance);
    double agreed = off * before > 0 ? Math.min(Math.abs(off), Math.abs(before)) : 0;
    boolean changed = agreed > AGREED * deviation;
    double fading = changed ? FADING_OF_OLD : FADING;
    double weight = fading * weights[weekday][s] + 1 / variance;
    double step = PooledEffects.clip(off, changed ? agreed : CLIP * deviation);
    means[weekday][s] += (float) (step / (variance * weight));
    weights[weekday][s] = (float) weight;
    last[weekday][s] = (float) off;
  }

  /**
   * Takes what weekdays showed as what is known of them, M̄ left out.
   *
   * @param shown M by weekday, by store
   * @param weight W, 0 where nothing was shown
   * @return the believed share of M̄ by store, for the slow effects
   */
  public double[] fit(double[][] shown, double[][] weight) {
    for (int w = 0; w < WEEK; w++) {
      for (int s = 0; s < today.length; s++) {
        means[w][s] = (float) shown[w][s];
        weights[w][s] = (float) weight[w][s];
      }
    }
    measure();
    double[] levels = new double[today.length];
    Arrays.setAll(levels, this::level);
    for (int w = 0; w < WEEK; w++) {
      for (int s = 0; s < today.length; s++) {
        means[w][s] -= weights[w][s] > 0 ? (float) centre[s] : 0;
      }
    }
    measure();
    return levels;
  }

  private double level(int s) {
    double believed = 0;
    double weight = 0;
    for (int w = 0; w < WEEK; w++) {
      believed += weights[w][s] * belief(s, w);
      weight += weights[w][s];
    }
    return weight == 0 ? 0 : centre[s] * believed / weight;
  }

  /** What a day's weekday adds to a store, as far as fitted. */
  public double fitted(int s, long day) {
    return effect(s, weekday(day));
  }

  /** The share that a day with this variance has in what is fitted of its weekday. */
  public double leverage(int s, long day, double variance) {
    return belief(s, weekday(day)) / (variance * weights[weekday(day)][s]);
  }
}
