package mrs.transforms.detection.judging;

import mrs.transforms.detection.passes.Message;
import mrs.transforms.detection.passes.Totals;

/**
 * What was sold in the days before a day, by store.
 *
 * @param units summed units, returns apart
 * @param cells cells that were reported
 */
record RecentUnits(Totals units, Totals cells) implements Message<RecentUnits> {

  /** Nothing yet, of so many stores. */
  RecentUnits(int stores) {
    this(new Totals(stores), new Totals(stores));
  }

  @Override
  public void merge(RecentUnits other) {
    units.merge(other.units);
    cells.merge(other.cells);
  }
}
