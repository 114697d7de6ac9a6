package mrs.transforms.detection.judging.day;

import java.io.Serializable;
import java.util.List;
import mrs.transforms.detection.model.RegionField;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.SeriesField;
import mrs.transforms.detection.series.DayCells;

/**
 * Zeros that are taken for stock-outs, where nobody tells of any: of what usually sells so much
 * that hardly a day would pass without a sale. They say nothing of what the store, the SKU or the
 * region sells, and teach nothing but how often there are zeros; as runs of zeros they are judged
 * like others. Where most of what should sell in a store does not, that is the store's day; and
 * after two weeks what does not sell has its new level.
 */
public final class SilentStockOuts implements Serializable {

  /** No zero that comes more often by chance is a stock-out. */
  private static final double MOST_CHANCE = 0.2; // study

  /** The dispersion of cells, in steps of units, as far as it is not measured yet. */
  private static final double USUAL_DISPERSION = 2.5; // study

  /** So many days with sales say what a series sells. */
  private static final int LEAST_DAYS = 7; // chosen, not fitted

  private static final double LEAST_DISPERSION = 1.01; // nearly Poisson's
  private static final int LONGEST = 14; // as of shifts of the level
  private static final double MOST_OF_STORE = 0.5; // chosen, not fitted
  private static final int ROUNDS = 10; // moves no more

  private final RegionState state;

  /** Those of the region that {@code state} knows. */
  public SilentStockOuts(RegionState state) {
    this.state = state;
  }

  /** Whether there may be any in the region. */
  public boolean may() {
    return state.region(RegionField.SILENT_STOCK_OUTS) > 0;
  }

  /** A day that is about to be judged, with its silent stock-outs marked. */
  public DayCells marked(DayCells day) {
    if (!may()) {
      return day;
    }
    float[] age = state.series().of(SeriesField.AGE);
    float[] mean = state.series().of(SeriesField.MEAN);
    float[] run = state.series().of(SeriesField.RUN_START);
    double dispersion = state.region(RegionField.DISPERSION) / step();
    boolean[] due = new boolean[age.length];
    boolean[] recent = new boolean[age.length];
    for (int i = 0; i < age.length; i++) {
      due[i] = age[i] >= RegionState.COLD_DAYS && sellsDaily(mean[i], dispersion);
      recent[i] = run[i] == 0 || day.day() - (long) run[i] < LONGEST;
    }
    return marked(day, due, recent);
  }

  /** Marks those of the warm-up. */
  public void mark(List<DayCells> warmUp) {
    boolean[] due = due(warmUp);
    int[] zeros = new int[due.length];
    boolean[] recent = new boolean[due.length];
    for (int t = 0; t < warmUp.size(); t++) {
      for (int i = 0; i < due.length; i++) {
        DayCells day = warmUp.get(t);
        zeros[i] = zero(day, i) ? zeros[i] + 1 : day.sold(i) ? 0 : zeros[i];
        recent[i] = zeros[i] <= LONGEST;
      }
      warmUp.set(t, marked(warmUp.get(t), due, recent));
    }
  }

  /** The series that should sell daily, by the days with sales in the warm-up. */
  public boolean[] due(List<DayCells> warmUp) {
    boolean[] due = new boolean[state.index().size()];
    for (int i = 0; i < due.length; i++) {
      due[i] = sellsDaily(mean(warmUp, i), USUAL_DISPERSION);
    }
    return due;
  }

  /** What units are counted in. */
  private double step() {
    return EvenUnits.step(state.region(RegionField.QUANTUM));
  }

  /** Whether a day without a sale is rarer than chance allows, by a negative binomial count. */
  private boolean sellsDaily(double mean, double dispersion) {
    return chanceOfNone(mean, dispersion) < MOST_CHANCE;
  }

  /** How likely it is by chance that a day has no sale. */
  private double chanceOfNone(double mean, double dispersion) {
    double spread = Math.max(LEAST_DISPERSION, dispersion);
    return StrictMath.pow(spread, -mean / step() / (spread - 1));
  }

  /**
   * Mean units of a count of which the days with sales have the mean that is seen; these alone have
   * more.
   */
  private double mean(List<DayCells> days, int i) {
    double sum = 0;
    int n = 0;
    for (DayCells day : days) {
      if (day.sold(i) && day.units()[i] > 0) {
        sum += day.units()[i];
        n++;
      }
    }
    double mean = n < LEAST_DAYS ? 0 : sum / n;
    double positive = mean;
    for (int round = 0; round < ROUNDS; round++) {
      mean = positive * (1 - chanceOfNone(mean, USUAL_DISPERSION));
    }
    return mean;
  }

  private static boolean zero(DayCells day, int i) {
    return day.sold(i) && day.units()[i] == 0;
  }

  private DayCells marked(DayCells day, boolean[] due, boolean[] recent) {
    byte[] flags = day.flags().clone();
    for (int s = 0; s < state.index().stores().size(); s++) {
      int sold = 0;
      int zeros = 0;
      for (int i : state.index().seriesOfStore(s)) {
        sold += due[i] && day.sold(i) ? 1 : 0;
        zeros += due[i] && zero(day, i) ? 1 : 0;
      }
      for (int i : state.index().seriesOfStore(s)) {
        boolean silent = due[i] && recent[i] && zero(day, i) && !day.flagged(i, DayCells.STOCK_OUT);
        if (silent && zeros <= MOST_OF_STORE * sold) {
          flags[i] |= DayCells.SILENT_STOCK_OUT;
        }
      }
    }
    return new DayCells(day.day(), day.units(), day.states(), flags);
  }
}
