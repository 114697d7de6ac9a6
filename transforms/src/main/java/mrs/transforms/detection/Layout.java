package mrs.transforms.detection;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Who belongs together: the series of each store, of each SKU, and of each SKU within a store
 * group. Everything is sorted, so that no sum depends on the order of the input.
 */
final class Layout {

  final List<SeriesKey> series;
  final List<String> stores;
  final List<String> skus;
  final int[] storeOf;
  final int[] skuOf;
  final int[][] seriesOfStore;
  final int[][] seriesOfSku;

  /** The pools of the zero-run test: a SKU in the stores of one group (or of no group). */
  final int[][] seriesOfPool;

  final List<String> poolKeys;

  Layout(List<SeriesKey> series, Map<String, String> groupOfStore) {
    this.series = series;
    stores = List.copyOf(new TreeSet<>(series.stream().map(SeriesKey::storeId).toList()));
    skus = List.copyOf(new TreeSet<>(series.stream().map(SeriesKey::sku).toList()));
    storeOf = series.stream().mapToInt(k -> find(stores, k.storeId())).toArray();
    skuOf = series.stream().mapToInt(k -> find(skus, k.sku())).toArray();
    seriesOfStore = members(storeOf, stores.size());
    seriesOfSku = members(skuOf, skus.size());
    List<String> poolOf =
        series.stream()
            .map(k -> k.sku() + "|" + groupOfStore.getOrDefault(k.storeId(), ""))
            .toList();
    poolKeys = List.copyOf(new TreeSet<>(poolOf));
    seriesOfPool =
        members(poolOf.stream().mapToInt(k -> find(poolKeys, k)).toArray(), poolKeys.size());
  }

  /** For each of {@code keys} its place in {@code known}, or -1. Both are sorted. */
  static <T extends Comparable<T>> int[] places(List<T> keys, List<T> known) {
    return keys.stream().mapToInt(k -> Math.max(-1, find(known, k))).toArray();
  }

  private static <T extends Comparable<T>> int find(List<T> sorted, T key) {
    return java.util.Collections.binarySearch(sorted, key, Comparator.naturalOrder());
  }

  private static int[][] members(int[] ownerOf, int owners) {
    int[] sizes = new int[owners];
    for (int owner : ownerOf) {
      sizes[owner]++;
    }
    int[][] members = new int[owners][];
    Arrays.setAll(members, o -> new int[sizes[o]]);
    int[] filled = new int[owners];
    for (int i = 0; i < ownerOf.length; i++) {
      members[ownerOf[i]][filled[ownerOf[i]]++] = i;
    }
    return members;
  }
}
