package mrs.transforms.detection.judging.day;

import java.io.Serializable;
import mrs.transforms.detection.model.CellSpread;
import mrs.transforms.detection.model.Columns;
import mrs.transforms.detection.model.PoolField;
import mrs.transforms.detection.model.RegionField;
import mrs.transforms.detection.model.SeriesField;
import mrs.transforms.detection.passes.Ranking;
import mrs.transforms.detection.passes.Totals;
import mrs.transforms.detection.series.SeriesIndex;

/**
 * The day's effects of stores and of SKUs on summed units: d = ln((Σ units + c) / (Σ expected +
 * c)). Where most cells sell nothing or one, the sum says more than the mean of logarithms.
 * Expected is the series' arithmetic mean, with its promotion and the region's day; c and the
 * standard error √(c / (Σ expected + c)) come from the dispersion of single cells. Units are
 * capped, so that no single cell speaks for all; what came back beyond what was sold is none.
 */
public final class PooledVolumes implements Serializable {

  /** A cell counts at most this many times its mean, plus as many c. */
  private static final double MOST_MEANS = 5; // chosen, not fitted

  private static final double MOST_DISPERSIONS = 2; // chosen, not fitted

  /** Above so many steps of units, sums are as good as normal. */
  private static final double FEW_UNITS = 5; // by custom

  /** From so many deviations on an effect of a store or SKU is none of chance. */
  private static final double CLEAR = 3; // by custom

  private final Effects stores;
  private final Effects skus;

  /** −log10 of how rare the units of each are as a count. */
  private final double[] storeCounts;

  private final double[] skuCounts;
  private final RegionDayEffect regionDay;
  private final WeekdayProfiles profiles;
  private final DayView view;
  private double day = 1;

  /** Pools what the view shows. */
  PooledVolumes(DayView view) {
    this.view = view;
    regionDay = RegionDayEffect.ofVolumes(view.state());
    profiles = WeekdayProfiles.ofVolumes(view.state());
    stores = new Effects(view.state().index().stores().size());
    skus = new Effects(view.state().index().skus().size());
    storeCounts = new double[stores.size()];
    skuCounts = new double[skus.size()];
  }

  /** The day's effects of stores. */
  public Effects stores() {
    return stores;
  }

  /** The day's effects of SKUs; one that too few stores sell has none. */
  public Effects skus() {
    return skus;
  }

  /**
   * −log10 of how rare the units of a store are as a count, did its days not vary: where few are
   * expected, nothing that it shows is rarer. Infinite where many are.
   */
  public double storeRarity(int s) {
    return storeCounts[s];
  }

  /** The same of a SKU. */
  public double skuRarity(int p) {
    return skuCounts[p];
  }

  /** What the day of the whole region adds to summed units. */
  public RegionDayEffect regionDay() {
    return regionDay;
  }

  /** What the day's weekday adds to summed units of stores, beside what it adds to the region. */
  public WeekdayProfiles profiles() {
    return profiles;
  }

  /** Mean units of a cell, with its promotion and the days of the region, its store, its SKU. */
  public double mean(int i) {
    SeriesIndex index = view.state().index();
    int s = index.storeOf(i);
    int p = index.skuOf(i);
    double effects =
        view.promotion(i)
            + view.state().storeVolumes().of(PoolField.SLOW)[s]
            + profiles.today(s)
            + shown(stores, s)
            + view.state().skuVolumes().of(PoolField.SLOW)[p]
            + shown(skus, p);
    return view.state().series().of(SeriesField.MEAN)[i] * day * StrictMath.exp(effects);
  }

  /** What is clear is believed wholly. */
  private static double shown(Effects effects, int k) {
    return Math.abs(effects.statistic(k)) > CLEAR ? effects.raw(k) : effects.shrunk(k);
  }

  /** Adds up the cells of the day that the view shows. */
  void contribute(VolumeSums shows) {
    profiles.look(view.cells().day());
    SeriesIndex index = view.state().index();
    float[] mean = view.state().series().of(SeriesField.MEAN);
    double dispersion = view.state().region(RegionField.DISPERSION);
    for (int i = 0; i < view.size(); i++) {
      if (view.usable(i)) {
        int s = index.storeOf(i);
        double expected = mean[i] * StrictMath.exp(view.promotion(i) + profiles.today(s));
        double most = MOST_MEANS * expected + MOST_DISPERSIONS * dispersion;
        double units = Math.max(0, Math.min(most, view.observed(i)));
        shows.unitsOfStore().add(s, units);
        shows.unitsOfSku().add(index.skuOf(i), Totals.exact(units));
        shows.expectedOfStore().add(s, expected);
        shows.expectedOfSku().add(index.skuOf(i), Totals.exact(expected));
      }
    }
  }

  /** Takes what all cells add up to. */
  void receive(VolumeSums all) {
    Totals units = all.unitsOfStore();
    Totals expected = all.expectedOfStore();
    pool(stores, view.stores(), units, expected, 1);
    day = StrictMath.exp(regionDay(units, expected));
    pool(stores, view.stores(), units, expected, day);
    pool(skus, view.skus(), all.unitsOfSku(), all.expectedOfSku(), day);
    count(storeCounts, units, expected, view.state().storeVolumes());
    count(skuCounts, all.unitsOfSku(), all.expectedOfSku(), view.state().skuVolumes());
    settle(stores, view.state().storeVolumes(), RegionField.STORE_VOLUME_TAU2);
    settle(skus, view.state().skuVolumes(), RegionField.SKU_VOLUME_TAU2);
    for (int p = 0; p < skus.cells.length; p++) {
      if (skus.cells[p] < PooledEffects.LEAST_STORES) {
        skus.drop(p);
      }
    }
  }

  private double regionDay(Totals units, Totals expected) {
    double dispersion = view.state().region(RegionField.DISPERSION);
    double sold = 0;
    double wanted = dispersion;
    double[] present = new double[units.size()];
    int n = 0;
    for (int s = 0; s < units.size(); s++) {
      sold += units.of(s);
      wanted += expected.of(s);
      if (stores.cells[s] > 0) {
        present[n++] = stores.raw[s];
      }
    }
    double median = Ranking.MEDIAN.of(present, n);
    double day = DayView.log(sold, dispersion) - StrictMath.log(wanted);
    return regionDay.of(view.cells().day(), median, day, expected);
  }

  private void pool(
      Effects effects, ComparableCells cells, Totals units, Totals expected, double regionDay) {
    double dispersion = view.state().region(RegionField.DISPERSION);
    for (int k = 0; k < units.size(); k++) {
      double wanted = dispersion + expected.of(k) * regionDay;
      effects.cells[k] = cells.of(k);
      effects.raw[k] = DayView.log(units.of(k), dispersion) - StrictMath.log(wanted);
      effects.error2[k] = dispersion / wanted;
    }
  }

  private void count(double[] rarity, Totals units, Totals expected, Columns<PoolField> columns) {
    double dispersion = view.state().region(RegionField.DISPERSION);
    double step = view.state().region(RegionField.QUANTUM);
    float[] slow = columns.of(PoolField.SLOW);
    for (int k = 0; k < rarity.length; k++) {
      double mean = expected.of(k) * day * StrictMath.exp(slow[k]);
      rarity[k] =
          mean > FEW_UNITS * step
              ? Double.POSITIVE_INFINITY
              : CellSpread.rarity(units.of(k), mean, dispersion, step);
    }
  }

  private void settle(Effects effects, Columns<PoolField> columns, RegionField typical) {
    float[] slow = columns.of(PoolField.SLOW);
    float[] tau2 = columns.of(PoolField.TAU2);
    for (int k = 0; k < slow.length; k++) {
      effects.set(
          k, effects.raw[k] - slow[k], tau2[k] > 0 ? tau2[k] : view.state().region(typical));
    }
  }
}
