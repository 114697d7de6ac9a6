package mrs.contracts;

/** The three states of a cell, kept apart. */
public enum CellState implements Words {
  /** Units are known; zero is a number of units. */
  SOLD,
  /** The store or the SKU was expected to report and did not. */
  NOT_REPORTED,
  /** The SKU was not in the store's range, or the store was closed. */
  NOT_RANGED
}
