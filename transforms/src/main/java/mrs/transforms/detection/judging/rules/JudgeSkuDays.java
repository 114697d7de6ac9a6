package mrs.transforms.detection.judging.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mrs.contracts.TestKind;
import mrs.transforms.detection.judging.day.DayView;
import mrs.transforms.detection.judging.day.PooledEffects;
import mrs.transforms.detection.judging.day.PooledVolumes;
import mrs.transforms.detection.judging.rules.PooledSignal.SignedTails;
import mrs.transforms.detection.model.PoolField;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.TailName;
import mrs.transforms.detection.reports.DayFindings;

/**
 * SKUs that sell more or less than usual over their stores, today or over two days; up and down
 * have tails of their own.
 */
public final class JudgeSkuDays implements DayRule {

  private final DayView view;
  private final SpreadGroup group;
  private final DayAlarms alarms;
  private final PooledRule test;

  /** Of today, by SKU; and the cells that are here of those that are reported. */
  private final double[] score;

  private final double[] severity;

  private final Map<Integer, List<SpreadGroup.GroupCell>> found = new HashMap<>();

  /** Judges the days that {@code view} shows. */
  public JudgeSkuDays(
      DayView view,
      PooledEffects effects,
      PooledVolumes volumes,
      SpreadGroup group,
      DayAlarms alarms) {
    RegionState state = view.state();
    this.view = view;
    this.group = group;
    this.alarms = alarms;
    this.score = new double[state.index().skus().size()];
    this.severity = new double[state.index().skus().size()];
    SignedTails twoDays =
        new SignedTails(state, TailName.SKU_TWO_DAYS_UP, TailName.SKU_TWO_DAYS_DOWN);
    this.test =
        new PooledRule(
            TestKind.SKU_DAY,
            state.index().skus(),
            state.skus(),
            new PooledSignal(
                effects.skus(),
                state.skus().of(PoolField.LAST_Z),
                new SignedTails(state, TailName.SKU_UP, TailName.SKU_DOWN),
                volumes::skuRarity,
                twoDays),
            new PooledSignal(
                volumes.skus(),
                state.skuVolumes().of(PoolField.LAST_Z),
                new SignedTails(state, TailName.SKU_VOLUME_UP, TailName.SKU_VOLUME_DOWN),
                volumes::skuRarity,
                null));
  }

  @Override
  public void contribute(FoundCells toAll) {
    found.clear();
    int tests = test.tests();
    for (int p = 0; p < test.size(); p++) {
      score[p] = test.score(p, tests);
      severity[p] = view.state().wide().groupRates().severity(score[p]);
      if (severity[p] > DayFindings.LEAST_SEVERITY) {
        int[] series = view.state().index().seriesOfSku(p);
        List<SpreadGroup.GroupCell> members = group.members(series, test.direction(p));
        for (SpreadGroup.GroupCell member : members) {
          toAll.add(group.found(TestKind.SKU_DAY, test.direction(p), p, member, 0));
        }
        found.put(p, members);
      }
    }
  }

  @Override
  public void judge(DayFindings findings, FoundCells all) {
    Map<Integer, List<FoundCells.FoundCell>> groups = all.groups(TestKind.SKU_DAY);
    for (int p = 0; p < test.size(); p++) {
      test.count(p, score[p], alarms);
      if (severity[p] > DayFindings.LEAST_SEVERITY) {
        group.spread(
            test.open(p, view.cells().day(), score[p], severity[p]),
            score[p],
            found.getOrDefault(p, List.of()),
            groups.getOrDefault(p, List.of()),
            findings);
      } else {
        test.close(p);
      }
    }
  }

  @Override
  public void remember(DayStatistics statistics) {
    for (int p = 0; p < test.size(); p++) {
      if (view.skus().teaches(p)) {
        test.remember(p);
      }
    }
  }
}
