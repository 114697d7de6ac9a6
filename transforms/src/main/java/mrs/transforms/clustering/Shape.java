package mrs.transforms.clustering;

import mrs.contracts.Words;

/** A group's course over its days. */
enum Shape implements Words {
  /** Most of its units lie in its first days. */
  FADING,
  /** Neither. */
  STEADY,
  /** Most of its units lie in its last days. */
  RISING;

  private static final double MIDDLE = 0.5;
  private static final double CLEARLY = 0.1;

  /**
   * {@code centre} is where the units' centre of gravity lies, from 0 (first day) to 1 (last day).
   */
  static Shape of(double centre) {
    if (centre < MIDDLE - CLEARLY) {
      return FADING;
    }
    return centre > MIDDLE + CLEARLY ? RISING : STEADY;
  }
}
