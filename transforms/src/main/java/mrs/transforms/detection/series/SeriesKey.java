package mrs.transforms.detection.series;

import java.io.Serializable;
import java.util.Comparator;

/** One SKU in one store, ordered by store and then SKU. */
public record SeriesKey(String storeId, String sku) implements Comparable<SeriesKey>, Serializable {

  private static final Comparator<SeriesKey> ORDER =
      Comparator.comparing(SeriesKey::storeId).thenComparing(SeriesKey::sku);

  @Override
  public int compareTo(SeriesKey other) {
    return ORDER.compare(this, other);
  }
}
