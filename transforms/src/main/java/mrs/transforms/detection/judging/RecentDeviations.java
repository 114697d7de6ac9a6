package mrs.transforms.detection.judging;

import mrs.transforms.detection.model.Tail;
import mrs.transforms.detection.passes.Message;
import mrs.transforms.detection.passes.Totals;

/**
 * What a day is judged by where there is no model.
 *
 * @param deviations how far recent days were from what is expected today, by bin
 * @param known series with enough days to be judged by, by store
 * @param ranged cells of today that are expected, by store
 * @param sold cells of today that are reported, by store
 */
record RecentDeviations(Totals deviations, Totals known, Totals ranged, Totals sold)
    implements Message<RecentDeviations> {

  /** Nothing yet, of so many stores. */
  RecentDeviations(int stores) {
    this(new Totals(Tail.BINS), new Totals(stores), new Totals(stores), new Totals(stores));
  }

  @Override
  public void merge(RecentDeviations other) {
    deviations.merge(other.deviations);
    known.merge(other.known);
    ranged.merge(other.ranged);
    sold.merge(other.sold);
  }
}
