package mrs.transforms.detection.judging;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import mrs.contracts.Words;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.SeriesField;
import mrs.transforms.detection.series.DayCells;

/** What became of the cells that came in, so that all of them are accounted for. */
public final class CellAccount implements Serializable {

  /** Why a cell was or was not judged. */
  public enum Fate implements Words {
    /** The only one that is no reason to drop it. */
    JUDGED,
    /** The region, or the series, is still being learnt. */
    WARM_UP,
    /** Nothing was expected. */
    NOT_RANGED,
    /** A later row of the same cell stands. */
    SUPERSEDED,
    /** It may still arrive. */
    NOT_REPORTED,
    /** What was sold says nothing when there was nothing to sell. */
    STOCK_OUT_CONTEXT,
    /** Judging its region failed. */
    REGION_FAILED
  }

  private final Map<Fate, Long> cells = new EnumMap<>(Fate.class);

  void add(Fate fate) {
    cells.merge(fate, 1L, Long::sum);
  }

  /** Accounts for the cells of a day that is about to be judged with {@code state}. */
  void add(DayCells day, RegionState state, long graceOverTo) {
    float[] age = state.series().of(SeriesField.AGE);
    for (int i = 0; i < age.length; i++) {
      if (day.states()[i] != DayCells.ABSENT) {
        boolean known = state.warmedUp() && age[i] >= RegionState.COLD_DAYS;
        add(fate(day, i, known, graceOverTo));
      }
    }
  }

  /** What becomes of a cell of a series that is known well enough to be judged, or not. */
  static Fate fate(DayCells day, int i, boolean known, long graceOverTo) {
    if (day.states()[i] == DayCells.NOT_RANGED) {
      return Fate.NOT_RANGED;
    } else if (!known) {
      return Fate.WARM_UP;
    } else if (!day.sold(i)) {
      return day.day() <= graceOverTo ? Fate.JUDGED : Fate.NOT_REPORTED;
    }
    return day.comparable(i) ? Fate.JUDGED : Fate.STOCK_OUT_CONTEXT;
  }

  /** Cells by fate; a fate that none had is absent. */
  Map<Fate, Long> cells() {
    return Map.copyOf(cells);
  }
}
