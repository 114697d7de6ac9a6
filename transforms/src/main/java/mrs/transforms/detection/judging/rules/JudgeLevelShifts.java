package mrs.transforms.detection.judging.rules;

import java.io.Serializable;
import java.util.List;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import mrs.transforms.detection.judging.day.DayView;
import mrs.transforms.detection.judging.day.PooledEffects;
import mrs.transforms.detection.model.Columns;
import mrs.transforms.detection.model.SeriesField;
import mrs.transforms.detection.model.Tail;
import mrs.transforms.detection.model.TailName;
import mrs.transforms.detection.passes.Totals;
import mrs.transforms.detection.reports.DayFindings;
import mrs.transforms.detection.reports.Group;
import mrs.transforms.detection.reports.GroupKey;
import mrs.transforms.detection.reports.Score;
import mrs.transforms.detection.reports.Sums;
import mrs.transforms.detection.series.SeriesKey;

/**
 * Series that move to another level and stay there: a CUSUM of the residual that neither store nor
 * SKU explains, up and down apart. What the level has learnt since the sum began is no part of what
 * is expected here. After {@link #LONGEST} days the new level is the normal one.
 */
public final class JudgeLevelShifts implements DayRule {

  private static final double CLIP = 3; // study
  private static final double SLACK = 0.4; // study: .5; changed since, not recorded why

  /** As long as the sum is less, the shift may just as well begin tomorrow. */
  static final double LITTLE = 1; // chosen, not fitted

  private static final int SHORTEST = 4; // study
  private static final int LONGEST = 14; // study
  private static final double LEAST_SHIFT = 0.3; // study

  /**
   * Added to the severity: a shift is one series out of thousands, and would never be seen beside
   * what many series show together.
   */
  private static final double HEAD_START = 0.4; // chosen, not fitted

  /** No single day counts for more of a shift than this, in log units. */
  private static final double MOST_SHIFT = 1.5; // chosen, not fitted

  private final DayView view;
  private final PooledEffects effects;
  private final SpreadGroup group;
  private final DayAlarms alarms;
  private final List<Side> sides;

  /** Judges the days that {@code view} shows. */
  public JudgeLevelShifts(
      DayView view, PooledEffects effects, SpreadGroup group, DayAlarms alarms) {
    this.view = view;
    this.effects = effects;
    this.group = group;
    this.alarms = alarms;
    Columns<SeriesField> series = view.state().series();
    this.sides = List.of(Side.up(series), Side.down(series));
  }

  /** The columns of one direction's CUSUM. */
  private record Side(
      Direction direction,
      TailName tail,
      float[] value,
      float[] start,
      float[] level,
      Alarms alarm,
      Run run)
      implements Serializable {

    private static Side up(Columns<SeriesField> series) {
      Run run =
          new Run(
              series.of(SeriesField.UP_DAYS),
              series.of(SeriesField.UP_RESIDUAL),
              series.of(SeriesField.UP_OBSERVED),
              series.of(SeriesField.UP_EXPECTED));
      return new Side(
          Direction.UP,
          TailName.SHIFT_UP,
          series.of(SeriesField.UP_VALUE),
          series.of(SeriesField.UP_START),
          series.of(SeriesField.UP_LEVEL),
          new Alarms(series.of(SeriesField.UP_ALARM)),
          run);
    }

    private static Side down(Columns<SeriesField> series) {
      Run run =
          new Run(
              series.of(SeriesField.DOWN_DAYS),
              series.of(SeriesField.DOWN_RESIDUAL),
              series.of(SeriesField.DOWN_OBSERVED),
              series.of(SeriesField.DOWN_EXPECTED));
      return new Side(
          Direction.DOWN,
          TailName.SHIFT_DOWN,
          series.of(SeriesField.DOWN_VALUE),
          series.of(SeriesField.DOWN_START),
          series.of(SeriesField.DOWN_LEVEL),
          new Alarms(series.of(SeriesField.DOWN_ALARM)),
          run);
    }

    private void begin(int i, long day, float before) {
      start[i] = day;
      level[i] = before;
      run.reset(i);
    }

    private void reset(int i) {
      value[i] = 0;
      start[i] = 0;
      alarm.reset(i);
      run.reset(i);
    }

    private double meanShift(int i) {
      return run.days[i] == 0 ? 0 : run.residual[i] / run.days[i];
    }
  }

  private record Run(float[] days, float[] residual, float[] observed, float[] expected)
      implements Serializable {

    private void reset(int i) {
      days[i] = 0;
      residual[i] = 0;
      observed[i] = 0;
      expected[i] = 0;
    }
  }

  /** Moves the sums on by the day that the view shows; comes before judging and remembering. */
  public void advance() {
    for (int i = 0; i < view.size(); i++) {
      if (view.usable(i)) {
        for (Side side : sides) {
          advance(side, i);
        }
      } else if (view.weight(i) > 0 && view.cells().sold(i)) {
        for (Side side : sides) {
          pass(side, i);
        }
      }
    }
  }

  /**
   * A day that says nothing of the level, in the midst of a shift: its units count all the same.
   */
  private void pass(Side side, int i) {
    if (side.value[i] >= LITTLE) {
      double learnt = view.state().series().of(SeriesField.LEVEL)[i] - side.level[i];
      side.run.observed[i] += (float) view.observed(i);
      side.run.expected[i] += (float) view.expectedWithout(i, learnt);
    }
  }

  private void advance(Side side, int i) {
    float level = view.state().series().of(SeriesField.LEVEL)[i];
    if (side.value[i] < LITTLE) {
      side.begin(i, view.cells().day(), level);
    }
    double learnt = level - side.level[i];
    double rest = effects.remainder(i) + learnt;
    double step = PooledEffects.clip(rest / view.sigma(i), CLIP);
    double moved = side.value[i] + SpreadGroup.sign(side.direction) * step - SLACK;
    if (moved <= 0) {
      side.reset(i);
      return;
    }
    side.value[i] = (float) moved;
    side.run.days[i]++;
    side.run.residual[i] += (float) PooledEffects.clip(rest, MOST_SHIFT);
    side.run.observed[i] += (float) view.observed(i);
    side.run.expected[i] += (float) view.expectedWithout(i, learnt);
  }

  @Override
  public void judge(DayFindings findings, FoundCells all) {
    int tests = view.stores().all();
    for (Side side : sides) {
      Tail tail = view.state().tail(side.tail);
      for (int i = 0; i < view.size(); i++) {
        if (shifted(side, i)) {
          double score = HEAD_START + Score.of(tail.rarity(side.value[i]), 2 * tests);
          side.alarm.advance(i, 1, score, alarms.own());
          report(side, i, score, findings);
        }
      }
    }
  }

  /** A day without any sales is judged as a run of zeros, which starts where they do. */
  private boolean shifted(Side side, int i) {
    return view.usable(i)
        && view.observed(i) != 0
        && side.run.days[i] >= SHORTEST
        && SpreadGroup.sign(side.direction) * effects.remainder(i) >= LEAST_SHIFT / 2
        && SpreadGroup.sign(side.direction) * side.meanShift(i) >= LEAST_SHIFT
        && SpreadGroup.sign(side.direction) * (side.run.observed[i] - side.run.expected[i]) > 0;
  }

  private void report(Side side, int i, double score, DayFindings findings) {
    double severity = view.state().wide().seriesRates().severity(score);
    if (severity <= DayFindings.LEAST_SEVERITY) {
      return;
    }
    long start = (long) side.start[i];
    Sums run = view.sums(i).stretched(side.run.observed[i], side.run.expected[i]);
    SeriesKey key = view.state().index().series().get(i);
    String name = GroupKey.single(TestKind.LEVEL_SHIFT, key, side.direction);
    group.spread(
        new Group(
            TestKind.LEVEL_SHIFT,
            side.direction,
            name,
            start,
            severity,
            SpreadGroup.sign(side.direction) * side.value[i]),
        score,
        List.of(new SpreadGroup.GroupCell(i, start, run, run.excess())),
        findings);
  }

  @Override
  public void remember(DayStatistics statistics) {
    for (Side side : sides) {
      Totals bins = statistics.of(side.tail);
      for (int i = 0; i < view.size(); i++) {
        if (view.usable(i)) {
          bins.add(Tail.bin(side.value[i]), 1);
          settle(side, i);
        }
      }
    }
  }

  /** Takes a shift that has lasted as the new level, and forgets one that never was clear. */
  private void settle(Side side, int i) {
    if (view.cells().day() - side.start[i] + 1 < LONGEST || side.value[i] == 0) {
      return;
    }
    if (Math.abs(side.meanShift(i)) >= LEAST_SHIFT) {
      view.state().series().of(SeriesField.LEVEL)[i] = side.level[i] + (float) side.meanShift(i);
    }
    side.reset(i);
  }
}
