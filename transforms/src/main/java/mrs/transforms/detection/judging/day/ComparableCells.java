package mrs.transforms.detection.judging.day;

import java.io.Serializable;
import mrs.transforms.detection.passes.Totals;

/** Comparable cells of each store, SKU or supply, and how many of them people confirmed. */
public final class ComparableCells implements Serializable {

  private final Totals cells;
  private final Totals confirmed;

  /** None yet, of so many stores, SKUs or supplies. */
  ComparableCells(int size) {
    cells = new Totals(size);
    confirmed = new Totals(size);
  }

  void count(int k, boolean isConfirmed) {
    cells.add(k, 1);
    if (isConfirmed) {
      confirmed.add(k, 1);
    }
  }

  void merge(ComparableCells other) {
    cells.merge(other.cells);
    confirmed.merge(other.confirmed);
  }

  /** Those of one store, SKU or supply. */
  public int of(int k) {
    return (int) cells.of(k);
  }

  Totals each() {
    return cells;
  }

  /** Whether most of the comparable cells teach: people did not confirm them as anomalies. */
  public boolean teaches(int k) {
    return 2 * confirmed.of(k) <= cells.of(k);
  }

  /** Of all stores, SKUs or supplies. */
  public int all() {
    return (int) cells.sum();
  }
}
