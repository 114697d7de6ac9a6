package mrs.transforms.detection.judging.rules;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mrs.contracts.Direction;
import mrs.contracts.TestKind;
import mrs.transforms.detection.judging.day.DayView;
import mrs.transforms.detection.model.RegionField;
import mrs.transforms.detection.model.SeriesField;
import mrs.transforms.detection.reports.CellFinding;
import mrs.transforms.detection.reports.DayFindings;
import mrs.transforms.detection.reports.Group;
import mrs.transforms.detection.reports.OpenReport;
import mrs.transforms.detection.reports.Sums;

/**
 * Gives the cells of a group their priority. The cells with the largest deviations lead and have
 * its severity whole; the others follow with less, so that a list cut at any budget shows many
 * groups by their clearest cells before it shows the whole of any. Those that led yesterday lead
 * before others, so that the same few cells show an event over all its days.
 */
public final class SpreadGroup implements Serializable {

  private static final double LEADING_SHARE = 0.27; // study: .3; changed since, not recorded why
  private static final double FOLLOWING_SHARE = 0.35; // study
  private static final double MOST_FOLLOWING = 0.4; // study: 1.6; made feeds of two cities

  /**
   * What ten typical cells' worth of wrong units add: of two like groups the costlier comes first.
   */
  private static final double UNITS_WEIGHT = 2; // study, of units as such

  /** The same of what series show by themselves, and where their days add up. */
  private static final double OWN_UNITS_WEIGHT = 0.8; // chosen, not fitted

  /** Those that follow with no more than this are left out. */
  private static final double LEAST_FOLLOWING = 0.3; // chosen, not fitted

  /** Those that follow have so much of it. */
  private static final double FOLLOWING_UNITS = 0.8; // chosen, not fitted

  private final DayView view;

  /** By series, as bits; and the same of yesterday. See {@link SeriesField#LEADS}. */
  private final float[] leads;

  private final float[] ledYesterday;

  /** Spreads groups of the day that {@code view} shows. */
  public SpreadGroup(DayView view) {
    this.view = view;
    this.leads = view.state().series().of(SeriesField.LEADS);
    this.ledYesterday = new float[leads.length];
  }

  /**
   * Another day is judged; comes before all tests. After days on which the region sells nothing
   * those lead that led before.
   */
  public void beginDay() {
    System.arraycopy(leads, 0, ledYesterday, 0, leads.length);
    Arrays.fill(leads, 0);
  }

  /** Whether a series led yesterday in what a test found. */
  private boolean led(int i, TestKind test, Direction direction) {
    return ((int) ledYesterday[i] & bit(test, direction)) != 0;
  }

  private static int bit(TestKind test, Direction direction) {
    return 1 << (2 * test.ordinal() + (direction == Direction.UP ? 1 : 0));
  }

  /** One cell of a group with the units that it is off by so far. */
  record GroupCell(int series, long start, Sums sums, double excess) implements Serializable {}

  private static final Comparator<GroupCell> LARGEST_FIRST =
      Comparator.comparingDouble(GroupCell::excess).reversed().thenComparingInt(GroupCell::series);

  private Comparator<GroupCell> leadsFirst(Group group) {
    return Comparator.comparing((GroupCell m) -> !led(m.series(), group.test(), group.direction()))
        .thenComparing(LARGEST_FIRST);
  }

  /** A cell of today, with what an open report has gathered before. */
  GroupCell member(int i, Direction direction) {
    Sums today = view.sums(i);
    OpenReport open = view.state().reports(direction)[i];
    boolean continues = open != null && open.last() == view.cells().day() - 1;
    double before = continues ? open.sums().excess() : 0;
    return new GroupCell(i, view.cells().day(), today, before + today.excess());
  }

  /** The cells of some series that may be compared and are off in one direction. */
  List<GroupCell> members(int[] series, Direction direction) {
    return Arrays.stream(series)
        .filter(i -> view.usable(i) && deviates(i, direction))
        .mapToObj(i -> member(i, direction))
        .toList();
  }

  static int sign(Direction direction) {
    return direction == Direction.UP ? 1 : -1;
  }

  /** The direction of a signed statistic. */
  public static Direction direction(double statistic) {
    return statistic < 0 ? Direction.DOWN : Direction.UP;
  }

  boolean deviates(int i, Direction direction) {
    return sign(direction) * (view.observed(i) - view.expected(i)) > 0;
  }

  /** Hands out a group all of whose members are here. */
  void spread(Group group, double score, List<GroupCell> members, DayFindings findings) {
    List<GroupCell> sorted = members.stream().sorted(leadsFirst(group)).toList();
    for (int k = 0; k < sorted.size(); k++) {
      hand(group, score, sorted.get(k), k < leading(sorted.size()), findings);
    }
  }

  /**
   * The same of a group with members elsewhere: {@code members} are those that are here, {@code
   * all} those of the whole region, in order.
   */
  void spread(
      Group group,
      double score,
      List<GroupCell> members,
      List<FoundCells.FoundCell> all,
      DayFindings findings) {
    Map<Integer, GroupCell> byStore = new HashMap<>();
    members.forEach(m -> byStore.put(view.state().index().storeOf(m.series()), m));
    for (int k = 0; k < all.size(); k++) {
      GroupCell member = byStore.get(all.get(k).store());
      if (member != null) {
        hand(group, score, member, k < leading(all.size()), findings);
      }
    }
  }

  private static int leading(int members) {
    return (int) Math.ceil(LEADING_SHARE * members);
  }

  private void hand(
      Group group, double score, GroupCell member, boolean leading, DayFindings findings) {
    int i = member.series();
    double units = unitsWeight(group.test()) * costliness(member);
    double priority =
        leading
            ? score + units
            : Math.min(FOLLOWING_SHARE * score, MOST_FOLLOWING) + FOLLOWING_UNITS * units;
    if (leading && group.test() != TestKind.REGION_DAY) {
      leads[i] = (int) leads[i] | bit(group.test(), group.direction());
    }
    if (leading || priority > LEAST_FOLLOWING) {
      findings.add(
          i, group.direction(), new CellFinding(group, priority, member.start(), member.sums()));
    }
  }

  /** A member of the group that {@code test} found at {@code key}, as all tasks are to know it. */
  FoundCells.FoundCell found(
      TestKind test, Direction direction, int key, GroupCell member, float before) {
    int i = member.series();
    int store = view.state().index().storeOf(i);
    boolean led = led(i, test, direction);
    return new FoundCells.FoundCell(test, key, store, led, member.excess(), member.start(), before);
  }

  private static double unitsWeight(TestKind test) {
    return switch (test) {
      case LEVEL_SHIFT, CELL, ZERO_RUN -> OWN_UNITS_WEIGHT;
      default -> UNITS_WEIGHT;
    };
  }

  private double costliness(GroupCell member) {
    double typical = view.state().region(RegionField.UNITS);
    return StrictMath.log10(1 + member.sums().excess() / typical);
  }
}
