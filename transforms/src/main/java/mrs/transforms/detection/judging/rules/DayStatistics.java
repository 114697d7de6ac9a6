package mrs.transforms.detection.judging.rules;

import java.util.EnumMap;
import java.util.Map;
import mrs.transforms.detection.model.AlarmRates;
import mrs.transforms.detection.model.CellSpread;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.Tail;
import mrs.transforms.detection.model.TailName;
import mrs.transforms.detection.model.ZeroRates;
import mrs.transforms.detection.passes.Message;
import mrs.transforms.detection.passes.Totals;

/** What the single cells and series of a day add to what is remembered of the tests, by bin. */
public final class DayStatistics implements Message<DayStatistics> {

  private final Map<TailName, Totals> tails = new EnumMap<>(TailName.class);
  private final Totals alarms = new Totals(AlarmRates.LEVELS);
  private final Totals squares = new Totals(CellSpread.BINS);
  private final Totals means = new Totals(CellSpread.BINS);
  private final Totals zeroDays = new Totals(ZeroRates.BINS);
  private final Totals zeros = new Totals(ZeroRates.BINS);

  /** How often a statistic has each value, to be added to. */
  Totals of(TailName statistic) {
    return tails.computeIfAbsent(statistic, s -> new Totals(Tail.BINS));
  }

  /** Adds a cell to those of which as much was expected. */
  void addCell(int bin, boolean zero) {
    zeroDays.add(bin, 1);
    zeros.add(bin, zero ? 1 : 0);
  }

  /** Adds how far a cell of this size is from its mean. */
  void addSpread(int bin, double square, double mean) {
    squares.add(bin, Totals.exact(square));
    means.add(bin, Totals.exact(mean));
  }

  /** Adds how far events of the series that are here have come. */
  public void add(DayAlarms day) {
    alarms.merge(day.own());
  }

  @Override
  public void merge(DayStatistics other) {
    other.tails.forEach((statistic, bins) -> of(statistic).merge(bins));
    squares.merge(other.squares);
    means.merge(other.means);
    alarms.merge(other.alarms);
    zeroDays.merge(other.zeroDays);
    zeros.merge(other.zeros);
  }

  /** Remembers what all contributed. */
  public void teach(RegionState state) {
    tails.forEach((statistic, bins) -> state.tail(statistic).add(bins));
    state.wide().cellSpread().fade();
    state.wide().cellSpread().add(squares, means);
    state.wide().seriesRates().add(alarms);
    state.wide().zeroRates().fade();
    state.wide().zeroRates().add(zeroDays, zeros);
  }
}
