package mrs.transforms.detection.judging.rules;

import java.util.List;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import mrs.transforms.detection.judging.day.DayView;
import mrs.transforms.detection.judging.day.PooledEffects;
import mrs.transforms.detection.model.SeriesField;
import mrs.transforms.detection.model.Tail;
import mrs.transforms.detection.model.TailName;
import mrs.transforms.detection.passes.Totals;
import mrs.transforms.detection.reports.DayFindings;
import mrs.transforms.detection.reports.Group;
import mrs.transforms.detection.reports.GroupKey;
import mrs.transforms.detection.reports.Severity;
import mrs.transforms.detection.series.SeriesKey;

/**
 * Single cells: of SKUs that too few stores sell to be pooled, and those with more returns than
 * sales, which pooling may hide. Of the latter the mirror image is judged too: what was returned on
 * balance is at least as rare as it would be to sell as much.
 */
public final class JudgeCells implements DayRule {

  private final DayView view;
  private final PooledEffects effects;
  private final SpreadGroup group;

  /** Judges the days that {@code view} shows. */
  public JudgeCells(DayView view, PooledEffects effects, SpreadGroup group) {
    this.view = view;
    this.effects = effects;
    this.group = group;
  }

  @Override
  public void judge(DayFindings findings, FoundCells all) {
    int tests = 0;
    for (int p = 0; p < effects.skus().size(); p++) {
      tests += effects.skus().cells(p) == 0 ? view.skus().of(p) : 0;
    }
    for (int i = 0; i < view.size(); i++) {
      double alone = alone(i) ? Severity.of(rarity(i), 2 * tests) : 0;
      report(i, returned(i) ? Math.max(alone, returnSeverity(i)) : alone, findings);
    }
  }

  private void report(int i, double severity, DayFindings findings) {
    Direction direction = SpreadGroup.direction(statistic(i));
    if (severity > DayFindings.LEAST_SEVERITY && group.deviates(i, direction)) {
      SeriesKey key = view.state().index().series().get(i);
      String name = GroupKey.single(TestKind.CELL, key, direction);
      long day = view.cells().day();
      group.spread(
          new Group(TestKind.CELL, direction, name, day, severity, statistic(i)),
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

  private double returnSeverity(int i) {
    return Severity.of(rarity(TailName.RETURN, mirrored(i)), view.stores().all());
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
    for (int i = 0; i < view.size(); i++) {
      if (view.usable(i) && view.cells().teaches(i)) {
        returns.add(Tail.bin(returned(i) ? mirrored(i) : 0), 1);
        if (alone(i)) {
          double statistic = statistic(i);
          up.add(Tail.bin(statistic), 1);
          down.add(Tail.bin(-statistic), 1);
        }
      }
    }
  }
}
