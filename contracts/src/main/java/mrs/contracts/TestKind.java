package mrs.contracts;

/** The tests of detection, each of which speaks of a group of cells. */
public enum TestKind implements Words {
  /** Series of a store that did not report a day. */
  MISSING,
  /** A store's SKUs on a day, together. */
  STORE_DAY,
  /** A SKU's stores on a day, together. */
  SKU_DAY,
  /** All stores of a region on a day on which they sold nothing of anything. */
  REGION_DAY,
  /** Consecutive zeros where sales were expected. */
  ZERO_RUN,
  /** A series that moved to another level. */
  LEVEL_SHIFT,
  /** One cell by itself. */
  CELL
}
