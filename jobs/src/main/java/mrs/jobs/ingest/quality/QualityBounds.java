package mrs.jobs.ingest.quality;

import mrs.jobs.config.MrsConfig;

/**
 * What the quality gate expects of a delivery.
 *
 * @param usable least share of records, 0 to 1, that have to be rows
 * @param complete least share of records, 0 to 1, that have to bring each required column
 * @param maxUnits a row's units have to lie within ± this
 * @param inRange least share of rows, 0 to 1, of which that has to be so
 * @param rowsFactor how many times more or fewer records than the trailing median are plausible
 */
public record QualityBounds(
    double usable, double complete, double maxUnits, double inRange, double rowsFactor) {
  /** The objective for dead letters: fewer than one record in a hundred. */
  private static final double SHARE = 0.99;

  /** The configured bounds. */
  public static QualityBounds of(MrsConfig.Quality configured) {
    return new QualityBounds(
        SHARE, SHARE, configured.maxUnits(), configured.inRange(), configured.rowsFactor());
  }
}
