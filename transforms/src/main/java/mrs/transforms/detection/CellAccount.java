package mrs.transforms.detection;

import java.util.EnumMap;
import java.util.Map;

/** What became of the cells that came in, so that all of them are accounted for. */
final class CellAccount {

  /** Why a cell was or was not judged. */
  enum Fate {
    /** The only one that is no reason to drop it. */
    JUDGED,
    /** The region, or the series, is still being learnt. */
    WARM_UP,
    /** Nothing was expected. */
    NOT_RANGED,
    /** It may still arrive. */
    NOT_REPORTED,
    /** What was sold says nothing when there was nothing to sell. */
    STOCK_OUT_CONTEXT;

    /** The word in the account. */
    String reason() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
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
