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
  LAST_OPENED,
  /** What such days showed of the store beside its region's day and its slow effect: their mean. */
  PROFILE_0,
  PROFILE_1,
  PROFILE_2,
  PROFILE_3,
  PROFILE_4,
  PROFILE_5,
  PROFILE_6,
  /** Σ 1/variance of what that is the mean of, fading; 0: no such day has taught. */
  PROFILE_WEIGHT_0,
  PROFILE_WEIGHT_1,
  PROFILE_WEIGHT_2,
  PROFILE_WEIGHT_3,
  PROFILE_WEIGHT_4,
  PROFILE_WEIGHT_5,
  PROFILE_WEIGHT_6,
  /** How far the last of them was from the mean before it. */
  PROFILE_LAST_0,
  PROFILE_LAST_1,
  PROFILE_LAST_2,
  PROFILE_LAST_3,
  PROFILE_LAST_4,
  PROFILE_LAST_5,
  PROFILE_LAST_6,
  /** The same three of summed units. */
  VOLUME_PROFILE_0,
  VOLUME_PROFILE_1,
  VOLUME_PROFILE_2,
  VOLUME_PROFILE_3,
  VOLUME_PROFILE_4,
  VOLUME_PROFILE_5,
  VOLUME_PROFILE_6,
  VOLUME_PROFILE_WEIGHT_0,
  VOLUME_PROFILE_WEIGHT_1,
  VOLUME_PROFILE_WEIGHT_2,
  VOLUME_PROFILE_WEIGHT_3,
  VOLUME_PROFILE_WEIGHT_4,
  VOLUME_PROFILE_WEIGHT_5,
  VOLUME_PROFILE_WEIGHT_6,
  VOLUME_PROFILE_LAST_0,
  VOLUME_PROFILE_LAST_1,
  VOLUME_PROFILE_LAST_2,
  VOLUME_PROFILE_LAST_3,
  VOLUME_PROFILE_LAST_4,
  VOLUME_PROFILE_LAST_5,
  VOLUME_PROFILE_LAST_6
}
