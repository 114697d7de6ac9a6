package mrs.transforms.detection.reports;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/**
 * Where expected units come from. The parts are additive: each is what its effect adds to those
 * before it, so they sum to the expected units, over one day as over many.
 *
 * @param level the series' usual units
 * @param promotion what a promotion adds
 * @param store what the store's recent drift adds
 * @param sku what the SKU's recent drift adds
 * @param regionDay what the region's day adds
 */
public record Parts(double level, double promotion, double store, double sku, double regionDay)
    implements Serializable {

  /** Nothing is expected. */
  public static final Parts NONE = new Parts(0, 0, 0, 0, 0);

  /** The expected units. */
  public double sum() {
    return Math.max(0, level + promotion + store + sku + regionDay);
  }

  Parts plus(Parts other) {
    return new Parts(
        level + other.level,
        promotion + other.promotion,
        store + other.store,
        sku + other.sku,
        regionDay + other.regionDay);
  }

  Parts times(double factor) {
    return new Parts(
        level * factor, promotion * factor, store * factor, sku * factor, regionDay * factor);
  }

  /** Writes the stored form. */
  void write(DataOutput out) throws IOException {
    out.writeDouble(level);
    out.writeDouble(promotion);
    out.writeDouble(store);
    out.writeDouble(sku);
    out.writeDouble(regionDay);
  }

  /** Reads what {@link #write} wrote. */
  static Parts read(DataInput in) throws IOException {
    return new Parts(
        in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
  }
}
