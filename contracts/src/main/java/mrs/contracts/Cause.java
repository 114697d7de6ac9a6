package mrs.contracts;

/** What may have caused a report. */
public enum Cause implements Words {
  /** A price or display action. */
  PROMOTION,
  /** Demand that spreads by word of mouth. */
  VIRAL,
  /** The figures are wrong: till, unit, feed. */
  DATA_ERROR,
  /** Nothing left to sell. */
  STOCK_OUT,
  /** Rain, heat, snow. */
  WEATHER,
  /** A holiday. */
  HOLIDAY,
  /** Nothing speaks for any cause. */
  UNKNOWN
}
