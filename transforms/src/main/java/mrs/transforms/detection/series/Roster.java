package mrs.transforms.detection.series;

import java.io.Serializable;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The stores and SKUs of a region, in order. */
public record Roster(SortedSet<String> stores, SortedSet<String> skus) implements Serializable {

  /** The region of stores that no snapshot knows: all of them are one. */
  public static final String ALL_STORES = "ALL";

  /** The stores and SKUs of some series. */
  public static Roster of(Iterable<SeriesKey> series) {
    Roster roster = new Roster(new TreeSet<>(), new TreeSet<>());
    for (SeriesKey key : series) {
      roster.stores.add(key.storeId());
      roster.skus.add(key.sku());
    }
    return roster;
  }

  /** What both have. */
  public Roster plus(Roster other) {
    Roster both = new Roster(new TreeSet<>(stores), new TreeSet<>(skus));
    both.stores.addAll(other.stores);
    both.skus.addAll(other.skus);
    return both;
  }

  /** What all of them have. */
  public static Roster all(List<Roster> rosters) {
    return rosters.stream().reduce(of(List.of()), Roster::plus);
  }
}
