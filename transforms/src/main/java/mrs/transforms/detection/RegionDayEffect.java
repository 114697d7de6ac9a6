package mrs.transforms.detection;

/**
 * What the region's day adds to every series, in log units: what most series show today, drawn
 * towards what the weekday usually shows. The fewer stores there are to speak for the region, the
 * more the weekday counts, so that the day of one large store is not taken for everybody's.
 */
final class RegionDayEffect {

  private static final RegionField[] WEEKDAYS = {
    RegionField.WEEKDAY_0,
    RegionField.WEEKDAY_1,
    RegionField.WEEKDAY_2,
    RegionField.WEEKDAY_3,
    RegionField.WEEKDAY_4,
    RegionField.WEEKDAY_5,
    RegionField.WEEKDAY_6
  };

  /** Stores of equal size whose word counts as much as the weekday's. */
  private static final double WEEKDAY_WEIGHT = 4;

  private static final double STEP = 0.1;

  private final RegionState state;

  /** What most series showed today. */
  private double seen;

  /** How far that is believed, from 0 to 1. */
  private double belief;

  RegionDayEffect(RegionState state) {
    this.state = state;
  }

  static RegionField weekday(long day) {
    return WEEKDAYS[(int) Math.floorMod(day, 7L)];
  }

  /** How far the region's own day is believed, from 0 to 1. */
  double belief() {
    return belief;
  }

  /** The effect of {@code day}, of which most usable series show {@code median}. */
  double of(long day, double median, boolean[] usable) {
    double sum = 0;
    double squares = 0;
    for (int[] members : state.layout.seriesOfStore) {
      double count = 0;
      for (int i : members) {
        count += usable[i] ? 1 : 0;
      }
      sum += count;
      squares += count * count;
    }
    double stores = squares == 0 ? 0 : sum * sum / squares;
    seen = median;
    belief = stores / (stores + WEEKDAY_WEIGHT);
    return belief * median + (1 - belief) * state.region(weekday(day));
  }

  /** Lets the day teach the weekday. */
  void learn(long day) {
    if (belief > 0) {
      RegionField weekday = weekday(day);
      double usual = state.region(weekday);
      state.setRegion(weekday, usual + STEP * (seen - usual));
    }
  }
}
