package mrs.transforms.detection.passes;

/**
 * The sums of a {@link Tally}: one value for each store, SKU, pool of the zero-run test, or bin.
 */
public enum Line {
  /** Series that are known; comparable cells, and those of them that people confirmed. */
  KNOWN_OF_STORE,
  KNOWN_OF_SKU,
  CELLS_OF_STORE,
  CELLS_OF_SKU,
  CELLS_OF_POOL,
  CONFIRMED_OF_STORE,
  CONFIRMED_OF_SKU,
  CONFIRMED_OF_POOL,
  /** How many series were forgotten today; a single value. */
  FORGOTTEN,
  /** Cells that are missing, and all that are expected, by store. */
  ABSENT,
  RANGED,
  /** Cells with sales or returns, by store. */
  TRADED,
  /** Summed units, observed and expected. */
  UNITS_OF_STORE,
  UNITS_OF_SKU,
  EXPECTED_OF_STORE,
  EXPECTED_OF_SKU,
  /** The pooled residual of a store and its squared standard error; the weights of a SKU. */
  EFFECT_OF_STORE,
  ERROR2_OF_STORE,
  WEIGHT_OF_SKU,
  /** Evidence of zeros by pool: its sum, and the most that one series has. */
  EVIDENCE,
  MOST_EVIDENCE(Rule.MOST),
  /** By bin: statistics of single cells and series; cells and zero cells by expected units. */
  SHIFT_UP,
  SHIFT_DOWN,
  CELL_UP,
  CELL_DOWN,
  RETURN,
  ZERO_DAYS,
  ZEROS,
  DEVIATIONS,
  /** Promoted cells and the sum of what is left to learn from them, by store. */
  PROMOTED,
  PROMOTED_REST,
  /** Series, and what they add up to, by store. */
  SERIES,
  SERIES_UNITS,
  SERIES_VARIANCE,
  SERIES_OFFSET,
  /** Of the warm-up, by store: squared residuals, days, squared and plain deviations of units. */
  SQUARES,
  DAYS,
  UNIT_SQUARES,
  UNIT_MEANS,
  /** The weighted contrast of promoted and other days and its weight, by SKU and by store. */
  CONTRAST_OF_SKU,
  WEIGHTS_OF_SKU,
  CONTRAST_OF_STORE,
  WEIGHTS_OF_STORE;

  private enum Rule {
    SUM,
    MOST
  }

  private final Rule rule;

  Line() {
    this(Rule.SUM);
  }

  Line(Rule rule) {
    this.rule = rule;
  }

  /** Adds what one task said to what all said. */
  void add(double[] values, double[] to) {
    for (int k = 0; k < values.length; k++) {
      to[k] = rule == Rule.SUM ? to[k] + values[k] : Math.max(to[k], values[k]);
    }
  }
}
