package mrs.transforms.detection.model;

import java.io.Serializable;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import mrs.transforms.detection.passes.Totals;
import mrs.transforms.detection.series.Roster;
import mrs.transforms.detection.series.SeriesIndex;

/**
 * Which stores and SKUs of the region have series that are known, here or at another task, as far
 * as the tasks last contributed. Nothing is remembered of the others.
 */
final class KnownPools implements Serializable {

  private final SeriesIndex index;

  /** How many known series each has. */
  private Totals ofStore;

  private Totals ofSku;

  /** Series that were forgotten since this was last contributed, by store. */
  private Totals forgotten;

  KnownPools(SeriesIndex index) {
    this(index, new Totals(index.stores().size()), new Totals(index.skus().size()));
  }

  private KnownPools(SeriesIndex index, Totals ofStore, Totals ofSku) {
    this.index = index;
    this.ofStore = ofStore;
    this.ofSku = ofSku;
    this.forgotten = new Totals(ofStore.size());
  }

  /** The same over the stores and SKUs of another index; of new ones none is known. */
  KnownPools over(SeriesIndex wanted) {
    return new KnownPools(
        wanted,
        ofStore.rearranged(SeriesIndex.places(wanted.stores(), index.stores())),
        ofSku.rearranged(SeriesIndex.places(wanted.skus(), index.skus())));
  }

  /** All stores and SKUs of the index have series that are known, here or elsewhere. */
  void knowAll() {
    addOne(ofStore);
    addOne(ofSku);
  }

  private static void addOne(Totals known) {
    for (int k = 0; k < known.size(); k++) {
      known.add(k, 1);
    }
  }

  /** A series of a store was forgotten here. */
  void forget(int store) {
    forgotten.add(store, 1);
  }

  /** Of which stores and SKUs series are known here, and what was forgotten since the last pass. */
  KnownSeries contribute(IntPredicate known) {
    KnownSeries here =
        new KnownSeries(new Totals(ofStore.size()), new Totals(ofSku.size()), forgotten);
    count(known, here.ofStore(), here.ofSku());
    forgotten = new Totals(ofStore.size());
    return here;
  }

  private void count(IntPredicate known, Totals toStore, Totals toSku) {
    for (int i = 0; i < index.size(); i++) {
      if (known.test(i)) {
        toStore.add(index.storeOf(i), 1);
        toSku.add(index.skuOf(i), 1);
      }
    }
  }

  /** Takes of which any task knows series. */
  void receive(KnownSeries all) {
    ofStore = all.ofStore();
    ofSku = all.ofSku();
  }

  /** Forgets what is remembered of stores of which no series is known. */
  void clearEmptyStores(IntConsumer clear) {
    clearEmpty(ofStore, clear);
  }

  /** Forgets what is remembered of SKUs of which no series is known. */
  void clearEmptySkus(IntConsumer clear) {
    clearEmpty(ofSku, clear);
  }

  private static void clearEmpty(Totals known, IntConsumer clear) {
    for (int k = 0; k < known.size(); k++) {
      if (known.of(k) == 0) {
        clear.accept(k);
      }
    }
  }

  /** The stores and SKUs that have to be remembered: those known before, and those known here. */
  Roster roster(IntPredicate known) {
    Totals stores = ofStore.copy();
    Totals skus = ofSku.copy();
    count(known, stores, skus);
    return new Roster(named(stores, index.stores()), named(skus, index.skus()));
  }

  private static SortedSet<String> named(Totals known, List<String> names) {
    SortedSet<String> named = new TreeSet<>();
    for (int k = 0; k < known.size(); k++) {
      if (known.of(k) > 0) {
        named.add(names.get(k));
      }
    }
    return named;
  }
}
