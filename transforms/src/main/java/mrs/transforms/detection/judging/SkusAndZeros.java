package mrs.transforms.detection.judging;

import mrs.transforms.detection.judging.day.SkuResiduals;
import mrs.transforms.detection.judging.rules.ZeroEvidence;
import mrs.transforms.detection.passes.Message;

/**
 * The third pass of a day.
 *
 * @param skus what the day's cells show of their SKUs
 * @param zeros how surprising the day's zeros are
 */
record SkusAndZeros(SkuResiduals skus, ZeroEvidence zeros) implements Message<SkusAndZeros> {

  @Override
  public void merge(SkusAndZeros other) {
    skus.merge(other.skus);
    zeros.merge(other.zeros);
  }

  @Override
  public void finish() {
    skus.finish();
  }
}
