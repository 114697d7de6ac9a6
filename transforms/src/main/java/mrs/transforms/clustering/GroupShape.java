package mrs.transforms.clustering;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import mrs.contracts.Direction;

/**
 * The shape of a group of reports: its pattern, and how far it is from what was expected.
 *
 * <p>The size is the log of the units observed over the units expected, both summed over the group:
 * on low volumes the ratio of a single series says little. A group lasts for the days on which at
 * least a quarter as many units were off as on its worst day, so that one member that lingers does
 * not stretch it; its {@link Shape} over time is where on those days the units lie.
 *
 * @param logRatio log of observed over expected units, within ±{@link Size#MOST}; empty where
 *     nothing was reported or nothing is known of what was expected
 */
record GroupShape(Pattern pattern, Optional<Double> logRatio) {

  private static final double OF_THE_WORST = 0.25;
  private static final int LEAST_DAYS_WITH_SHAPE = 3;

  /**
   * What the group of {@code direction} looks like by its active members, or by all if none is
   * active.
   *
   * @param members at least one
   */
  static GroupShape of(Direction direction, List<Member> members) {
    boolean anyActive = members.stream().anyMatch(Member::active);
    List<Member> seen =
        members.stream().filter(m -> m.active() || !anyActive).sorted(Member.ORDER).toList();
    Optional<Double> logRatio = direction == Direction.MISSING ? Optional.empty() : logRatio(seen);
    double[] course = course(seen);
    int[] days = days(course);
    Pattern pattern =
        new Pattern(
            direction,
            Size.of(direction, logRatio),
            Breadth.of(seen),
            Duration.of(days[1] - days[0] + 1),
            shape(course, days));
    return new GroupShape(pattern, logRatio);
  }

  private static Optional<Double> logRatio(List<Member> members) {
    double observed = 0;
    double expected = 0;
    boolean known = false;
    for (Member member : members) {
      if (member.observed() != null && member.expected() != null) {
        observed += member.observed();
        expected += member.expected();
        known = true;
      }
    }
    return known ? Optional.of(logRatio(observed, expected)) : Optional.empty();
  }

  private static double logRatio(double observed, double expected) {
    if (observed <= 0) {
      return expected <= 0 ? 0 : -Size.MOST;
    }
    return expected <= 0
        ? Size.MOST
        : Math.max(-Size.MOST, Math.min(Size.MOST, StrictMath.log(observed / expected)));
  }

  /**
   * Units that were off, day by day from the first day; where none is, each member counts the same.
   */
  private static double[] course(List<Member> members) {
    LongStream firsts = members.stream().mapToLong(Member::first);
    long start = firsts.min().orElseThrow();
    long end = members.stream().mapToLong(Member::last).max().orElseThrow();
    boolean anyOff = members.stream().anyMatch(m -> m.excess() > 0);
    double[] course = new double[(int) (end - start) + 1];
    for (Member member : members) {
      for (long day = member.first(); day <= member.last(); day++) {
        course[(int) (day - start)] += anyOff ? member.excessADay() : 1;
      }
    }
    return course;
  }

  /** The first and the last day that are bad enough. */
  private static int[] days(double[] course) {
    double enough = OF_THE_WORST * Arrays.stream(course).max().orElseThrow();
    int first = 0;
    while (course[first] < enough) {
      first++;
    }
    int last = course.length - 1;
    while (course[last] < enough) {
      last--;
    }
    return new int[] {first, last};
  }

  private static Shape shape(double[] course, int[] days) {
    int span = days[1] - days[0];
    if (span + 1 < LEAST_DAYS_WITH_SHAPE) {
      return Shape.STEADY;
    }
    double all = 0;
    double moment = 0;
    for (int day = days[0]; day <= days[1]; day++) {
      all += course[day];
      moment += course[day] * (day - days[0]);
    }
    return Shape.of(moment / all / span);
  }
}
