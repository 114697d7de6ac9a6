package mrs.contracts;

/**
 * The kinds of context that stages know what to make of. A feed may tell of others in words of its
 * own: they are kept, and nothing rests on them.
 */
public enum ContextKind implements Words {
  /** What is promoted sells more. */
  PROMOTION,
  /** A day on which people buy other things, or nothing. */
  HOLIDAY,
  /** What keeps people away; the magnitude is millimetres of rain or the like. */
  WEATHER,
  /** There is nothing left to sell. */
  STOCK_OUT,
  /** Talk; the magnitude is mentions. */
  SOCIAL
}
