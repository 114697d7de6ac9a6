package mrs.transforms.detection.judging.day;

import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;
import mrs.transforms.detection.model.Columns;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.WeekdayField;
import mrs.transforms.detection.series.DayCells;
import mrs.transforms.detection.series.SeriesIndex;

/**
 * The weekdays on which a store does not open. Of the last six such days it opened on one at most,
 * and stayed closed on three at least, while it opened as good as always on its other weekdays.
 * Nothing is expected of it then, whether it sends zeros or nothing, so that the day neither is
 * judged nor teaches, and runs pause; nor is it judged when it opens all the same, but that counts:
 * after two such days the weekday is one like the others. While a store is closed for a week and
 * longer nothing counts, nor what late stores have not sent.
 */
public final class ClosedWeekdays implements Serializable {

  private static final int WEEK = 7;
  private static final int COUNTED_DAYS = 6; // chosen, not fitted
  private static final int LEAST_CLOSED = 3; // chosen, not fitted
  private static final int MOST_OPEN = 1; // chosen, not fitted

  /** A store that sells so little that it sells nothing on more of its other days may be open. */
  private static final double OPENS_OTHERWISE = 0.85; // chosen, not fitted

  private final RegionState state;

  /** By weekday, by store. */
  private final float[][] opened;

  private final float[] lastOpened;

  /** Those that {@code state} remembers. */
  public ClosedWeekdays(RegionState state) {
    this.state = state;
    Columns<WeekdayField> weekdays = state.weekdays();
    opened =
        List.copyOf(EnumSet.range(WeekdayField.OPENED_0, WeekdayField.OPENED_6)).stream()
            .map(weekdays::of)
            .toArray(float[][]::new);
    lastOpened = weekdays.of(WeekdayField.LAST_OPENED);
  }

  /** The day, of which nothing is expected in stores that are closed on such days. */
  public DayCells leftOut(DayCells day) {
    SeriesIndex index = state.index();
    boolean[] closed = new boolean[index.stores().size()];
    boolean any = false;
    for (int s = 0; s < closed.length; s++) {
      closed[s] = closed(s, weekday(day.day()));
      any |= closed[s];
    }
    return any ? day.without(i -> closed[index.storeOf(i)]) : day;
  }

  private static int weekday(long day) {
    return (int) Math.floorMod(day, (long) WEEK);
  }

  private boolean closed(int s, int weekday) {
    int days = days(s, weekday);
    int open = open(s, weekday);
    return open <= MOST_OPEN && days - open >= LEAST_CLOSED && opensOtherwise(s);
  }

  private boolean opensOtherwise(int s) {
    int days = 0;
    int open = 0;
    for (int weekday = 0; weekday < WEEK; weekday++) {
      if (2 * open(s, weekday) > days(s, weekday)) {
        days += days(s, weekday);
        open += open(s, weekday);
      }
    }
    return open > 0 && open >= OPENS_OTHERWISE * days;
  }

  /** How many days of a weekday count. */
  private int days(int s, int weekday) {
    int bits = (int) opened[weekday][s];
    return bits == 0 ? 0 : Integer.SIZE - 1 - Integer.numberOfLeadingZeros(bits);
  }

  /** On how many of them the store opened. */
  private int open(int s, int weekday) {
    return Math.max(0, Integer.bitCount((int) opened[weekday][s]) - 1);
  }

  /**
   * Learns on which days stores open.
   *
   * @param late whether stores of which nothing has come may just be late
   */
  public void learn(long day, OpenStores all, boolean late) {
    boolean silenceCounts = !late && all.mostReported();
    for (int s = 0; s < lastOpened.length; s++) {
      if (all.opened(s)) {
        count(s, day, true);
        lastOpened[s] = day;
      } else if (all.soldNothing(s) || (silenceCounts && all.silent(s))) {
        count(s, day, false);
      }
    }
  }

  private void count(int s, long day, boolean open) {
    if (!open && (lastOpened[s] == 0 || day - (long) lastOpened[s] >= WEEK)) {
      return;
    }
    float[] bits = opened[weekday(day)];
    int days = Math.min(COUNTED_DAYS, days(s, weekday(day)) + 1);
    int latest = ((int) bits[s] << 1 | (open ? 1 : 0)) & ((1 << days) - 1);
    bits[s] = 1 << days | latest;
  }
}
