package mrs.benchmarks;

import com.amazon.randomcutforest.RandomCutForest;
import java.util.ArrayList;
import java.util.List;
import mrs.transforms.detection.RunDetector.Found;

/**
 * A random cut forest a series, over the last week of values, as its authors use it on a metric: a
 * day is scored by the forest of the days before it.
 */
final class Forest {
  private static final int SHINGLE = 7;
  private static final int TREES = 50;
  private static final int SAMPLE = 64;
  private static final long SEED = 1;

  private Forest() {}

  static List<Found> reports(SalesFeed feed) {
    List<Found> found = new ArrayList<>();
    feed.units()
        .forEach(
            (series, units) -> {
              RandomCutForest forest =
                  RandomCutForest.builder()
                      .dimensions(SHINGLE)
                      .shingleSize(SHINGLE)
                      .internalShinglingEnabled(true)
                      .numberOfTrees(TREES)
                      .sampleSize(SAMPLE)
                      .outputAfter(SalesFeed.WARM_UP_DAYS - SHINGLE)
                      .randomSeed(SEED)
                      .build();
              for (int t = 0; t < units.length; t++) {
                // It knows no gaps: what was not sent counts as nothing sold.
                double[] value = {Double.isNaN(units[t]) ? 0 : units[t]};
                long day = feed.first().toEpochDay() + t;
                if (day >= feed.judgedFrom()) {
                  found.add(new Found(series, day, day, forest.getAnomalyScore(value)));
                }
                forest.update(value);
              }
            });
    return found;
  }
}
