package mrs.transforms.detection.judging.learning;

import mrs.transforms.detection.passes.Message;
import mrs.transforms.detection.passes.Totals;

/**
 * What the series of the warm-up usually sell, by store.
 *
 * @param series how many are known
 * @param offsets their offsets, added up
 * @param units their mean units, added up
 */
record SeriesMeans(Totals series, Totals offsets, Totals units) implements Message<SeriesMeans> {

  /** Nothing yet, of so many stores. */
  SeriesMeans(int stores) {
    this(new Totals(stores), new Totals(stores), new Totals(stores));
  }

  @Override
  public void merge(SeriesMeans other) {
    series.merge(other.series);
    offsets.merge(other.offsets);
    units.merge(other.units);
  }
}
