package mrs.transforms.detection;

import java.util.List;
import mrs.contracts.DetectionTest;
import mrs.contracts.Direction;

/** Single cells, of SKUs that too few stores sell to be pooled. */
final class JudgeCells implements DayJudge {

  private final DayView view;
  private final PooledEffects effects;
  private final SpreadGroup group;

  JudgeCells(DayView view, PooledEffects effects, SpreadGroup group) {
    this.view = view;
    this.effects = effects;
    this.group = group;
  }

  @Override
  public void judge(DayFindings findings, Tally all) {
    int tests = 0;
    for (int p = 0; p < effects.skus.cells.length; p++) {
      tests += effects.skus.cells[p] == 0 ? (int) view.skus.cells()[p] : 0;
    }
    for (int i = 0; i < view.size; i++) {
      if (alone(i)) {
        judge(i, tests, findings);
      }
    }
  }

  private void judge(int i, int tests, DayFindings findings) {
    double statistic = statistic(i);
    double rarity = tail(statistic).rarity(Math.abs(statistic));
    double severity = Severity.of(rarity, 2 * tests);
    Direction direction = SpreadGroup.direction(statistic);
    if (severity > DayFindings.LEAST_SEVERITY && group.deviates(i, direction)) {
      SeriesKey key = view.state.layout.series.get(i);
      String name = "cell|" + key.storeId() + "|" + key.sku() + "|" + direction.word();
      long day = view.cells().day();
      group.spread(
          new Group(DetectionTest.CELL, direction, name, day, severity, statistic),
          List.of(group.member(i, direction)),
          findings);
    }
  }

  private boolean alone(int i) {
    return view.usable[i] && effects.skus.cells[view.state.layout.skuOf[i]] == 0;
  }

  private double statistic(int i) {
    return effects.remainder(i) / view.sigma[i];
  }

  private Tail tail(double statistic) {
    return view.state.tail(statistic < 0 ? TailName.CELL_DOWN : TailName.CELL_UP);
  }

  @Override
  public void remember(Tally tally) {
    double[] up = tally.line(Line.CELL_UP, Tail.BINS);
    double[] down = tally.line(Line.CELL_DOWN, Tail.BINS);
    for (int i = 0; i < view.size; i++) {
      if (alone(i) && FitWarmUp.teaches(view.cells(), i)) {
        double statistic = statistic(i);
        up[Tail.bin(statistic)]++;
        down[Tail.bin(-statistic)]++;
      }
    }
  }

  @Override
  public void hear(Tally all) {
    view.state.tail(TailName.CELL_UP).add(all.of(Line.CELL_UP));
    view.state.tail(TailName.CELL_DOWN).add(all.of(Line.CELL_DOWN));
  }
}
