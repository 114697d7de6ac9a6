package mrs.transforms.detection.judging.rules;

import java.util.EnumMap;
import java.util.Map;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.Tail;
import mrs.transforms.detection.model.TailName;
import mrs.transforms.detection.model.ZeroRates;
import mrs.transforms.detection.passes.Message;
import mrs.transforms.detection.passes.Totals;

/** What the single cells and series of a day add to what is remembered of the tests, by bin. */
public final class DayStatistics implements Message<DayStatistics> {

  private final Map<TailName, Totals> tails = new EnumMap<>(TailName.class);
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

  @Override
  public void merge(DayStatistics other) {
    other.tails.forEach((statistic, bins) -> of(statistic).merge(bins));
    zeroDays.merge(other.zeroDays);
    zeros.merge(other.zeros);
  }

  /** Remembers what all contributed. */
  public void teach(RegionState state) {
    tails.forEach((statistic, bins) -> state.tail(statistic).add(bins));
    state.zeroRates().fade();
    state.zeroRates().add(zeroDays, zeros);
  }
}
