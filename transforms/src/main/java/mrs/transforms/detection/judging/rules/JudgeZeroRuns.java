package mrs.transforms.detection.judging.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import mrs.transforms.detection.judging.day.DayView;
import mrs.transforms.detection.model.AlarmRates;
import mrs.transforms.detection.model.Columns;
import mrs.transforms.detection.model.RegionField;
import mrs.transforms.detection.model.SeriesField;
import mrs.transforms.detection.model.Tail;
import mrs.transforms.detection.model.TailName;
import mrs.transforms.detection.model.ZeroRates;
import mrs.transforms.detection.reports.DayFindings;
import mrs.transforms.detection.reports.Group;
import mrs.transforms.detection.reports.GroupKey;
import mrs.transforms.detection.reports.Score;
import mrs.transforms.detection.reports.Sums;
import mrs.transforms.detection.series.DayCells;
import mrs.transforms.detection.series.SeriesIndex;

/**
 * SKUs that sell nothing where something was expected. Each zero is as surprising as zeros are rare
 * for the series and for what was expected of it; the surprise is summed over the days of a run and
 * over the stores of a group. A day with more returns than sales is no zero.
 */
public final class JudgeZeroRuns implements DayRule {

  private static final double PRIOR_DAYS = 8; // study
  private static final double MOST_A_LATER_DAY = 1; // study
  private static final double OTHERS_SHARE = 0.6; // study
  private static final double FADING = 0.98; // chosen, not fitted

  private static final double MOST_BEYOND_RECORD = 0.3; // study, of zeros with a known stock-out

  /** Taken off the severity. */
  private static final double CAUTION = 0.4; // chosen, not fitted

  private final DayView view;
  private final SpreadGroup group;
  private final DayAlarms alarms;
  private final Columns<SeriesField> series;

  /** Of today, by supply; and the cells that are here of those that are reported. */
  private final double[] statistic;

  private final double[] score;

  /** How many runs of single series there are to test. */
  private int tested;

  /** How many zeros have a known stock-out. */
  private int told;

  private final Map<Integer, List<SpreadGroup.GroupCell>> found = new HashMap<>();

  /** Judges the days that {@code view} shows. */
  public JudgeZeroRuns(DayView view, SpreadGroup group, DayAlarms alarms) {
    this.view = view;
    this.group = group;
    this.alarms = alarms;
    this.series = view.state().series();
    this.statistic = new double[view.state().index().supplies()];
    this.score = new double[view.state().index().supplies()];
  }

  /** Moves the runs on by the day that the view shows; comes before judging and remembering. */
  public void advance() {
    for (int i = 0; i < view.size(); i++) {
      if (view.weight(i) > 0 && view.cells().sold(i)) {
        if (view.observed(i) == 0) {
          extendRun(i);
        } else {
          endRun(i);
        }
      }
    }
  }

  /** How surprising the zeros of the day are. */
  public ZeroEvidence contribute() {
    ZeroEvidence here = new ZeroEvidence(statistic.length);
    for (int i = 0; i < view.size(); i++) {
      if (unexplained(i)) {
        here.add(view.state().index().supplyOf(i), series.of(SeriesField.RUN_EVIDENCE)[i]);
      } else if (told(i)) {
        here.addTold();
      }
    }
    return here;
  }

  /** Takes what the zeros of all stores show. */
  public void receive(ZeroEvidence all) {
    tested = (int) all.series().of(0);
    told = (int) all.told().of(0);
    if (told > 0) {
      view.state().setRegion(RegionField.SILENT_STOCK_OUTS, 0);
    }
    for (int supply = 0; supply < statistic.length; supply++) {
      double most = all.most()[supply];
      statistic[supply] = most + OTHERS_SHARE * (all.sum().of(supply) - most);
    }
  }

  private void endRun(int i) {
    series.of(SeriesField.RUN_START)[i] = 0;
    series.of(SeriesField.RUN_EVIDENCE)[i] = 0;
    series.of(SeriesField.RUN_EXPECTED)[i] = 0;
    series.of(SeriesField.RUN_ALARM)[i] = 0;
    series.of(SeriesField.LONE_RUN_ALARM)[i] = 0;
  }

  private void extendRun(int i) {
    float[] start = series.of(SeriesField.RUN_START);
    double surprise = judged(i) ? surprise(i) : 0;
    boolean later = start[i] > 0;
    start[i] = later ? start[i] : view.cells().day();
    series.of(SeriesField.RUN_EVIDENCE)[i] +=
        (float) (later ? Math.min(MOST_A_LATER_DAY, surprise) : surprise);
    series.of(SeriesField.RUN_EXPECTED)[i] += (float) view.expected(i);
  }

  private double surprise(int i) {
    double typical = view.state().region(RegionField.UNITS);
    double usual = view.state().wide().zeroRates().rate(view.expected(i), typical);
    double zeros = series.of(SeriesField.ZEROS)[i] + PRIOR_DAYS * usual;
    return -StrictMath.log10(zeros / (series.of(SeriesField.ZERO_DAYS)[i] + PRIOR_DAYS));
  }

  /** Nothing was sold of what has ever sold. */
  boolean zero(int i) {
    return view.weight(i) > 0
        && series.of(SeriesField.MEAN)[i] > 0
        && view.cells().sold(i)
        && view.observed(i) == 0;
  }

  /** Nothing was sold, with a known stock-out. */
  boolean told(int i) {
    return zero(i) && view.cells().flagged(i, DayCells.STOCK_OUT);
  }

  boolean unexplained(int i) {
    return zero(i) && judged(i);
  }

  private boolean judged(int i) {
    return view.usable(i) || view.silent(i);
  }

  /** What a cell shows of zeros is a part of what is usual. */
  boolean teaches(int i) {
    return judged(i) && !view.cells().flagged(i, DayCells.CONFIRMED);
  }

  @Override
  public void contribute(FoundCells toAll) {
    found.clear();
    int tests = 0;
    for (double value : statistic) {
      tests += value > 0 ? 1 : 0;
    }
    Tail tail = view.state().tail(TailName.ZERO_RUN);
    for (int supply = 0; supply < statistic.length; supply++) {
      score[supply] =
          statistic[supply] == 0 ? Double.NEGATIVE_INFINITY : score(tail, statistic[supply], tests);
    }
    float[] alarm = series.of(SeriesField.RUN_ALARM);
    for (int i = 0; i < view.size(); i++) {
      int supply = view.state().index().supplyOf(i);
      if (score[supply] >= AlarmRates.LEAST_SCORE && unexplained(i)) {
        SpreadGroup.GroupCell member = member(i);
        toAll.add(group.found(TestKind.ZERO_RUN, Direction.DOWN, supply, member, alarm[i]));
        found.computeIfAbsent(supply, k -> new ArrayList<>()).add(member);
      }
    }
  }

  @Override
  public void judge(DayFindings findings, FoundCells all) {
    all.groups(TestKind.ZERO_RUN)
        .forEach(
            (supply, own) -> {
              List<SpreadGroup.GroupCell> here = found.getOrDefault(supply, List.of());
              count(supply, here, own);
              double severity = view.state().wide().groupRates().severity(score[supply]);
              if (severity > DayFindings.LEAST_SEVERITY) {
                report(supply, severity, here, own, findings);
              }
            });
  }

  /** How many runs of single series there are to test. */
  int tested() {
    return tested;
  }

  /** How many zeros have a known stock-out. */
  int told() {
    return told;
  }

  /** The score of the group that a series' run is in. */
  double scoreOfGroup(int i) {
    return score[view.state().index().supplyOf(i)];
  }

  /**
   * Sums of surprise fall off slower than the fitted tail, the more so where real stock-outs are
   * not told: no value is called much rarer than the test's own record of late.
   */
  private static double score(Tail tail, double value, int tests) {
    double fitted = Score.of(tail.rarity(value), tests) - CAUTION;
    return Math.min(fitted, tail.record(value) + MOST_BEYOND_RECORD);
  }

  /** Counts a group, whose event is as far as it was for any of its cells. */
  private void count(
      int supply, List<SpreadGroup.GroupCell> members, List<FoundCells.FoundCell> all) {
    float before = 0;
    for (FoundCells.FoundCell member : all) {
      before = Math.max(before, member.before());
    }
    float[] going = {before};
    new Alarms(going).advance(0, 1, score[supply], alarms.pooled());
    float[] alarm = series.of(SeriesField.RUN_ALARM);
    members.forEach(m -> alarm[m.series()] = going[0]);
  }

  private void report(
      int supply,
      double severity,
      List<SpreadGroup.GroupCell> members,
      List<FoundCells.FoundCell> all,
      DayFindings findings) {
    long start = view.cells().day();
    for (FoundCells.FoundCell member : all) {
      start = Math.min(start, member.start());
    }
    SeriesIndex index = view.state().index();
    String key = GroupKey.zeroRun(index.skuOfSupply(supply), index.storeGroupOfSupply(supply));
    group.spread(
        new Group(TestKind.ZERO_RUN, Direction.DOWN, key, start, severity, -statistic[supply]),
        score[supply],
        members,
        all,
        findings);
  }

  /** The run that a series is in. */
  SpreadGroup.GroupCell member(int i) {
    Sums run = view.sums(i).stretched(0, series.of(SeriesField.RUN_EXPECTED)[i]);
    long start = (long) series.of(SeriesField.RUN_START)[i];
    return new SpreadGroup.GroupCell(i, start, run, run.excess());
  }

  @Override
  public void remember(DayStatistics statistics) {
    Tail tail = view.state().tail(TailName.ZERO_RUN);
    for (int supply = 0; supply < statistic.length; supply++) {
      if (statistic[supply] > 0 && view.supplies().teaches(supply)) {
        tail.add(statistic[supply]);
      }
    }
    double typical = view.state().region(RegionField.UNITS);
    float[] zeros = series.of(SeriesField.ZEROS);
    float[] days = series.of(SeriesField.ZERO_DAYS);
    for (int i = 0; i < view.size(); i++) {
      if (teaches(i)) {
        boolean zero = view.observed(i) == 0;
        zeros[i] = (float) (FADING * zeros[i] + (zero ? 1 : 0));
        days[i] = (float) (FADING * days[i] + 1);
        statistics.addCell(ZeroRates.bin(view.expected(i), typical), zero);
      }
    }
  }
}
