package mrs.transforms.detection.reports;

/**
 * The one currency of all tests: −log10 of the false alarms expected per region and day. Ranking by
 * it is the Benjamini–Hochberg order.
 */
public final class Severity {

  private static final double MOST = 8; // study

  private Severity() {}

  /** Of a result of this rarity (−log10 p) among so many tests a day. */
  public static double of(double rarity, int tests) {
    return Math.min(MOST, rarity - StrictMath.log10(Math.max(1, tests)));
  }
}
