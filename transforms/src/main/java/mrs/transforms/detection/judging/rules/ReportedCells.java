package mrs.transforms.detection.judging.rules;

import mrs.transforms.detection.judging.day.OpenStores;
import mrs.transforms.detection.passes.Message;
import mrs.transforms.detection.passes.Totals;

/**
 * What stores have reported of a day.
 *
 * @param absent cells that are expected and not reported, by store
 * @param ranged cells that are expected, by store
 * @param traded cells with sales or returns, by store
 */
public record ReportedCells(Totals absent, Totals ranged, Totals traded)
    implements Message<ReportedCells> {

  /** Nothing yet, of so many stores. */
  ReportedCells(int stores) {
    this(new Totals(stores), new Totals(stores), new Totals(stores));
  }

  /** How many stores are due. */
  int due() {
    int due = 0;
    for (int s = 0; s < ranged.size(); s++) {
      due += ranged.of(s) > 0 ? 1 : 0;
    }
    return due;
  }

  /** How many of them have reported anything. */
  int reporting() {
    int reporting = 0;
    for (int s = 0; s < ranged.size(); s++) {
      reporting += ranged.of(s) > absent.of(s) ? 1 : 0;
    }
    return reporting;
  }

  /** Whether at least half of the stores that are due have reported. */
  boolean mostReported() {
    return reporting() >= OpenStores.REPORTED_SHARE * due();
  }

  @Override
  public void merge(ReportedCells other) {
    absent.merge(other.absent);
    ranged.merge(other.ranged);
    traded.merge(other.traded);
  }
}
