package mrs.transforms.detection.judging.rules;

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

  @Override
  public void merge(ReportedCells other) {
    absent.merge(other.absent);
    ranged.merge(other.ranged);
    traded.merge(other.traded);
  }
}
