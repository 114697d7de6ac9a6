package mrs.transforms.detection.judging.learning;

import mrs.transforms.detection.passes.Message;
import mrs.transforms.detection.passes.Totals;

/**
 * What the warm-up shows of stock-outs.
 *
 * @param quantities how often each positive quantity was sold
 * @param told cells with a known stock-out
 */
record ToldStockOuts(Quantities quantities, Totals told) implements Message<ToldStockOuts> {

  @Override
  public void merge(ToldStockOuts other) {
    quantities.merge(other.quantities);
    told.merge(other.told);
  }
}
