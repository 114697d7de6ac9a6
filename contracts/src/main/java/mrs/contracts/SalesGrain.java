package mrs.contracts;

/** What a row of a feed of sales is: what it is known by, and which of several rows count. */
public enum SalesGrain {
  /** A cell: one store, SKU and day. Of its rows the one that was sent last counts. */
  CELL,
  /** An invoice line that its id names. Of its versions the one that was sent last counts. */
  LINE,
  /** An invoice line whose id is a receipt number. All rows that were sent last count. */
  RECEIPT
}
