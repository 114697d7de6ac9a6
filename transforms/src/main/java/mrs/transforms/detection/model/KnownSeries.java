package mrs.transforms.detection.model;

import mrs.transforms.detection.passes.Message;
import mrs.transforms.detection.passes.Totals;

/**
 * How many known series stores and SKUs have, as a day begins.
 *
 * @param ofStore known series, by store
 * @param ofSku known series, by SKU
 * @param forgotten series that were forgotten today, by store
 */
public record KnownSeries(Totals ofStore, Totals ofSku, Totals forgotten)
    implements Message<KnownSeries> {

  @Override
  public void merge(KnownSeries other) {
    ofStore.merge(other.ofStore);
    ofSku.merge(other.ofSku);
    forgotten.merge(other.forgotten);
  }
}
