package mrs.transforms.detection.judging.rules;

import java.util.ArrayList;
import java.util.List;
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

/** Stores that sell more or less than their region does, today or over two days. */
public final class JudgeStoreDays implements DayJudge {

  /** Below about an eighth nothing is worth reporting, however sure. */
  private static final double LEAST_EFFECT = 0.12;

  private final DayView view;
  private final Effects effects;
  private final SpreadGroup group;
  private final OpenGroups open;
  private final float[] yesterday;
  private final Effects volumes;
  private final float[] volumeYesterday;

  /** Judges the days that {@code view} shows. */
  public JudgeStoreDays(
      DayView view, PooledEffects effects, PooledVolumes volumes, SpreadGroup group) {
    this.volumes = volumes.stores();
    this.volumeYesterday = view.state().storeVolumes().of(PoolField.LAST_Z);
    this.view = view;
    this.effects = effects.stores();
    this.group = group;
    this.open = new OpenGroups(view.state().stores());
    this.yesterday = view.state().stores().of(PoolField.LAST_Z);
  }

  @Override
  public void judge(DayFindings findings, FoundCells all) {
    int tests = effects.count();
    for (int s = 0; s < effects.size(); s++) {
      double severity = effects.cells(s) == 0 ? 0 : severity(s, tests);
      if (severity > DayFindings.LEAST_SEVERITY) {
        report(s, severity, findings);
      } else {
        open.close(s);
      }
    }
  }

  private double severity(int s, int tests) {
    double rarity = Math.max(rarity(s), volumeRarity(s));
    return open.lasting(s, Severity.of(rarity, 2 * tests), statistic(s));
  }

  /** The statistic that is the rarer one. */
  private double statistic(int s) {
    return rarity(s) >= volumeRarity(s) ? effects.statistic(s) : volumes.statistic(s);
  }

  private double rarity(int s) {
    double z = effects.statistic(s);
    return Math.abs(effects.raw(s)) < LEAST_EFFECT
        ? 0
        : Math.max(
            tail(TailName.STORE_DAY).rarity(Math.abs(z)),
            tail(TailName.STORE_TWO_DAYS).rarity(Math.abs(Effects.twoDays(z, yesterday[s]))));
  }

  private double volumeRarity(int s) {
    double z = volumes.statistic(s);
    return Math.abs(volumes.raw(s)) < LEAST_EFFECT
        ? 0
        : Math.max(
            tail(TailName.STORE_VOLUME).rarity(Math.abs(z)),
            tail(TailName.STORE_VOLUME_TWO_DAYS)
                .rarity(Math.abs(Effects.twoDays(z, volumeYesterday[s]))));
  }

  private void report(int s, double severity, DayFindings findings) {
    double z = statistic(s);
    Direction direction = SpreadGroup.direction(z);
    long start = open.open(s, view.cells().day(), z, severity);
    List<SpreadGroup.Member> members = new ArrayList<>();
    for (int i : view.state().layout().seriesOfStore(s)) {
      if (view.usable(i) && group.deviates(i, direction)) {
        members.add(group.member(i, direction));
      }
    }
    String key = "store_day|" + view.state().layout().stores().get(s) + "|" + direction.word();
    group.spread(
        new Group(DetectionTest.STORE_DAY, direction, key, start, severity, z), members, findings);
  }

  @Override
  public void remember(DayStatistics statistics) {
    for (int s = 0; s < effects.size(); s++) {
      if (effects.cells(s) > 0 && view.stores().teach(s)) {
        double z = effects.statistic(s);
        tail(TailName.STORE_DAY).add(Math.abs(z));
        tail(TailName.STORE_TWO_DAYS).add(Math.abs(Effects.twoDays(z, yesterday[s])));
        double v = volumes.statistic(s);
        tail(TailName.STORE_VOLUME).add(Math.abs(v));
        tail(TailName.STORE_VOLUME_TWO_DAYS).add(Math.abs(Effects.twoDays(v, volumeYesterday[s])));
      }
    }
  }

  private Tail tail(TailName name) {
    return view.state().tail(name);
  }
}
