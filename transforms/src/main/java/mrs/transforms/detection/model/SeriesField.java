package mrs.transforms.detection.model;

/** What is remembered of one series. Days are days since 1970-01-01. */
public enum SeriesField {
  /** Last day with a cell; 0 means that the series is not known. */
  LAST_SEEN,
  /**
   * Days that taught the level; until it is {@link RegionState#COLD_DAYS} the series is not judged.
   */
  AGE,
  /** Running mean of the units while the series is young. */
  MEAN,
  /** {@code a} in ln(units + a). */
  OFFSET,
  /** Usual ln(units + a). */
  LEVEL,
  /** Variance of ln(units + a) around its expectation. */
  VARIANCE,
  /** Fading number of zero days and of all days without stock-out context. */
  ZEROS,
  ZERO_DAYS,
  /**
   * First day of the current run of zeros (0: none), its evidence in −log10 p, its expected units.
   */
  RUN_START,
  RUN_EVIDENCE,
  RUN_EXPECTED,
  /** How far its run of zeros, its shifts and its cells' own event have come, as scores. */
  RUN_ALARM,
  LONE_RUN_ALARM,
  UP_ALARM,
  DOWN_ALARM,
  CELL_ALARM,
  /** Of which tests' groups it led on the last day that was judged, a bit each. */
  LEADS,
  /**
   * CUSUM upwards: its value, first day (0: none), days, summed residual, observed and expected
   * units, and the level before its first day.
   */
  UP_VALUE,
  UP_START,
  UP_DAYS,
  UP_RESIDUAL,
  UP_OBSERVED,
  UP_EXPECTED,
  UP_LEVEL,
  /** The same downwards. */
  DOWN_VALUE,
  DOWN_START,
  DOWN_DAYS,
  DOWN_RESIDUAL,
  DOWN_OBSERVED,
  DOWN_EXPECTED,
  DOWN_LEVEL
}
