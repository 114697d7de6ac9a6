package mrs.transforms.detection.judging.rules;

import java.util.List;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import mrs.transforms.detection.judging.day.DayView;
import mrs.transforms.detection.model.RegionField;
import mrs.transforms.detection.model.SeriesField;
import mrs.transforms.detection.model.Tail;
import mrs.transforms.detection.model.TailName;
import mrs.transforms.detection.passes.Totals;
import mrs.transforms.detection.reports.CellFinding;
import mrs.transforms.detection.reports.DayFindings;
import mrs.transforms.detection.reports.Group;
import mrs.transforms.detection.reports.GroupKey;
import mrs.transforms.detection.reports.Score;
import mrs.transforms.detection.series.SeriesKey;

/**
 * Runs of zeros of single series, but for those that their group makes more of. Those with a known
 * stock-out surprise nobody, and their severity is low; they are told as what was lost, the largest
 * losses first.
 */
public final class JudgeLoneRuns implements DayRule {

  /** Off the score in its priority: of runs of single series there are as many as of cells. */
  private static final double CAUTION = 0.4; // as of groups

  private static final int LEAST_EXPLAINED_DAYS = 2; // study
  private static final double MOST_EXPLAINED = 0.7; // chosen, not fitted
  private static final double EXPLAINED_WEIGHT = 0.5; // chosen, not fitted

  /** In such a scale the logarithms of losses have a tail like others. */
  private static final double LOSS_SCALE = 4; // study

  /** What a loss of nine typical cells adds to its priority. */
  private static final double LOST_UNITS_WEIGHT = 1; // study: 2; made feeds of two cities

  /** No loss is called much rarer than it has been of late, however few are known. */
  private static final double MOST_BEYOND_SEEN = 0.3; // study, of a record a day

  /** What has no more priority is not worth telling. */
  private static final double LEAST_LOSS = 0.5; // study

  private final DayView view;
  private final JudgeZeroRuns runs;
  private final SpreadGroup group;
  private final DayAlarms alarms;
  private final Alarms going;
  private final float[] evidence;
  private final float[] expected;

  /** Judges the days that {@code view} shows, after {@code runs} has. */
  public JudgeLoneRuns(DayView view, JudgeZeroRuns runs, SpreadGroup group, DayAlarms alarms) {
    this.view = view;
    this.runs = runs;
    this.group = group;
    this.alarms = alarms;
    this.going = new Alarms(view.state().series().of(SeriesField.LONE_RUN_ALARM));
    this.evidence = view.state().series().of(SeriesField.RUN_EVIDENCE);
    this.expected = view.state().series().of(SeriesField.RUN_EXPECTED);
  }

  @Override
  public void judge(DayFindings findings, FoundCells all) {
    for (int i = 0; i < view.size(); i++) {
      if (runs.unexplained(i)) {
        judge(i, findings);
      } else if (runs.told(i)) {
        judgeExplained(i, findings);
      }
    }
  }

  private void judge(int i, DayFindings findings) {
    Tail tail = view.state().tail(TailName.LONE_RUN);
    double score = Score.of(tail.rarity(evidence[i]), runs.tested());
    if (score <= runs.scoreOfGroup(i)) {
      going.reset(i);
      return;
    }
    going.advance(i, 1, score, alarms.own());
    double severity = view.state().wide().seriesRates().severity(score);
    if (severity > DayFindings.LEAST_SEVERITY) {
      SpreadGroup.GroupCell member = runs.member(i);
      Group lone = group(i, member.start(), severity, -evidence[i]);
      group.spread(lone, score - CAUTION, List.of(member), findings);
    }
  }

  private void judgeExplained(int i, DayFindings findings) {
    SpreadGroup.GroupCell member = runs.member(i);
    double loss = Math.min(MOST_EXPLAINED, EXPLAINED_WEIGHT * lost(i));
    double priority = Math.max(loss, score(lost(i)) - CAUTION + LOST_UNITS_WEIGHT * lost(i));
    if (view.cells().day() - member.start() + 1 >= LEAST_EXPLAINED_DAYS && priority > LEAST_LOSS) {
      Group told = group(i, member.start(), loss, Double.NaN);
      findings.add(
          i, Direction.DOWN, new CellFinding(told, priority, member.start(), member.sums()));
    }
  }

  /** How rare it is among the day's known stock-outs that so much was lost. */
  private double score(double lost) {
    Tail tail = view.state().tail(TailName.TOLD_RUN);
    double value = LOSS_SCALE * lost;
    double rarity = Math.min(tail.rarity(value), tail.seen(value) + MOST_BEYOND_SEEN);
    return Score.of(rarity, runs.told());
  }

  /** log10 of what a run has lost so far, in typical cells. */
  private double lost(int i) {
    return StrictMath.log10(1 + expected[i] / view.state().region(RegionField.UNITS));
  }

  private Group group(int i, long start, double severity, double statistic) {
    SeriesKey key = view.state().index().series().get(i);
    String name = GroupKey.zeroRun(key.sku(), key.storeId());
    return new Group(TestKind.ZERO_RUN, Direction.DOWN, name, start, severity, statistic);
  }

  @Override
  public void remember(DayStatistics statistics) {
    Totals bins = statistics.of(TailName.LONE_RUN);
    Totals told = statistics.of(TailName.TOLD_RUN);
    for (int i = 0; i < view.size(); i++) {
      if (runs.unexplained(i) && runs.teaches(i)) {
        bins.add(Tail.bin(evidence[i]), 1);
      } else if (runs.told(i)) {
        told.add(Tail.bin(LOSS_SCALE * lost(i)), 1);
      }
    }
  }
}
