package mrs.transforms.detection.judging.learning;

import mrs.transforms.detection.passes.Message;
import mrs.transforms.detection.passes.Totals;

/**
 * How far the cells of the warm-up are from what is expected of them, by store.
 *
 * @param squares Σ of squared residuals of logarithms
 * @param days how many there are
 * @param unitSquares Σ (units − mean)²
 * @param unitMeans Σ mean
 */
record WarmUpSquares(Totals squares, Totals days, Totals unitSquares, Totals unitMeans)
    implements Message<WarmUpSquares> {

  /** Nothing yet, of so many stores. */
  WarmUpSquares(int stores) {
    this(new Totals(stores), new Totals(stores), new Totals(stores), new Totals(stores));
  }

  @Override
  public void merge(WarmUpSquares other) {
    squares.merge(other.squares);
    days.merge(other.days);
    unitSquares.merge(other.unitSquares);
    unitMeans.merge(other.unitMeans);
  }
}
