package mrs.transforms.detection.judging.rules;

import java.io.Serializable;
import java.util.List;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import mrs.transforms.detection.judging.day.DayView;
import mrs.transforms.detection.model.RegionField;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.reports.DayFindings;
import mrs.transforms.detection.reports.Group;
import mrs.transforms.detection.reports.GroupKey;
import mrs.transforms.detection.reports.OpenReport;
import mrs.transforms.detection.reports.Score;

/**
 * A day on which a region sells nothing of anything: one find of all cells of which something was
 * expected. Only a series of which a run of days is reported already goes on with that.
 */
public final class JudgeRegionDays implements Serializable {

  private final String region;
  private final DayView view;
  private final RegionDays days;
  private final SpreadGroup group;
  private final DayAlarms alarms;
  private final Alarms going;
  private final GoingRuns runs;

  /** Judges the days of {@code region} that {@code view} shows. */
  public JudgeRegionDays(
      String region, DayView view, RegionDays days, SpreadGroup group, DayAlarms alarms) {
    RegionState state = view.state();
    this.region = region;
    this.view = view;
    this.days = days;
    this.group = group;
    this.alarms = alarms;
    this.going = new Alarms(state.wide().region().of(RegionField.REGION_DAY_ALARM));
    this.runs = new GoingRuns(state.series());
  }

  /**
   * Adds what it finds of a day on which nothing was sold. In each store the largest deviations
   * lead.
   */
  public void judge(DayFindings findings) {
    view.expectUsualDay();
    double score = Score.of(days.rarity(), 1);
    going.advance(0, 1, score, alarms.pooled());
    double severity = view.state().wide().groupRates().severity(score);
    if (severity <= DayFindings.LEAST_SEVERITY) {
      return;
    }
    String key = GroupKey.region(region);
    Group found =
        new Group(TestKind.REGION_DAY, Direction.DOWN, key, days.start(), severity, -days.rarity());
    for (int s = 0; s < view.state().index().stores().size(); s++) {
      group.spread(found, score, members(s), findings);
    }
  }

  private List<SpreadGroup.GroupCell> members(int s) {
    return group.members(view.state().index().seriesOfStore(s), Direction.DOWN).stream()
        .filter(member -> !isOfRun(member.series()))
        .toList();
  }

  private boolean isOfRun(int i) {
    OpenReport open = view.state().reports(Direction.DOWN)[i];
    return open != null && runs.goesOn(i, Direction.DOWN, open.run());
  }
}
