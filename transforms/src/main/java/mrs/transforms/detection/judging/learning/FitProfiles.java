package mrs.transforms.detection.judging.learning;

import java.io.Serializable;
import mrs.transforms.detection.judging.day.Effects;
import mrs.transforms.detection.judging.day.WeekdayProfiles;
import mrs.transforms.detection.passes.Ranking;
import mrs.transforms.detection.series.DayCells;

/**
 * Fits the weekday profiles of stores to their effects on the days of the warm-up: the median of
 * each weekday, by how far the days of a weekday are from it.
 */
final class FitProfiles implements Serializable {

  private static final int WEEK = 7;

  private final WeekdayProfiles profiles;
  private final DayCells[] days;

  /** d and se² by day, by store; se² is 0 where there is no effect. */
  private final double[][] effect;

  private final double[][] error2;
  private final boolean[] teaches;

  FitProfiles(WeekdayProfiles profiles, DayCells[] days) {
    this.profiles = profiles;
    this.days = days;
    effect = new double[days.length][];
    error2 = new double[days.length][];
    teaches = new boolean[days.length];
  }

  /** Adds the effects of a day. */
  void add(int t, Effects stores) {
    effect[t] = new double[stores.size()];
    error2[t] = new double[stores.size()];
    teaches[t] = WeekdayProfiles.teach(stores);
    for (int s = 0; s < stores.size(); s++) {
      effect[t][s] = stores.cells(s) > 0 ? stores.raw(s) : 0;
      error2[t][s] = stores.cells(s) > 0 ? stores.error2(s) : 0;
    }
  }

  private int weekday(int t) {
    return (int) Math.floorMod(days[t].day(), (long) WEEK);
  }

  /** Sets profiles and slow effects, and adds to {@code spread} what they leave of the days. */
  void fit(float[] slow, Spread spread) {
    double[][] shown = new double[WEEK][slow.length];
    for (int w = 0; w < WEEK; w++) {
      for (int s = 0; s < slow.length; s++) {
        shown[w][s] = median(w, s);
      }
    }
    double tau2 = tau2(shown);
    double[] levels = profiles.fit(shown, weights(tau2, slow.length));
    for (int s = 0; s < slow.length; s++) {
      slow[s] = (float) levels[s];
      for (int t = 0; t < days.length; t++) {
        if (error2[t][s] > 0) {
          double rest = effect[t][s] - slow[s] - profiles.fitted(s, days[t].day());
          double leverage =
              teaches[t] ? profiles.leverage(s, days[t].day(), tau2 + error2[t][s]) : 0;
          spread.add(s, rest, error2[t][s], leverage);
        }
      }
    }
  }

  private boolean shows(int t, int s, int weekday) {
    return teaches[t] && error2[t][s] > 0 && weekday(t) == weekday;
  }

  private double median(int weekday, int s) {
    double[] own = new double[days.length];
    int n = 0;
    for (int t = 0; t < days.length; t++) {
      if (shows(t, s, weekday)) {
        own[n++] = effect[t][s];
      }
    }
    return Ranking.MEDIAN.of(own, n);
  }

  /** The natural variance of an effect of a store on days of the same weekday. */
  private double tau2(double[][] shown) {
    int[][] count = new int[WEEK][shown[0].length];
    double[][] squares = new double[WEEK][shown[0].length];
    double[][] errors = new double[WEEK][shown[0].length];
    for (int t = 0; t < days.length; t++) {
      int w = weekday(t);
      for (int s = 0; s < shown[w].length; s++) {
        if (shows(t, s, w)) {
          count[w][s]++;
          squares[w][s] += Spread.square(effect[t][s] - shown[w][s], error2[t][s]);
          errors[w][s] += error2[t][s];
        }
      }
    }
    double sum = 0;
    double freedom = 0;
    for (int w = 0; w < WEEK; w++) {
      for (int s = 0; s < shown[w].length; s++) {
        if (count[w][s] > 1) {
          double share = (count[w][s] - 1.0) / count[w][s];
          sum += squares[w][s] - share * errors[w][s];
          freedom += count[w][s] - 1;
        }
      }
    }
    return freedom == 0 ? Spread.LEAST_TAU2 : Math.max(Spread.LEAST_TAU2, sum / freedom);
  }

  private double[][] weights(double tau2, int stores) {
    double[][] weights = new double[WEEK][stores];
    for (int t = 0; t < days.length; t++) {
      for (int s = 0; s < stores; s++) {
        if (shows(t, s, weekday(t))) {
          weights[weekday(t)][s] += 1 / (tau2 + error2[t][s]);
        }
      }
    }
    return weights;
  }
}
