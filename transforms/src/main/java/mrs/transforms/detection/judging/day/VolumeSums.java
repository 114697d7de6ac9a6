package mrs.transforms.detection.judging.day;

import java.io.Serializable;
import mrs.transforms.detection.passes.Totals;
import mrs.transforms.detection.series.SeriesIndex;

/** Summed units of a day's comparable cells, observed and expected, by store and by SKU. */
record VolumeSums(
    Totals unitsOfStore, Totals expectedOfStore, Totals unitsOfSku, Totals expectedOfSku)
    implements Serializable {

  /** Nothing yet. */
  VolumeSums(SeriesIndex index) {
    this(
        new Totals(index.stores().size()),
        new Totals(index.stores().size()),
        new Totals(index.skus().size()),
        new Totals(index.skus().size()));
  }

  void merge(VolumeSums other) {
    unitsOfStore.merge(other.unitsOfStore);
    expectedOfStore.merge(other.expectedOfStore);
    unitsOfSku.merge(other.unitsOfSku);
    expectedOfSku.merge(other.expectedOfSku);
  }
}
