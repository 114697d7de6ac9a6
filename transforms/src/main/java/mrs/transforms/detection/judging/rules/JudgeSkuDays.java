package mrs.transforms.detection.judging.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mrs.contracts.DetectionTest;
import mrs.contracts.Direction;
import mrs.transforms.detection.judging.day.DayView;
import mrs.transforms.detection.judging.day.Effects;
import mrs.transforms.detection.judging.day.PooledEffects;
import mrs.transforms.detection.judging.day.PooledVolumes;
import mrs.transforms.detection.model.PoolField;
import mrs.transforms.detection.model.Tail;
import mrs.transforms.detection.model.TailName;
import mrs.transforms.detection.reports.DayFindings;
import mrs.transforms.detection.reports.Group;
import mrs.transforms.detection.reports.Severity;

/**
 * SKUs that sell more or less than usual over their stores, today or over two days; up and down
 * have tails of their own.
 */
public final class JudgeSkuDays implements DayJudge {

  private static final double LEAST_EFFECT = 0.12;

  private final DayView view;
  private final Effects effects;
  private final SpreadGroup group;
  private final OpenGroups open;
  private final Effects volumes;
  private final float[] yesterday;

  /** Of today, by SKU; and the cells that are here of those that are reported. */
  private final double[] severity;

  private final Map<Integer, List<SpreadGroup.Member>> found = new HashMap<>();

  /** Judges the days that {@code view} shows. */
  public JudgeSkuDays(
      DayView view, PooledEffects effects, PooledVolumes volumes, SpreadGroup group) {
    this.volumes = volumes.skus();
    this.view = view;
    this.effects = effects.skus();
    this.group = group;
    this.open = new OpenGroups(view.state().skus());
    this.yesterday = view.state().skus().of(PoolField.LAST_Z);
    this.severity = new double[view.state().layout().skus().size()];
  }

  @Override
  public void contribute(FoundCells toAll) {
    found.clear();
    int tests = effects.count();
    for (int p = 0; p < effects.size(); p++) {
      severity[p] = effects.cells(p) == 0 ? 0 : severity(p, tests);
      if (severity[p] > DayFindings.LEAST_SEVERITY) {
        List<SpreadGroup.Member> members = members(p, SpreadGroup.direction(statistic(p)));
        for (SpreadGroup.Member member : members) {
          toAll.add(group.found(DetectionTest.SKU_DAY, p, member));
        }
        found.put(p, members);
      }
    }
  }

  private List<SpreadGroup.Member> members(int p, Direction direction) {
    List<SpreadGroup.Member> members = new ArrayList<>();
    for (int i : view.state().layout().seriesOfSku(p)) {
      if (view.usable(i) && group.deviates(i, direction)) {
        members.add(group.member(i, direction));
      }
    }
    return members;
  }

  @Override
  public void judge(DayFindings findings, FoundCells all) {
    Map<Integer, List<FoundCells.FoundCell>> groups = all.groups(DetectionTest.SKU_DAY);
    for (int p = 0; p < effects.size(); p++) {
      if (severity[p] > DayFindings.LEAST_SEVERITY) {
        report(p, groups.getOrDefault(p, List.of()), findings);
      } else {
        open.close(p);
      }
    }
  }

  private double severity(int p, int tests) {
    double z = statistic(p);
    double rarity = Math.max(rarity(p), volumeRarity(p));
    return open.lasting(p, Severity.of(rarity, 2 * tests), z);
  }

  /** The statistic that is the rarer one. */
  private double statistic(int p) {
    return rarity(p) >= volumeRarity(p) ? effects.statistic(p) : volumes.statistic(p);
  }

  private double rarity(int p) {
    double z = effects.statistic(p);
    return Math.abs(effects.raw(p)) < LEAST_EFFECT
        ? 0
        : Math.max(
            tail(z, TailName.SKU_UP, TailName.SKU_DOWN).rarity(Math.abs(z)),
            tail(z, TailName.SKU_TWO_DAYS_UP, TailName.SKU_TWO_DAYS_DOWN)
                .rarity(Math.abs(twoDays(p))));
  }

  private double volumeRarity(int p) {
    double z = volumes.statistic(p);
    return Math.abs(volumes.raw(p)) < LEAST_EFFECT
        ? 0
        : tail(z, TailName.SKU_VOLUME_UP, TailName.SKU_VOLUME_DOWN).rarity(Math.abs(z));
  }

  private double twoDays(int p) {
    return Effects.twoDays(effects.statistic(p), yesterday[p]);
  }

  private Tail tail(double statistic, TailName up, TailName down) {
    return view.state().tail(statistic < 0 ? down : up);
  }

  private void report(int p, List<FoundCells.FoundCell> all, DayFindings findings) {
    double z = statistic(p);
    Direction direction = SpreadGroup.direction(z);
    long start = open.open(p, view.cells().day(), z, severity[p]);
    String key = "sku_day|" + view.state().layout().skus().get(p) + "|" + direction.word();
    group.spread(
        new Group(DetectionTest.SKU_DAY, direction, key, start, severity[p], z),
        found.getOrDefault(p, List.of()),
        all,
        findings);
  }

  @Override
  public void remember(DayStatistics statistics) {
    for (int p = 0; p < effects.size(); p++) {
      if (effects.cells(p) > 0 && view.skus().teach(p)) {
        remember(effects.statistic(p), TailName.SKU_UP, TailName.SKU_DOWN);
        remember(twoDays(p), TailName.SKU_TWO_DAYS_UP, TailName.SKU_TWO_DAYS_DOWN);
        remember(volumes.statistic(p), TailName.SKU_VOLUME_UP, TailName.SKU_VOLUME_DOWN);
      }
    }
  }

  private void remember(double statistic, TailName up, TailName down) {
    view.state().tail(up).add(Math.max(0, statistic));
    view.state().tail(down).add(Math.max(0, -statistic));
  }
}
