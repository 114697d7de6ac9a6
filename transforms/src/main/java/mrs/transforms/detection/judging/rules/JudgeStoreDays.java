package mrs.transforms.detection.judging.rules;

import java.util.List;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import mrs.transforms.detection.judging.day.DayView;
import mrs.transforms.detection.judging.day.Effects;
import mrs.transforms.detection.judging.day.PooledEffects;
import mrs.transforms.detection.judging.day.PooledVolumes;
import mrs.transforms.detection.judging.rules.PooledSignal.SignedTails;
import mrs.transforms.detection.model.Columns;
import mrs.transforms.detection.model.PoolField;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.TailName;
import mrs.transforms.detection.reports.DayFindings;

/**
 * Stores that sell more or less than their region does, today or over two days, and stores that
 * count twice.
 */
public final class JudgeStoreDays implements DayRule {

  private final DayView view;
  private final SpreadGroup group;
  private final DayAlarms alarms;
  private final PooledRule test;
  private final EvenSums twice;
  private final Effects effects;

  /** Judges the days that {@code view} shows. */
  public JudgeStoreDays(
      DayView view,
      PooledEffects effects,
      PooledVolumes volumes,
      SpreadGroup group,
      DayAlarms alarms) {
    RegionState state = view.state();
    this.view = view;
    this.group = group;
    this.alarms = alarms;
    this.effects = effects.stores();
    this.twice = new EvenSums(view);
    this.test =
        new PooledRule(
            TestKind.STORE_DAY,
            state.index().stores(),
            state.stores(),
            signal(
                effects.stores(),
                state.stores(),
                volumes::storeRarity,
                TailName.STORE_DAY,
                TailName.STORE_TWO_DAYS),
            signal(
                volumes.stores(),
                state.storeVolumes(),
                volumes::storeRarity,
                TailName.STORE_VOLUME,
                TailName.STORE_VOLUME_TWO_DAYS));
  }

  private PooledSignal signal(
      Effects effects,
      Columns<PoolField> remembered,
      PooledSignal.Most most,
      TailName today,
      TailName twoDays) {
    return new PooledSignal(
        effects,
        remembered.of(PoolField.LAST_Z),
        new SignedTails(view.state(), today, today),
        most,
        new SignedTails(view.state(), twoDays, twoDays));
  }

  @Override
  public void judge(DayFindings findings, FoundCells all) {
    int tests = test.tests();
    twice.advance(effects);
    for (int s = 0; s < test.size(); s++) {
      double score = score(s, tests);
      double severity = view.state().wide().groupRates().severity(score);
      test.count(s, score, alarms);
      if (severity > DayFindings.LEAST_SEVERITY) {
        int[] series = view.state().index().seriesOfStore(s);
        List<SpreadGroup.GroupCell> members = group.members(series, test.direction(s));
        group.spread(test.open(s, view.cells().day(), score, severity), score, members, findings);
      } else {
        test.close(s);
      }
    }
  }

  /** A store that sells more than usual is also looked at for what it counts twice. */
  private double score(int s, int tests) {
    double pooled = test.score(s, tests);
    return test.direction(s) == Direction.UP ? Math.max(pooled, twice.score(s, tests)) : pooled;
  }

  @Override
  public void remember(DayStatistics statistics) {
    for (int s = 0; s < test.size(); s++) {
      if (view.stores().teaches(s)) {
        test.remember(s);
        twice.remember(s);
      }
    }
  }
}
