package mrs.transforms.detection.judging.day;

import mrs.transforms.detection.passes.Message;
import mrs.transforms.detection.passes.Totals;

/**
 * What a day's cells show of their stores.
 *
 * @param effect the pooled residual, by store
 * @param error2 its squared standard error
 */
public record StoresShow(Totals effect, Totals error2) implements Message<StoresShow> {

  /** Nothing yet, of so many stores. */
  StoresShow(int stores) {
    this(new Totals(stores), new Totals(stores));
  }

  @Override
  public void merge(StoresShow other) {
    effect.merge(other.effect);
    error2.merge(other.error2);
  }
}
