package mrs.transforms.detection.judging.day;

import mrs.transforms.detection.passes.Message;
import mrs.transforms.detection.passes.Ranked;
import mrs.transforms.detection.passes.Ranking;
import mrs.transforms.detection.passes.Totals;

/**
 * What a day's cells show of their SKUs.
 *
 * @param residuals of each cell of a SKU; the mean of their middle half
 * @param weights Σ 1/variance of its cells, by SKU
 */
public record SkuResiduals(Ranked residuals, Totals weights) implements Message<SkuResiduals> {

  /** Nothing yet, of so many SKUs and at most so many cells. */
  SkuResiduals(int skus, int cells) {
    this(new Ranked(Ranking.INTERQUARTILE_MEAN, skus, cells), new Totals(skus));
  }

  @Override
  public void merge(SkuResiduals other) {
    residuals.merge(other.residuals);
    weights.merge(other.weights);
  }

  @Override
  public void finish() {
    residuals.finish();
  }
}
