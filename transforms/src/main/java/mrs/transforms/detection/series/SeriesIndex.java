package mrs.transforms.detection.series;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Who belongs together: the series of each store, of each SKU, and of each SKU within a store
 * group. Everything is sorted, so that no sum depends on the order of the input.
 */
public final class SeriesIndex implements Serializable {

  private final List<SeriesKey> series;
  private final List<String> stores;
  private final List<String> skus;
  private final int[] storeOf;
  private final int[] skuOf;
  private final int[][] seriesOfStore;
  private final int[][] seriesOfSku;
  private final int[] supplyOf;
  private final int supplies;
  private final List<String> storeGroupNames;

  /** These series are all that the region has. */
  public SeriesIndex(List<SeriesKey> series, Map<String, String> storeGroups) {
    this(series, Roster.of(series), storeGroups);
  }

  /**
   * Some of a region's series.
   *
   * @param region all of its stores and SKUs
   */
  public SeriesIndex(List<SeriesKey> series, Roster region, Map<String, String> storeGroups) {
    this.series = series;
    stores = List.copyOf(region.stores());
    skus = List.copyOf(region.skus());
    Map<String, Integer> storeNumbers = numbers(stores);
    Map<String, Integer> skuNumbers = numbers(skus);
    storeOf = series.stream().mapToInt(k -> number(storeNumbers, k.storeId())).toArray();
    skuOf = series.stream().mapToInt(k -> number(skuNumbers, k.sku())).toArray();
    seriesOfStore = members(storeOf, stores.size());
    seriesOfSku = members(skuOf, skus.size());
    List<String> named = stores.stream().map(s -> storeGroups.getOrDefault(s, "")).toList();
    storeGroupNames = List.copyOf(new TreeSet<>(named));
    Map<String, Integer> storeGroupNumbers = numbers(storeGroupNames);
    int[] storeGroupOf = named.stream().mapToInt(g -> number(storeGroupNumbers, g)).toArray();
    supplies = skus.size() * storeGroupNames.size();
    supplyOf = new int[series.size()];
    Arrays.setAll(supplyOf, i -> skuOf[i] * storeGroupNames.size() + storeGroupOf[storeOf[i]]);
  }

  /** The series, in order; elsewhere each goes by its place among them. */
  public List<SeriesKey> series() {
    return series;
  }

  /** How many series there are. */
  public int size() {
    return storeOf.length;
  }

  /** The region's stores, in order; elsewhere each goes by its place among them. */
  public List<String> stores() {
    return stores;
  }

  /** The region's SKUs, in order; elsewhere each goes by its place among them. */
  public List<String> skus() {
    return skus;
  }

  /**
   * How many SKU storeGroupNames there are: a SKU in the stores of one group (or of no group),
   * which the zero-run test looks at together.
   */
  public int supplies() {
    return supplies;
  }

  /** The store of a series. */
  public int storeOf(int i) {
    return storeOf[i];
  }

  /** The SKU of a series. */
  public int skuOf(int i) {
    return skuOf[i];
  }

  /** The supply of a series. */
  public int supplyOf(int i) {
    return supplyOf[i];
  }

  /** The series of a store, in order; not to be changed. */
  public int[] seriesOfStore(int s) {
    return seriesOfStore[s];
  }

  /** The series of a SKU, in order; not to be changed. */
  public int[] seriesOfSku(int p) {
    return seriesOfSku[p];
  }

  /** All stores and SKUs of the region. */
  public Roster roster() {
    return new Roster(new TreeSet<>(stores), new TreeSet<>(skus));
  }

  /** The SKU of a supply. */
  public String skuOfSupply(int supply) {
    return skus.get(supply / storeGroupNames.size());
  }

  /** The store group of a supply. */
  public String storeGroupOfSupply(int supply) {
    return storeGroupNames.get(supply % storeGroupNames.size());
  }

  /** For each of {@code keys} its place in {@code known}, or -1. Both are sorted. */
  public static <T extends Comparable<T>> int[] places(List<T> keys, List<T> known) {
    int[] places = new int[keys.size()];
    int next = 0;
    for (int i = 0; i < places.length; i++) {
      int order = -1;
      while (next < known.size() && (order = known.get(next).compareTo(keys.get(i))) < 0) {
        next++;
      }
      places[i] = next < known.size() && order == 0 ? next : -1;
    }
    return places;
  }

  private static Map<String, Integer> numbers(List<String> names) {
    Map<String, Integer> numbers = new HashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    return numbers;
  }

  private static int number(Map<String, Integer> numbers, String name) {
    return Objects.requireNonNull(numbers.get(name), name);
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

  /**
   * Writes the stored form: stores and SKUs by name, once, then each series as a pair of their
   * numbers. Groups of stores are not a part of it.
   */
  public void write(DataOutput out) throws IOException {
    writeNames(stores, out);
    writeNames(skus, out);
    out.writeInt(size());
    ByteBuffer pairs = ByteBuffer.allocate(size() * 2 * Integer.BYTES);
    for (int i = 0; i < size(); i++) {
      pairs.putInt(storeOf[i]).putInt(skuOf[i]);
    }
    out.write(pairs.array());
  }

  /** Reads what {@link #write} wrote. */
  public static SeriesIndex read(DataInput in) throws IOException {
    List<String> stores = readNames(in);
    List<String> skus = readNames(in);
    int count = in.readInt();
    List<SeriesKey> series = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      series.add(new SeriesKey(stores.get(in.readInt()), skus.get(in.readInt())));
    }
    return new SeriesIndex(
        series, new Roster(new TreeSet<>(stores), new TreeSet<>(skus)), Map.of());
  }

  private static void writeNames(List<String> names, DataOutput out) throws IOException {
    out.writeInt(names.size());
    for (String name : names) {
      out.writeUTF(name);
    }
  }

  private static List<String> readNames(DataInput in) throws IOException {
    int count = in.readInt();
    List<String> names = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      names.add(in.readUTF());
    }
    return names;
  }
}
