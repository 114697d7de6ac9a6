package mrs.transforms.detection.judging.learning;

import mrs.transforms.detection.passes.Message;
import mrs.transforms.detection.passes.Totals;

/**
 * How the days without sales lie in the warm-up, of series that should sell daily, by store.
 *
 * @param seen two such days in a row
 * @param chance how many of these there would be if each series had its own in any order
 */
record ZeroPairs(Totals seen, Totals chance) implements Message<ZeroPairs> {

  /** None yet, of so many stores. */
  ZeroPairs(int stores) {
    this(new Totals(stores), new Totals(stores));
  }

  @Override
  public void merge(ZeroPairs other) {
    seen.merge(other.seen);
    chance.merge(other.chance);
  }
}
