package mrs.transforms.detection.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/**
 * What is remembered of stores, or of SKUs, a row each.
 *
 * @param logs by the mean logarithm of their cells
 * @param volumes by the summed units of their cells
 */
record Pools(Columns<PoolField> logs, Columns<PoolField> volumes) implements Serializable {

  static Pools empty(int rows) {
    return new Pools(new Columns<>(PoolField.class, rows), new Columns<>(PoolField.class, rows));
  }

  /** The rows at {@code places} of these; -1 gives one that nothing is known of. */
  Pools rearranged(int[] places) {
    return new Pools(logs.rearranged(places), volumes.rearranged(places));
  }

  /** Writes the stored form. */
  void write(DataOutput out) throws IOException {
    logs.write(out);
    volumes.write(out);
  }

  /** Reads what {@link #write} wrote, of so many rows. */
  static Pools read(int rows, DataInput in) throws IOException {
    return new Pools(
        Columns.read(PoolField.class, rows, in), Columns.read(PoolField.class, rows, in));
  }

  /** Forgets what is remembered of one of them. */
  void clear(int row) {
    logs.clear(row);
    volumes.clear(row);
  }
}
