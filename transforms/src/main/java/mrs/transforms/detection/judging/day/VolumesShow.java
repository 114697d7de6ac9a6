package mrs.transforms.detection.judging.day;

import java.io.Serializable;
import mrs.transforms.detection.passes.Totals;
import mrs.transforms.detection.series.Layout;

/** Summed units of a day's comparable cells, observed and expected, by store and by SKU. */
record VolumesShow(
    Totals unitsOfStore, Totals expectedOfStore, Totals unitsOfSku, Totals expectedOfSku)
    implements Serializable {

  /** Nothing yet. */
  VolumesShow(Layout layout) {
    this(
        new Totals(layout.stores().size()),
        new Totals(layout.stores().size()),
        new Totals(layout.skus().size()),
        new Totals(layout.skus().size()));
  }

  void merge(VolumesShow other) {
    unitsOfStore.merge(other.unitsOfStore);
    expectedOfStore.merge(other.expectedOfStore);
    unitsOfSku.merge(other.unitsOfSku);
    expectedOfSku.merge(other.expectedOfSku);
  }
}
