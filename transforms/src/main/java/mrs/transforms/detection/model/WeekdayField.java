package mrs.transforms.detection.model;

/** What is remembered of one store's days of the week; 0 is a Thursday. */
public enum WeekdayField {
  /**
   * Whether the store opened on the last such days that count, as bits: the latest is the lowest,
   * lit where it opened, and the highest one that is lit stands before them all; 0 means that none
   * has counted.
   */
  OPENED_0,
  OPENED_1,
  OPENED_2,
  OPENED_3,
  OPENED_4,
  OPENED_5,
  OPENED_6,
  /** The last day on which the store opened; 0 if it never has. */
  LAST_OPENED
}
