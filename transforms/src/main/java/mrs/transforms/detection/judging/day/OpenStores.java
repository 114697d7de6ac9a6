package mrs.transforms.detection.judging.day;

import mrs.transforms.detection.passes.Message;
import mrs.transforms.detection.passes.Totals;
import mrs.transforms.detection.series.DayCells;
import mrs.transforms.detection.series.SeriesIndex;

/**
 * Which stores were open on a day, closed weekdays among them.
 *
 * @param due cells that are reported or should be, by store
 * @param reported cells that are, zeros among them, by store
 * @param traded cells with sales or returns, by store
 * @param sold cells with sales, by store
 */
public record OpenStores(Totals due, Totals reported, Totals traded, Totals sold)
    implements Message<OpenStores> {

  /**
   * Silence means something once this share of the stores that are due has reported; of those whose
   * series are known.
   */
  public static final double REPORTED_SHARE = 0.5; // chosen, not fitted

  /** Nothing yet, of so many stores. */
  public OpenStores(int stores) {
    this(new Totals(stores), new Totals(stores), new Totals(stores), new Totals(stores));
  }

  /** What the cells of a day show. */
  public static OpenStores of(DayCells day, SeriesIndex index) {
    OpenStores shows = new OpenStores(index.stores().size());
    for (int i = 0; i < index.size(); i++) {
      int s = index.storeOf(i);
      if (day.sold(i)) {
        shows.due.add(s, 1);
        shows.reported.add(s, 1);
        shows.traded.add(s, day.units()[i] == 0 ? 0 : 1);
        shows.sold.add(s, day.units()[i] > 0 ? 1 : 0);
      } else if (day.states()[i] == DayCells.NOT_REPORTED) {
        shows.due.add(s, 1);
      }
    }
    return shows;
  }

  /** In how many cells something was sold. */
  public int cellsSold() {
    return (int) sold.sum();
  }

  /** Whether most stores have reported and none of them sold anything. */
  public boolean nothingSold() {
    return cellsSold() == 0 && mostReported();
  }

  /** Whether a store sold anything, or took anything back. */
  boolean opened(int s) {
    return traded.of(s) > 0;
  }

  /** Whether a store says that it sold nothing of anything. */
  boolean soldNothing(int s) {
    return reported.of(s) > 0 && traded.of(s) == 0;
  }

  /** Whether nothing has come of a store that is due. */
  boolean silent(int s) {
    return due.of(s) > 0 && reported.of(s) == 0;
  }

  /** Whether at least half of the stores that are due have reported. */
  boolean mostReported() {
    int all = 0;
    int reporting = 0;
    for (int s = 0; s < due.size(); s++) {
      all += due.of(s) > 0 ? 1 : 0;
      reporting += reported.of(s) > 0 ? 1 : 0;
    }
    return reporting > 0 && reporting >= REPORTED_SHARE * all;
  }

  @Override
  public void merge(OpenStores other) {
    due.merge(other.due);
    reported.merge(other.reported);
    traded.merge(other.traded);
    sold.merge(other.sold);
  }
}
