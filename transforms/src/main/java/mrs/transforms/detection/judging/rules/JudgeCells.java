package mrs.transforms.detection.judging.rules;

import java.util.List;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import mrs.transforms.detection.judging.day.DayView;
import mrs.transforms.detection.judging.day.PooledEffects;
import mrs.transforms.detection.judging.day.PooledVolumes;
import mrs.transforms.detection.model.CellSpread;
import mrs.transforms.detection.model.RegionField;
import mrs.transforms.detection.model.SeriesField;
import mrs.transforms.detection.model.Tail;
import mrs.transforms.detection.model.TailName;
import mrs.transforms.detection.model.ZeroRates;
import mrs.transforms.detection.passes.Totals;
import mrs.transforms.detection.reports.CellFinding;
import mrs.transforms.detection.reports.DayFindings;
import mrs.transforms.detection.reports.Group;
import mrs.transforms.detection.reports.GroupKey;
import mrs.transforms.detection.reports.Score;
import mrs.transforms.detection.series.SeriesKey;
import org.jspecify.annotations.Nullable;

/**
 * Every cell by itself, in whatever crowd: as a count, beside its mean with what its store, its SKU
 * and the region show that day. What a group shows explains its cells, but for one that is much
 * rarer. Zeros are left to the tests of their runs. Cells of SKUs that too few stores sell to be
 * pooled are also judged by their logarithm. Of those with more returns than sales the mirror image
 * is judged too: what was returned on balance is at least as rare as it would be to sell as much.
 */
public final class JudgeCells implements DayRule {

  /** Off the score in its priority: real cells are spread wider than any distribution. */
  private static final double CAUTION = 3; // chosen, not fitted

  /** So much more severe than the group that explains it is a cell that stands by itself. */
  private static final double BEYOND_GROUP = 3; // chosen, not fitted

  private final DayView view;
  private final PooledEffects effects;
  private final PooledVolumes volumes;
  private final SpreadGroup group;
  private final DayAlarms alarms;
  private final Alarms going;

  /** Judges the days that {@code view} shows. */
  public JudgeCells(
      DayView view,
      PooledEffects effects,
      PooledVolumes volumes,
      SpreadGroup group,
      DayAlarms alarms) {
    this.view = view;
    this.effects = effects;
    this.volumes = volumes;
    this.group = group;
    this.alarms = alarms;
    this.going = new Alarms(view.state().series().of(SeriesField.CELL_ALARM));
  }

  @Override
  public void judge(DayFindings findings, FoundCells all) {
    int alone = 0;
    for (int p = 0; p < effects.skus().size(); p++) {
      alone += effects.skus().cells(p) == 0 ? view.skus().of(p) : 0;
    }
    for (int i = 0; i < view.size(); i++) {
      double score = score(i, alone);
      Direction direction = direction(i);
      double severity = view.state().wide().seriesRates().severity(score);
      if (explained(findings.of(i, direction), severity)) {
        going.reset(i);
      } else {
        going.advance(i, SpreadGroup.sign(direction), score, alarms.own());
        report(i, direction, score, findings);
      }
    }
  }

  private static boolean explained(@Nullable CellFinding group, double severity) {
    return group != null && severity < group.group().severity() + BEYOND_GROUP;
  }

  private double score(int i, int alone) {
    if (!tested(i)) {
      return Double.NEGATIVE_INFINITY;
    }
    double score = Score.of(countRarity(i), 2 * view.stores().all());
    if (alone(i)) {
      score = Math.max(score, Score.of(rarity(i), 2 * alone));
    }
    return returned(i) ? Math.max(score, returnScore(i)) : score;
  }

  private boolean tested(int i) {
    return view.usable(i) && view.observed(i) != 0;
  }

  /** How rare a cell is as a count, by the test's own record. */
  private double countRarity(int i) {
    double count = count(i);
    double own = rarity(count < 0 ? TailName.COUNT_DOWN : TailName.COUNT_UP, Math.abs(count));
    double mirrored = returned(i) ? Math.max(0, count(i, -view.observed(i))) : 0;
    return Math.max(own, rarity(TailName.COUNT_UP, mirrored));
  }

  private double count(int i) {
    return count(i, view.observed(i));
  }

  /** −log10 of how rare so many units of a cell are; below zero where it is less than its mean. */
  private double count(int i, double units) {
    double mean = volumes.mean(i);
    double step = view.state().region(RegionField.QUANTUM);
    double rarity = CellSpread.rarity(units, mean, dispersion(i, mean), step);
    return units < mean ? -rarity : rarity;
  }

  private double dispersion(int i, double mean) {
    double usual = view.state().region(RegionField.DISPERSION);
    return view.state().wide().cellSpread().dispersion(size(mean), mean, usual);
  }

  private int size(double mean) {
    return ZeroRates.bin(mean, view.state().region(RegionField.UNITS));
  }

  private Direction direction(int i) {
    return view.observed(i) < volumes.mean(i) ? Direction.DOWN : Direction.UP;
  }

  private void report(int i, Direction direction, double score, DayFindings findings) {
    double severity = view.state().wide().seriesRates().severity(score);
    if (severity > DayFindings.LEAST_SEVERITY && group.deviates(i, direction)) {
      SeriesKey key = view.state().index().series().get(i);
      String name = GroupKey.single(TestKind.CELL, key, direction);
      long day = view.cells().day();
      group.spread(
          new Group(TestKind.CELL, direction, name, day, severity, statistic(i)),
          score - CAUTION,
          List.of(group.member(i, direction)),
          findings);
    }
  }

  private boolean alone(int i) {
    return view.usable(i) && effects.skus().cells(view.state().index().skuOf(i)) == 0;
  }

  private boolean returned(int i) {
    return view.usable(i) && view.returned(i);
  }

  private double rarity(int i) {
    double statistic = statistic(i);
    double own =
        statistic < 0
            ? rarity(TailName.CELL_DOWN, -statistic)
            : rarity(TailName.CELL_UP, statistic);
    return returned(i) ? Math.max(own, rarity(TailName.CELL_UP, mirrored(i))) : own;
  }

  private double rarity(TailName tail, double statistic) {
    return view.state().tail(tail).rarity(statistic);
  }

  private double returnScore(int i) {
    return Score.of(rarity(TailName.RETURN, mirrored(i)), view.stores().all());
  }

  private double statistic(int i) {
    return effects.remainder(i) / view.sigma(i);
  }

  /** How far above its expectation a cell would be if what was returned had been sold. */
  private double mirrored(int i) {
    double offset = view.state().series().of(SeriesField.OFFSET)[i];
    double sold = DayView.log(-view.observed(i), offset);
    return Math.max(0, sold - view.log(i) + view.residual(i)) / view.sigma(i);
  }

  @Override
  public void remember(DayStatistics statistics) {
    Totals up = statistics.of(TailName.CELL_UP);
    Totals down = statistics.of(TailName.CELL_DOWN);
    Totals returns = statistics.of(TailName.RETURN);
    Totals more = statistics.of(TailName.COUNT_UP);
    Totals less = statistics.of(TailName.COUNT_DOWN);
    for (int i = 0; i < view.size(); i++) {
      if (view.usable(i) && view.cells().teaches(i)) {
        returns.add(Tail.bin(returned(i) ? mirrored(i) : 0), 1);
        double count = count(i);
        more.add(Tail.bin(count), 1);
        less.add(Tail.bin(-count), 1);
        double mean = volumes.mean(i);
        double square = CellSpread.square(view.observed(i), mean, dispersion(i, mean));
        statistics.addSpread(size(mean), square, mean);
        if (alone(i)) {
          double statistic = statistic(i);
          up.add(Tail.bin(statistic), 1);
          down.add(Tail.bin(-statistic), 1);
        }
      }
    }
  }
}
