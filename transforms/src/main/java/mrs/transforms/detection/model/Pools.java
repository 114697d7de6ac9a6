package mrs.transforms.detection.model;

/**
 * What is remembered of stores, or of SKUs, a row each.
 *
 * @param logs by the mean logarithm of their cells
 * @param volumes by the summed units of their cells
 */
record Pools(Columns<PoolField> logs, Columns<PoolField> volumes) {

  static Pools empty(int rows) {
    return new Pools(new Columns<>(PoolField.class, rows), new Columns<>(PoolField.class, rows));
  }

  /** The rows at {@code places} of these; -1 gives one that nothing is known of. */
  Pools rearranged(int[] places) {
    return new Pools(logs.rearranged(places), volumes.rearranged(places));
  }
}
