package mrs.transforms.detection.model;

/** What is remembered of the region as a whole. */
public enum RegionField {
  /** The smallest step in which units are sold. */
  QUANTUM,
  /** Promotion effect in log units. */
  PROMOTION,
  /** Typical variance of a series, of a store's day effect and of a SKU's day effect. */
  VARIANCE,
  STORE_TAU2,
  SKU_TAU2,
  /** The same of summed units, and how much more than its mean a cell varies. */
  STORE_VOLUME_TAU2,
  SKU_VOLUME_TAU2,
  DISPERSION,
  /** Typical offset and typical units of a cell. */
  OFFSET,
  UNITS,
  /** What each day of the week usually adds, in log units; 0 is a Thursday. */
  WEEKDAY_0,
  WEEKDAY_1,
  WEEKDAY_2,
  WEEKDAY_3,
  WEEKDAY_4,
  WEEKDAY_5,
  WEEKDAY_6,
  /** The same of summed units. */
  VOLUME_WEEKDAY_0,
  VOLUME_WEEKDAY_1,
  VOLUME_WEEKDAY_2,
  VOLUME_WEEKDAY_3,
  VOLUME_WEEKDAY_4,
  VOLUME_WEEKDAY_5,
  VOLUME_WEEKDAY_6,
  /** Whether there are stock-outs that nobody tells of: 1, or 0. */
  SILENT_STOCK_OUTS,
  /** Fading number of absent and of expected cells. */
  ABSENT,
  EXPECTED,
  /**
   * First and last of the days in a row on which the region sold nothing (0: none), and how far
   * that event has come; see {@code Alarms}.
   */
  REGION_DAY_START,
  REGION_DAY_LAST,
  REGION_DAY_ALARM
}
