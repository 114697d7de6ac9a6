package mrs.transforms.detection.judging.learning;

import mrs.transforms.detection.passes.Message;
import mrs.transforms.detection.passes.Totals;

/**
 * What a day teaches of the region as a whole, by store.
 *
 * @param promoted promoted cells
 * @param promotedRest what they show that is not yet known of promotions
 * @param series series that are known well
 * @param units their expected units
 * @param variances their variances
 * @param offsets their offsets
 */
public record TeachingSums(
    Totals promoted,
    Totals promotedRest,
    Totals series,
    Totals units,
    Totals variances,
    Totals offsets)
    implements Message<TeachingSums> {

  /** Nothing yet, of so many stores. */
  TeachingSums(int stores) {
    this(
        new Totals(stores),
        new Totals(stores),
        new Totals(stores),
        new Totals(stores),
        new Totals(stores),
        new Totals(stores));
  }

  @Override
  public void merge(TeachingSums other) {
    promoted.merge(other.promoted);
    promotedRest.merge(other.promotedRest);
    series.merge(other.series);
    units.merge(other.units);
    variances.merge(other.variances);
    offsets.merge(other.offsets);
  }
}
