package mrs.transforms.detection.judging.learning;

import mrs.transforms.detection.passes.Message;
import mrs.transforms.detection.passes.Totals;

/**
 * What the promoted days of series show that their other days do not: weighted contrasts, and their
 * weights, added up by store and by SKU.
 */
record PromotionContrasts(
    Totals contrastOfStore, Totals weightOfStore, Totals contrastOfSku, Totals weightOfSku)
    implements Message<PromotionContrasts> {

  /** Nothing yet, of so many stores and SKUs. */
  PromotionContrasts(int stores, int skus) {
    this(new Totals(stores), new Totals(stores), new Totals(skus), new Totals(skus));
  }

  @Override
  public void merge(PromotionContrasts other) {
    contrastOfStore.merge(other.contrastOfStore);
    weightOfStore.merge(other.weightOfStore);
    contrastOfSku.merge(other.contrastOfSku);
    weightOfSku.merge(other.weightOfSku);
  }
}
