package mrs.transforms.detection.judging.learning;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import mrs.transforms.detection.judging.day.SilentStockOuts;
import mrs.transforms.detection.model.RegionField;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.passes.Pass;
import mrs.transforms.detection.passes.Totals;
import mrs.transforms.detection.series.DayCells;

/**
 * Finds in the warm-up whether a region has stock-outs that nobody tells of, and marks them. What
 * is out of stock stays so for days, while days without a sale come in any order by chance.
 */
public final class FitSilentStockOuts implements Serializable {

  private static final double QUANTUM_SHARE = 0.01; // chosen, not fitted

  /** More than so many times as often as by chance a day without a sale follows another one. */
  private static final double LEAST_RATIO = 1.3; // chosen, not fitted

  /** And by so many deviations of such a count. */
  private static final double CLEAR = 4; // by custom

  private final RegionState state;
  private final SilentStockOuts silent;

  private FitSilentStockOuts(RegionState state, SilentStockOuts silent) {
    this.state = state;
    this.silent = silent;
  }

  /** The passes that come before the model is fitted, and find the quantum, too. */
  public static List<Pass<?>> passes(RegionState state, SilentStockOuts silent) {
    FitSilentStockOuts fit = new FitSilentStockOuts(state, silent);
    return List.of(
        new Pass<>(ToldStockOuts.class, fit::told, fit::receiveTold),
        new Pass<>(ZeroPairs.class, fit::pairs, fit::receivePairs));
  }

  private ToldStockOuts told() {
    Totals told = new Totals(1);
    for (DayCells day : state.warmUp()) {
      for (byte flags : day.flags()) {
        told.add(0, (flags & DayCells.STOCK_OUT) != 0 ? 1 : 0);
      }
    }
    double[] sold =
        state.warmUp().stream()
            .flatMapToDouble(d -> Arrays.stream(d.units()))
            .filter(u -> u > 0)
            .toArray();
    return new ToldStockOuts(Quantities.of(sold), told);
  }

  /** With the quantum, a low quantile of the positive units. */
  private void receiveTold(ToldStockOuts all) {
    state.setRegion(RegionField.QUANTUM, all.quantities().quantile(QUANTUM_SHARE));
    state.setRegion(RegionField.SILENT_STOCK_OUTS, all.told().of(0) > 0 ? 0 : 1);
  }

  private ZeroPairs pairs() {
    ZeroPairs pairs = new ZeroPairs(state.index().stores().size());
    boolean[] due = silent.due(state.warmUp());
    for (int i = 0; i < due.length; i++) {
      if (due[i]) {
        count(i, pairs);
      }
    }
    return pairs;
  }

  private void count(int i, ZeroPairs pairs) {
    int days = 0;
    int zeros = 0;
    int inARow = 0;
    boolean before = false;
    for (DayCells day : state.warmUp()) {
      if (day.sold(i)) {
        boolean zero = day.units()[i] == 0;
        days++;
        zeros += zero ? 1 : 0;
        inARow += zero && before ? 1 : 0;
        before = zero;
      }
    }
    int s = state.index().storeOf(i);
    pairs.seen().add(s, inARow);
    pairs.chance().add(s, days == 0 ? 0 : (double) zeros * (zeros - 1) / days);
  }

  private void receivePairs(ZeroPairs all) {
    double chance = all.chance().sum();
    if (silent.may() && all.seen().sum() > LEAST_RATIO * chance + CLEAR * Math.sqrt(chance)) {
      silent.mark(state.warmUp());
    } else {
      state.setRegion(RegionField.SILENT_STOCK_OUTS, 0);
    }
  }
}
