package mrs.transforms.detection.judging;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import mrs.transforms.detection.judging.day.OpenStores;
import mrs.transforms.detection.judging.rules.SpreadGroup;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.Tail;
import mrs.transforms.detection.model.TailName;
import mrs.transforms.detection.passes.Pass;
import mrs.transforms.detection.passes.Ranking;
import mrs.transforms.detection.passes.Totals;
import mrs.transforms.detection.reports.Group;
import mrs.transforms.detection.reports.GroupKey;
import mrs.transforms.detection.reports.Parts;
import mrs.transforms.detection.reports.Score;
import mrs.transforms.detection.reports.Sums;
import mrs.transforms.detection.series.DayCells;
import mrs.transforms.detection.series.RegionGrid;
import mrs.transforms.detection.series.Roster;
import mrs.transforms.detection.series.SeriesIndex;
import mrs.transforms.detection.series.SeriesKey;

/**
 * Stands in for the model while it is down: each series is judged by its own trailing days, with
 * medians in place of everything that is learnt. Expected is the mean of the trailing median and
 * the same weekday's; a deviation is counted in robust standard deviations.
 */
public final class HeuristicJudge extends RegionJudge {

  /** Days that a day is judged by: as many as the model takes to warm up. */
  public static final int WINDOW = RegionState.WARM_UP_DAYS; // chosen, not fitted

  /** A series is known after as many days as with the model. */
  private static final int LEAST_DAYS = RegionState.COLD_DAYS;

  private static final int WEEK = 7;
  private static final double MAD_TO_SIGMA = 1.4826; // of a normal distribution

  /** No scale is smaller than this share of what is expected. */
  private static final double LEAST_RELATIVE_SCALE = 0.25; // chosen, not fitted

  /** Nor than this share of the region's typical cell. */
  private static final double LEAST_TYPICAL_SCALE = 0.15; // chosen, not fitted

  /** Up to this severity it reports nothing: its scores are not counted. */
  private static final double LEAST_SEVERITY = 0.5; // study

  private static final double MISSING_SEVERITY = 4; // chosen, not fitted

  private final SeriesIndex index;
  private final long graceOverTo;
  private final long lastDay;
  private final CellAccount account = new CellAccount();
  private final HeuristicReports reports;
  private long day;

  /** Mean units of the cells that were sold in the window before the day. */
  private double typical;

  private List<Expectation> expectations = List.of();
  private transient RegionGrid grid;

  private HeuristicJudge(RegionGrid grid, Roster region, long from, long graceOverTo) {
    this.grid = grid;
    this.index = new SeriesIndex(grid.series(), region, grid.storeGroups());
    this.graceOverTo = graceOverTo;
    this.lastDay = grid.lastDay();
    this.day = Math.max(from, grid.firstDay()) - 1;
    this.reports = new HeuristicReports(grid.series());
  }

  /**
   * Starts to judge the days from {@code from} to the grid's last. The grid should hold {@link
   * #WINDOW} days before.
   *
   * @param region all stores and SKUs that the region has
   */
  public static HeuristicJudge of(RegionGrid grid, Roster region, long from, long graceOverTo) {
    HeuristicJudge heuristic = new HeuristicJudge(grid, region, from, graceOverTo);
    heuristic.goOn();
    return heuristic;
  }

  @Override
  public void resume(RegionGrid cells) {
    grid = cells;
  }

  @Override
  public RegionResult result() {
    return new RegionResult(reports.all(), new TreeMap<>(), account.cells());
  }

  @Override
  void goOn() {
    if (passes.isEmpty() && day < lastDay) {
      day++;
      passes.add(new Pass<>(RecentUnits.class, this::recentUnits, this::receiveUnits));
      passes.add(new Pass<>(RecentDeviations.class, this::recentDeviations, this::judge));
    }
  }

  /** What a series is expected to sell on a day, and its robust standard deviation. */
  private record Expectation(double units, double scale, double[] past) implements Serializable {

    boolean known() {
      return past.length >= LEAST_DAYS;
    }
  }

  private RecentUnits recentUnits() {
    RecentUnits recent = new RecentUnits(index.stores().size());
    for (long t = Math.max(grid.firstDay(), day - WINDOW); t < day; t++) {
      double[] units = grid.day(t).units();
      for (int i = 0; i < units.length; i++) {
        recent.units().add(index.storeOf(i), units[i] > 0 ? units[i] : 0);
        recent.cells().add(index.storeOf(i), Double.isNaN(units[i]) ? 0 : 1);
      }
    }
    return recent;
  }

  private void receiveUnits(RecentUnits all) {
    double count = all.cells().sum();
    typical = count == 0 ? 0 : all.units().sum() / count;
  }

  private RecentDeviations recentDeviations() {
    DayCells cells = grid.day(day);
    RecentDeviations recent = new RecentDeviations(index.stores().size());
    expectations = new ArrayList<>();
    for (int i = 0; i < index.size(); i++) {
      Expectation expectation = expectation(i);
      expectations.add(expectation);
      if (cells.states()[i] != DayCells.ABSENT) {
        account.add(CellAccount.fate(cells, i, expectation.known(), graceOverTo));
      }
      if (expectation.known()) {
        recent.known().add(index.storeOf(i), 1);
        for (double units : expectation.past) {
          double deviation = Math.abs(units - expectation.units) / expectation.scale;
          recent.deviations().add(Tail.bin(deviation), 1);
        }
      }
      recent.ranged().add(index.storeOf(i), cells.states()[i] != DayCells.NOT_RANGED ? 1 : 0);
      recent.sold().add(index.storeOf(i), cells.sold(i) ? 1 : 0);
    }
    return recent;
  }

  private void judge(RecentDeviations all) {
    Tail tail = TailName.CELL_UP.empty();
    tail.add(all.deviations());
    tail.fit();
    Scale scale = new Scale(tail, (int) all.known().sum());
    for (int i = 0; i < expectations.size(); i++) {
      if (expectations.get(i).known() && grid.day(day).comparable(i)) {
        judgeCell(i, expectations.get(i), scale);
      }
    }
    judgeMissing(all.ranged(), all.sold());
  }

  private record Scale(Tail tail, int tests) {}

  private Expectation expectation(int i) {
    double[] past = new double[WINDOW];
    double[] sameWeekday = new double[WINDOW / WEEK];
    int n = 0;
    int same = 0;
    for (long t = Math.max(grid.firstDay(), day - WINDOW); t < day; t++) {
      if (grid.day(t).teaches(i)) {
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

  private void judgeCell(int i, Expectation expectation, Scale scale) {
    double statistic = (grid.day(day).units()[i] - expectation.units) / expectation.scale;
    double severity = Score.of(scale.tail.rarity(Math.abs(statistic)), scale.tests);
    if (severity > LEAST_SEVERITY) {
      Direction direction = SpreadGroup.direction(statistic);
      SeriesKey key = grid.series().get(i);
      String name = GroupKey.single(TestKind.CELL, key, direction);
      Group group = new Group(TestKind.CELL, direction, name, day, severity, statistic);
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

  /**
   * A store of which nothing has come, while at least half of the others have reported. Unlike with
   * the model every store counts that ranges anything, as nothing tells which were due before.
   */
  private void judgeMissing(Totals ranged, Totals sold) {
    int stores = 0;
    int reporting = 0;
    for (int s = 0; s < ranged.size(); s++) {
      stores += ranged.of(s) > 0 ? 1 : 0;
      reporting += sold.of(s) > 0 ? 1 : 0;
    }
    if (day > graceOverTo || reporting < OpenStores.REPORTED_SHARE * stores) {
      return;
    }
    for (int i = 0; i < expectations.size(); i++) {
      int s = index.storeOf(i);
      if (sold.of(s) == 0
          && grid.day(day).states()[i] == DayCells.NOT_REPORTED
          && expectations.get(i).known()) {
        String key = GroupKey.missing(index.stores().get(s));
        Group group =
            new Group(TestKind.MISSING, Direction.MISSING, key, day, MISSING_SEVERITY, Double.NaN);
        reports.add(i, day, group, sums(0, expectations.get(i)));
      }
    }
  }
}
