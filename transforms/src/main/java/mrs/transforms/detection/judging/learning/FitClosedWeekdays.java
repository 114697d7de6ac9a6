package mrs.transforms.detection.judging.learning;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import mrs.transforms.detection.judging.day.ClosedWeekdays;
import mrs.transforms.detection.judging.day.OpenStores;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.passes.Pass;
import mrs.transforms.detection.series.DayCells;

/**
 * Finds in the warm-up days on which weekdays stores do not open, and leaves these days out of what
 * is fitted afterwards; as well as days on which most stores reported and none sold anything, of a
 * region that usually does.
 */
public final class FitClosedWeekdays implements Serializable {

  /** A region that sells fewer cells a day may well sell none. */
  private static final double LEAST_CELLS_SOLD = 10; // chosen, not fitted

  private final RegionState state;
  private final ClosedWeekdays closed;
  private final long graceOverTo;

  private FitClosedWeekdays(RegionState state, ClosedWeekdays closed, long graceOverTo) {
    this.state = state;
    this.closed = closed;
    this.graceOverTo = graceOverTo;
  }

  /** The pass that comes before the model is fitted. */
  public static Pass<?> pass(RegionState state, ClosedWeekdays closed, long graceOverTo) {
    FitClosedWeekdays fit = new FitClosedWeekdays(state, closed, graceOverTo);
    return new Pass<>(WarmUpOpenings.class, fit::openings, fit::receive);
  }

  private WarmUpOpenings openings() {
    List<OpenStores> days = new ArrayList<>();
    state.warmUp().forEach(d -> days.add(OpenStores.of(d, state.index())));
    return new WarmUpOpenings(days);
  }

  private void receive(WarmUpOpenings all) {
    List<DayCells> days = state.warmUp();
    for (int t = 0; t < days.size(); t++) {
      long day = days.get(t).day();
      closed.learn(day, all.days().get(t), day > graceOverTo);
    }
    days.replaceAll(closed::leftOut);
    double sold = all.days().stream().mapToInt(OpenStores::cellsSold).average().orElse(0);
    for (int t = 0; t < days.size() && sold >= LEAST_CELLS_SOLD; t++) {
      if (all.days().get(t).nothingSold()) {
        days.set(t, days.get(t).without(i -> true));
      }
    }
  }
}
