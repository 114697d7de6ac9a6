package mrs.jobs.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The demo's retailer: its stores, its SKUs, who ranges what, and what usually sells.
 *
 * @param stores in two regions of two store groups each
 * @param skus in five categories
 */
record Retailer(List<Store> stores, List<Sku> skus) {
  private static final List<String> CATEGORIES =
      List.of("dairy", "bakery", "produce", "drinks", "snacks");

  private static final List<String> REGIONS = List.of("north", "south");

  /**
   * A store.
   *
   * @param number 0 for the first
   * @param size its sales relative to the mean store's
   */
  record Store(int number, String id, String region, String group, double size) {}

  /**
   * A SKU.
   *
   * @param number 0 for the first
   * @param meanUnits units that the mean store sells of it on a mean day
   */
  record Sku(int number, String id, String category, double meanUnits) {}

  /** A store and a SKU that it ranges. */
  record Series(Store store, Sku sku) {}

  static Retailer of(Scale scale, long seed) {
    List<Store> stores = new ArrayList<>();
    for (String region : REGIONS) {
      for (int group = 1; group <= 2; group++) {
        for (int i = 0; i < scale.storesPerGroup(); i++) {
          int number = stores.size();
          double size = Draws.of(seed, 1, number).between(0.7, 1.4);
          stores.add(new Store(number, name("S", number), region, region + "-" + group, size));
        }
      }
    }
    List<Sku> skus =
        IntStream.range(0, scale.skus())
            .mapToObj(
                n ->
                    new Sku(
                        n,
                        name("P", n),
                        CATEGORIES.get(n % CATEGORIES.size()),
                        Draws.of(seed, 2, n).between(4.5, 21)))
            .toList();
    return new Retailer(List.copyOf(stores), skus);
  }

  /** Every store with every SKU that it ranges, in a fixed order. */
  List<Series> series() {
    return stores.stream()
        .flatMap(s -> skus.stream().filter(a -> ranges(s, a)).map(a -> new Series(s, a)))
        .toList();
  }

  /** The stores of {@code group}. */
  List<Store> storesOf(String group) {
    return stores.stream().filter(s -> s.group().equals(group)).toList();
  }

  /** A store leaves out about one SKU in eleven, but none of the first five. */
  private static boolean ranges(Store store, Sku sku) {
    return sku.number() < CATEGORIES.size() || (store.number() * 7 + sku.number() * 3) % 11 != 0;
  }

  private static String name(String letter, int number) {
    return String.format(Locale.ROOT, "%s%02d", letter, number + 1);
  }
}
