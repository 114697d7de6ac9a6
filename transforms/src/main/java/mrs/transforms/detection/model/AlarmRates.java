package mrs.transforms.detection.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import mrs.transforms.detection.passes.Totals;

/**
 * How often events come so far in a region, all tests together, and from it how severe one is.
 *
 * <p>Each test gives an event a <i>score</i>: −log10 of the events of that test that would come so
 * far by chance on a day if the test's own tail were exact and its tests independent. Neither
 * holds, so that it is counted here how many events have come how far, each as far as it ever did.
 * From a score upwards that few come up to on a day, the scores of chance events fall off
 * exponentially; those well beyond it may be true events and are left out of the fit (a truncated
 * exponential distribution), so that what has happened does not make the next one look usual.
 *
 * <p>Severity is −log10 of the events that come so far by chance on a day, as a further one would
 * be predicted: where few were counted it grows slower (a Pareto distribution of the second kind in
 * place of the exponential one).
 */
public final class AlarmRates implements Serializable {

  /** How many scores are told apart. */
  public static final int LEVELS = 100;

  /** Nothing below this score is counted. */
  public static final double LEAST_SCORE = -1; // chosen, not fitted

  private static final double WIDTH = 0.1; // the least difference that matters

  /** No event is called rarer than that. */
  private static final double MOST_SEVERITY = 8; // study

  /** What is remembered of a day after one more day; about the last 100 days count. */
  private static final double FADING = 0.99; // chosen, not fitted

  /** The fit begins where so many events a day come; if there are as many. */
  private static final double EVENTS_A_DAY = 1; // chosen, not fitted

  /** Weight, in days and in events, of the belief that scores are exact. */
  private static final double PRIOR_DAYS = 5; // chosen, not fitted

  private static final double PRIOR_EVENTS = 20; // chosen, not fitted

  /** Events a day of score 0 or more, as far as none is counted yet: of several tests. */
  private static final double PRIOR_RATE = 1; // made sales with nothing wrong

  /** −log10 of the share that one kind of events has: of groups, or of single series. */
  private static final double LOG_KINDS = 0.3010299956639812;

  private static final double LN_10 = 2.302585092994046;

  /** The widest and the steepest fall-off that is believed, in ln of rate by score. */
  private static final double LEAST_SLOPE = 0.4 * LN_10; // chosen, not fitted

  private static final double MOST_SLOPE = 2.5 * LN_10; // chosen, not fitted

  private final int fittedLevels;
  private final float[] reached = new float[LEVELS];
  private float days;

  private double from;
  private double logRate;
  private double slope;
  private double events;

  /** Nothing is known yet; the fit goes over so many levels. */
  AlarmRates(int fittedLevels) {
    this.fittedLevels = fittedLevels;
    fit();
  }

  /** Another day is judged: what was counted before counts less. */
  public void beginDay() {
    for (int k = 0; k < LEVELS; k++) {
      reached[k] *= (float) FADING;
    }
    days = (float) (FADING * days + 1);
  }

  /** Adds to {@code levels} an event of this score, which so far had come up to {@code before}. */
  public static void count(Totals levels, double before, double score) {
    for (int k = level(before) + 1; k <= level(score); k++) {
      levels.add(k, 1);
    }
  }

  private static int level(double score) {
    double level = Math.floor((score - LEAST_SCORE) / WIDTH);
    return (int) Math.max(-1, Math.min(LEVELS - 1, level));
  }

  /** Adds what was counted; {@link #fit} takes it into account. */
  public void add(Totals levels) {
    for (int k = 0; k < LEVELS; k++) {
      reached[k] += (float) levels.of(k);
    }
  }

  /** Fits the rates to what was counted; {@link #severity} goes by it. */
  public void fit() {
    int first = first();
    int end = Math.min(LEVELS - 1, first + fittedLevels);
    double range = (end - first) * WIDTH;
    double within = reached[first] - reached[end];
    double sum = 0;
    for (int k = first; k < end; k++) {
      sum += (reached[k] - reached[k + 1]) * (k - first + 0.5) * WIDTH;
    }
    double prior = truncatedMean(LN_10, range);
    slope = slope((sum + PRIOR_EVENTS * prior) / (within + PRIOR_EVENTS), range);
    from = LEAST_SCORE + first * WIDTH;
    double share = -StrictMath.expm1(-slope * range);
    double rate =
        (within / share + PRIOR_DAYS * PRIOR_RATE * StrictMath.pow(10, -from))
            / (days + PRIOR_DAYS);
    logRate = StrictMath.log10(rate);
    events = within + PRIOR_EVENTS;
  }

  /** The first level that no more than {@link #EVENTS_A_DAY} come up to. */
  private int first() {
    int first = 0;
    while (first < LEVELS - 2 - fittedLevels && rate(first) > EVENTS_A_DAY) {
      first++;
    }
    return first;
  }

  private double rate(int level) {
    double prior = PRIOR_RATE * StrictMath.pow(10, -(LEAST_SCORE + level * WIDTH));
    return (reached[level] + PRIOR_DAYS * prior) / (days + PRIOR_DAYS);
  }

  /** The slope of an exponential distribution that is cut off at {@code range}, by its mean. */
  private static double slope(double mean, double range) {
    double least = LEAST_SLOPE;
    double most = MOST_SLOPE;
    for (int i = 0; i < 40; i++) {
      double middle = (least + most) / 2;
      if (truncatedMean(middle, range) > mean) {
        least = middle;
      } else {
        most = middle;
      }
    }
    return (least + most) / 2;
  }

  private static double truncatedMean(double slope, double range) {
    return 1 / slope - range / StrictMath.expm1(slope * range);
  }

  /** −log10 of the events a day that come up to a score by chance. */
  public double severity(double score) {
    double excess = slope * (score - from);
    double fall = excess <= 0 ? excess : events * StrictMath.log1p(excess / events);
    return Math.min(MOST_SEVERITY, fall / LN_10 - logRate - LOG_KINDS);
  }

  /** Writes the stored form. */
  void write(DataOutput out) throws IOException {
    out.writeFloat(days);
    for (float count : reached) {
      out.writeFloat(count);
    }
  }

  /** Reads what {@link #write} wrote. */
  static AlarmRates read(int fittedLevels, DataInput in) throws IOException {
    AlarmRates rates = new AlarmRates(fittedLevels);
    rates.days = in.readFloat();
    for (int k = 0; k < LEVELS; k++) {
      rates.reached[k] = in.readFloat();
    }
    rates.fit();
    return rates;
  }

  AlarmRates copy() {
    AlarmRates copy = new AlarmRates(fittedLevels);
    copy.days = days;
    System.arraycopy(reached, 0, copy.reached, 0, LEVELS);
    copy.fit();
    return copy;
  }
}
