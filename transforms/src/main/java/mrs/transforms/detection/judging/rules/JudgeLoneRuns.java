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
import mrs.transforms.detection.series.DayCells;
import mrs.transforms.detection.series.SeriesKey;

/**
 * Runs of zeros of single series, but for those that their group makes more of. Those with a known
 * stock-out surprise nobody: they are told as what was lost, low.
 */
public final class JudgeLoneRuns implements DayRule {

  /** Off the score in its priority: of runs of single series there are as many as of cells. */
  private static final double CAUTION = 0.4; // as of groups

  private static final int LEAST_EXPLAINED_DAYS = 2; // study
  private static final double MOST_EXPLAINED = 0.7; // chosen, not fitted
  private static final double EXPLAINED_WEIGHT = 0.5; // chosen, not fitted

  /** Less than that is not worth telling. */
  private static final double LEAST_LOSS = 0.5; // study

  private final DayView view;
  private final JudgeZeroRuns runs;
  private final SpreadGroup group;
  private final DayAlarms alarms;
  private final Alarms going;
  private final float[] evidence;

  /** Judges the days that {@code view} shows, after {@code runs} has. */
  public JudgeLoneRuns(DayView view, JudgeZeroRuns runs, SpreadGroup group, DayAlarms alarms) {
    this.view = view;
    this.runs = runs;
    this.group = group;
    this.alarms = alarms;
    this.going = new Alarms(view.state().series().of(SeriesField.LONE_RUN_ALARM));
    this.evidence = view.state().series().of(SeriesField.RUN_EVIDENCE);
  }

  @Override
  public void judge(DayFindings findings, FoundCells all) {
    for (int i = 0; i < view.size(); i++) {
      if (runs.unexplained(i)) {
        judge(i, findings);
      } else if (runs.zero(i) && view.cells().flagged(i, DayCells.STOCK_OUT)) {
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
    double lost = member.excess() / view.state().region(RegionField.UNITS);
    double loss = Math.min(MOST_EXPLAINED, EXPLAINED_WEIGHT * StrictMath.log10(1 + lost));
    if (view.cells().day() - member.start() + 1 >= LEAST_EXPLAINED_DAYS && loss > LEAST_LOSS) {
      Group told = group(i, member.start(), loss, Double.NaN);
      findings.add(i, Direction.DOWN, new CellFinding(told, loss, member.start(), member.sums()));
    }
  }

  private Group group(int i, long start, double severity, double statistic) {
    SeriesKey key = view.state().index().series().get(i);
    String name = GroupKey.zeroRun(key.sku(), key.storeId());
    return new Group(TestKind.ZERO_RUN, Direction.DOWN, name, start, severity, statistic);
  }

  @Override
  public void remember(DayStatistics statistics) {
    Totals bins = statistics.of(TailName.LONE_RUN);
    for (int i = 0; i < view.size(); i++) {
      if (runs.unexplained(i) && view.cells().teaches(i)) {
        bins.add(Tail.bin(evidence[i]), 1);
      }
    }
  }
}
