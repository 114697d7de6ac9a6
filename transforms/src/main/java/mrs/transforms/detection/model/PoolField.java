package mrs.transforms.detection.model;

/** What is remembered of one store, or of one SKU over all stores. */
public enum PoolField {
  /** Slow effect in log units, part of every expectation. */
  SLOW,
  /** Natural variance of the day effect; 0 means that the region's stands in. */
  TAU2,
  /** SKUs only: how far the SKU's promotion effect is from the region's. */
  PROMOTION,
  /** Yesterday's test statistic; 0 if there was none. */
  LAST_Z,
  /** The open group of the pooled test: its sign (0: none), score and first day. */
  OPEN_SIGN,
  OPEN_SCORE,
  OPEN_START,
  /** How far the event that goes on has come, as a score; see {@code Alarms}. */
  ALARM,
  /** Stores only: fading number of absent and of expected cells. */
  ABSENT,
  EXPECTED,
  /** Stores only: first and last day of the current missing days. */
  MISSING_START,
  MISSING_LAST,
  /** Stores only: CUSUMs of the evidence that few, many or most cells are counted twice. */
  TWICE_FEW,
  TWICE_MANY,
  TWICE_MOST,
  /** Stores only: fading number of cells with an even and with any whole number of units. */
  EVEN,
  COUNTED,
  /** Stores only: fading number of times that it fell silent, and whether it was when last due. */
  SILENCES,
  SILENT
}
