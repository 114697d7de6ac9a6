package mrs.transforms.detection.judging;

/** What a region goes through, in this order, as days go by. */
enum Phase {
  /** The first days are only gathered: a day has no passes. */
  WARM_UP,
  /** The weekdays on which stores do not open are found and left out: {@code FitClosedWeekdays}. */
  CLOSED_WEEKDAYS,
  /** The model is fitted to the days of the warm-up: {@code FitWarmUp}, then {@code FitSpread}. */
  FIT,
  /** The last of these days go by again, for the tests to learn how their statistics are spread. */
  REPLAY,
  /** It is seen what the region and its stores show of a day, and whether they sold at all. */
  OPEN,
  /** The day is judged by all tests, and then learnt from. */
  JUDGE
}
