package mrs.transforms.detection;

import java.util.EnumMap;
import java.util.Map;

/** What became of the cells that came in, so that all of them are accounted for. */
final class CellAccount {

  /** Why a cell was or was not judged. */
  enum Fate {
    JUDGED,
    WARM_UP,
    NOT_RANGED,
    NOT_REPORTED,
    STOCK_OUT_CONTEXT
  }

  private final Map<Fate, Long> cells = new EnumMap<>(Fate.class);

  void add(Fate fate) {
    cells.merge(fate, 1L, Long::sum);
  }

  /** Cells by fate; a fate that none had is absent. */
  Map<Fate, Long> cells() {
    return Map.copyOf(cells);
  }
}
