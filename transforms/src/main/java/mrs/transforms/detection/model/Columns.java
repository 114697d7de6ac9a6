package mrs.transforms.detection.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What is remembered per series, store or SKU: one float column for each constant of {@code F}.
 * Floats on purpose: what is stored is what is computed with, so a stored and a running state are
 * the same.
 */
public final class Columns<F extends Enum<F>> implements Serializable {

  private final float[][] values;
  private final int rows;

  Columns(Class<F> fields, int rows) {
    this(new float[fields.getEnumConstants().length][rows], rows);
  }

  private Columns(float[][] values, int rows) {
    this.values = values;
    this.rows = rows;
  }

  /** One column, to be changed in place. */
  public float[] of(F field) {
    return values[field.ordinal()];
  }

  /** The rows at {@code places} of this one; -1 gives a row of zeros. */
  Columns<F> rearranged(int[] places) {
    float[][] moved = new float[values.length][places.length];
    for (int f = 0; f < values.length; f++) {
      for (int i = 0; i < places.length; i++) {
        moved[f][i] = places[i] < 0 ? 0 : values[f][places[i]];
      }
    }
    return new Columns<>(moved, places.length);
  }

  /** Takes over all rows of other columns, to {@code places} of these. */
  void take(Columns<F> other, int[] places) {
    for (int f = 0; f < values.length; f++) {
      for (int i = 0; i < places.length; i++) {
        values[f][places[i]] = other.values[f][i];
      }
    }
  }

  void clear(int row) {
    for (float[] column : values) {
      column[row] = 0;
    }
  }

  /** Writes the stored form. */
  void write(DataOutput out) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(rows * Float.BYTES);
    for (float[] column : values) {
      bytes.asFloatBuffer().put(column);
      out.write(bytes.array());
    }
  }

  /** Reads what {@link #write} wrote, of so many rows. */
  static <F extends Enum<F>> Columns<F> read(Class<F> fields, int rows, DataInput in)
      throws IOException {
    Columns<F> columns = new Columns<>(fields, rows);
    ByteBuffer bytes = ByteBuffer.allocate(rows * Float.BYTES);
    for (float[] column : columns.values) {
      in.readFully(bytes.array());
      bytes.asFloatBuffer().get(column);
    }
    return columns;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Columns<?> that && Arrays.deepEquals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(values);
  }
}
