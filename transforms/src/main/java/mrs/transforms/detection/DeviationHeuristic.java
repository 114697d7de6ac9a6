package mrs.transforms.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import mrs.contracts.DetectionTest;
import mrs.contracts.Direction;

/**
 * Stands in for the model while it is down: each series is judged by its own trailing days, with
 * medians in place of everything that is learnt. Expected is the mean of the trailing median and
 * the same weekday's; a deviation is counted in robust standard deviations.
 */
final class DeviationHeuristic {

  /** Days that a day is judged by. */
  static final int WINDOW = 28;

  private static final int LEAST_DAYS = 14;
  private static final int WEEK = 7;
  private static final double MAD_TO_SIGMA = 1.4826;

  /** No scale is smaller than this share of what is expected. */
  private static final double LEAST_RELATIVE_SCALE = 0.25;

  /** Nor than this share of the region's typical cell. */
  private static final double LEAST_TYPICAL_SCALE = 0.15;

  private static final double REPORTED_SHARE = 0.5;
  private static final double MISSING_SEVERITY = 4;
  private static final double LEAST_THRESHOLD = 1.9;
  private static final double LEAST_MEAN = 0.42;

  private final RegionGrid grid;
  private final Layout layout;
  private final long graceOverTo;
  private double typical;
  private final CellAccount account = new CellAccount();
  private final HeuristicReports reports;

  private DeviationHeuristic(RegionGrid grid, long graceOverTo) {
    this.grid = grid;
    this.layout = new Layout(grid.series(), grid.groupOfStore());
    this.graceOverTo = graceOverTo;
    this.reports = new HeuristicReports(grid.series());
  }

  /**
   * Judges the days from {@code from} to the grid's last. The grid should hold {@link #WINDOW} days
   * before.
   */
  static JudgeRegion.Verdict judge(RegionGrid grid, long from, long graceOverTo) {
    DeviationHeuristic heuristic = new DeviationHeuristic(grid, graceOverTo);
    for (long day = Math.max(from, grid.firstDay()); day <= grid.lastDay(); day++) {
      heuristic.judge(day);
    }
    return new JudgeRegion.Verdict(
        heuristic.reports.all(), new TreeMap<>(), heuristic.account.cells());
  }

  /** What a series is expected to sell on a day, and its robust standard deviation. */
  private record Expectation(double units, double scale, double[] past) {}

  private void judge(long day) {
    typical = typical(day);
    List<Expectation> expectations = new ArrayList<>();
    Tail tail = new Tail(LEAST_THRESHOLD, LEAST_MEAN);
    int tests = 0;
    for (int i = 0; i < grid.series().size(); i++) {
      Expectation expectation = expectation(i, day);
      expectations.add(expectation);
      if (grid.day(day).states()[i] != RegionDay.ABSENT) {
        account.add(
            CellAccount.fate(grid.day(day), i, expectation.past.length >= LEAST_DAYS, graceOverTo));
      }
      if (expectation.past.length >= LEAST_DAYS) {
        tests++;
        for (double units : expectation.past) {
          tail.add(Math.abs(units - expectation.units) / expectation.scale);
        }
      }
    }
    tail.fit();
    for (int i = 0; i < expectations.size(); i++) {
      boolean known = expectations.get(i).past.length >= LEAST_DAYS;
      if (known && grid.day(day).comparable(i)) {
        judgeCell(i, day, expectations.get(i), new Scale(tail, tests));
      }
    }
    judgeMissing(day, expectations);
  }

  private record Scale(Tail tail, int tests) {}

  private Expectation expectation(int i, long day) {
    double[] past = new double[WINDOW];
    double[] sameWeekday = new double[WINDOW / WEEK];
    int n = 0;
    int same = 0;
    for (long t = Math.max(grid.firstDay(), day - WINDOW); t < day; t++) {
      if (FitWarmUp.teaches(grid.day(t), i)) {
        past[n++] = grid.day(t).units()[i];
        if ((day - t) % WEEK == 0) {
          sameWeekday[same++] = grid.day(t).units()[i];
        }
      }
    }
    double median = Ranking.MEDIAN.of(past, n);
    double weekday = same == 0 ? median : Ranking.MEDIAN.of(sameWeekday, same);
    double expected = Math.max(0, (median + weekday) / 2);
    double[] distances = new double[n];
    Arrays.setAll(distances, k -> Math.abs(past[k] - median));
    double least = Math.max(LEAST_TYPICAL_SCALE * typical, LEAST_RELATIVE_SCALE * expected);
    double scale = Math.max(MAD_TO_SIGMA * Ranking.MEDIAN.of(distances, n), least);
    return new Expectation(expected, scale, Arrays.copyOf(past, n));
  }

  private void judgeCell(int i, long day, Expectation expectation, Scale scale) {
    double statistic = (grid.day(day).units()[i] - expectation.units) / expectation.scale;
    double severity = Severity.of(scale.tail.rarity(Math.abs(statistic)), scale.tests);
    if (severity > DayFindings.LEAST_SEVERITY) {
      Direction direction = SpreadGroup.direction(statistic);
      SeriesKey key = grid.series().get(i);
      String name = "cell|" + key.storeId() + "|" + key.sku() + "|" + direction.word();
      Group group = new Group(DetectionTest.CELL, direction, name, day, severity, statistic);
      reports.add(i, day, group, sums(grid.day(day).units()[i], expectation));
    }
  }

  private static Sums sums(double observed, Expectation expectation) {
    double scale = expectation.units + expectation.scale;
    return new Sums(
        observed,
        new Parts(expectation.units, 0, 0, 0, 0),
        scale,
        expectation.scale * expectation.scale);
  }

  /** A store of which nothing has come, while at least half of the others have reported. */
  private void judgeMissing(long day, List<Expectation> expectations) {
    RegionDay cells = grid.day(day);
    boolean[] silent = new boolean[layout.stores.size()];
    int stores = 0;
    int reporting = 0;
    for (int s = 0; s < silent.length; s++) {
      boolean ranged = false;
      boolean sold = false;
      for (int i : layout.seriesOfStore[s]) {
        ranged |= cells.states()[i] != RegionDay.NOT_RANGED;
        sold |= cells.sold(i);
      }
      silent[s] = ranged && !sold;
      stores += ranged ? 1 : 0;
      reporting += sold ? 1 : 0;
    }
    if (day > graceOverTo || reporting < REPORTED_SHARE * stores) {
      return;
    }
    for (int s = 0; s < silent.length; s++) {
      for (int i : silent[s] ? layout.seriesOfStore[s] : new int[0]) {
        if (cells.states()[i] == RegionDay.NOT_REPORTED
            && expectations.get(i).past.length >= LEAST_DAYS) {
          String key = "missing|" + layout.stores.get(s);
          Group group =
              new Group(
                  DetectionTest.MISSING, Direction.MISSING, key, day, MISSING_SEVERITY, Double.NaN);
          reports.add(i, day, group, sums(0, expectations.get(i)));
        }
      }
    }
  }

  /** Mean units of the cells that were sold in the window before {@code day}. */
  private double typical(long day) {
    double sum = 0;
    long n = 0;
    for (long t = Math.max(grid.firstDay(), day - WINDOW); t < day; t++) {
      for (double units : grid.day(t).units()) {
        sum += units > 0 ? units : 0;
        n += Double.isNaN(units) ? 0 : 1;
      }
    }
    return n == 0 ? 0 : sum / n;
  }
}
