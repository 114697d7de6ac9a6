package mrs.transforms.detection.reports;

/**
 * What all tests speak in: −log10 of the false alarms a day that a test, taken by itself, expects.
 * Ranking by it is the Benjamini–Hochberg order.
 */
public final class Score {

  private static final double MOST = 8; // study

  private Score() {}

  /** Of a result of this rarity (−log10 p) among so many tests a day. */
  public static double of(double rarity, int tests) {
    return Math.min(MOST, rarity - StrictMath.log10(Math.max(1, tests)));
  }
}
