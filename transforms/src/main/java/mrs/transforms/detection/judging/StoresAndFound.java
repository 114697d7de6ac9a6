package mrs.transforms.detection.judging;

import mrs.transforms.detection.judging.day.StoreResiduals;
import mrs.transforms.detection.judging.rules.FoundCells;
import mrs.transforms.detection.passes.Message;

/**
 * The fourth pass of a day that is judged.
 *
 * @param stores what the day's cells show of their stores, beside their SKUs
 * @param found cells of groups that are found over the whole region
 */
record StoresAndFound(StoreResiduals stores, FoundCells found) implements Message<StoresAndFound> {

  @Override
  public void merge(StoresAndFound other) {
    stores.merge(other.stores);
    found.merge(other.found);
  }
}
