package mrs.transforms.detection.model;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import mrs.transforms.detection.passes.Line;
import mrs.transforms.detection.passes.Tally;
import mrs.transforms.detection.series.Layout;
import mrs.transforms.detection.series.Roster;

/**
 * Which stores and SKUs of the region have series that are known, here or at another task, as far
 * as the tasks last told one another. Nothing is remembered of the others.
 */
final class KnownPools implements Serializable {

  private final Layout layout;

  /** How many known series each has. */
  private double[] ofStore;

  private double[] ofSku;

  KnownPools(Layout layout) {
    this(layout, new double[layout.stores().size()], new double[layout.skus().size()]);
  }

  private KnownPools(Layout layout, double[] ofStore, double[] ofSku) {
    this.layout = layout;
    this.ofStore = ofStore;
    this.ofSku = ofSku;
  }

  /** The same over the stores and SKUs of another layout; of new ones none is known. */
  KnownPools over(Layout wanted) {
    return new KnownPools(
        wanted,
        rearranged(ofStore, Layout.places(wanted.stores(), layout.stores())),
        rearranged(ofSku, Layout.places(wanted.skus(), layout.skus())));
  }

  private static double[] rearranged(double[] values, int[] places) {
    return Arrays.stream(places).mapToDouble(p -> p < 0 ? 0 : values[p]).toArray();
  }

  /** All stores and SKUs of the layout have series that are known, here or elsewhere. */
  void knowAll() {
    Arrays.fill(ofStore, 1);
    Arrays.fill(ofSku, 1);
  }

  /** Says of which stores and SKUs series are known here. */
  void say(Tally tally, IntPredicate known) {
    count(
        known,
        tally.line(Line.KNOWN_OF_STORE, ofStore.length),
        tally.line(Line.KNOWN_OF_SKU, ofSku.length));
  }

  private void count(IntPredicate known, double[] toStore, double[] toSku) {
    for (int i = 0; i < layout.size(); i++) {
      if (known.test(i)) {
        toStore[layout.storeOf(i)]++;
        toSku[layout.skuOf(i)]++;
      }
    }
  }

  /** Takes of which any task knows series. */
  void hear(Tally all) {
    ofStore = all.of(Line.KNOWN_OF_STORE);
    ofSku = all.of(Line.KNOWN_OF_SKU);
  }

  /** Forgets what is remembered of stores of which no series is known. */
  void clearEmptyStores(Columns<PoolField> stores) {
    clearEmpty(ofStore, stores);
  }

  /** Forgets what is remembered of SKUs of which no series is known. */
  void clearEmptySkus(Columns<PoolField> skus) {
    clearEmpty(ofSku, skus);
  }

  private static void clearEmpty(double[] known, Columns<PoolField> pools) {
    for (int k = 0; k < known.length; k++) {
      if (known[k] == 0) {
        pools.clear(k);
      }
    }
  }

  /** The stores and SKUs that have to be remembered: those known before, and those known here. */
  Roster roster(IntPredicate known) {
    double[] stores = ofStore.clone();
    double[] skus = ofSku.clone();
    count(known, stores, skus);
    return new Roster(named(stores, layout.stores()), named(skus, layout.skus()));
  }

  private static SortedSet<String> named(double[] known, List<String> names) {
    SortedSet<String> named = new TreeSet<>();
    for (int k = 0; k < known.length; k++) {
      if (known[k] > 0) {
        named.add(names.get(k));
      }
    }
    return named;
  }
}
