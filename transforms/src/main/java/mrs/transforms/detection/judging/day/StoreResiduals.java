package mrs.transforms.detection.judging.day;

import mrs.transforms.detection.passes.Message;
import mrs.transforms.detection.passes.Totals;

/**
 * What a day's cells show of their stores.
 *
 * @param effect the pooled residual, by store
 * @param error2 its squared standard error
 */
public record StoreResiduals(Totals effect, Totals error2) implements Message<StoreResiduals> {

  /** Nothing yet, of so many stores. */
  StoreResiduals(int stores) {
    this(new Totals(stores), new Totals(stores));
  }

  @Override
  public void merge(StoreResiduals other) {
    effect.merge(other.effect);
    error2.merge(other.error2);
  }
}
