package mrs.transforms.detection;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import mrs.contracts.Direction;

/**
 * Everything that judging a region carries from one day to the next. It is changed in place while
 * days are judged; {@link StateCodec} turns it into bytes and back.
 */
final class RegionState implements Serializable {

  /** Days of a region that are learnt from before anything is judged. */
  static final int WARM_UP_DAYS = 28;

  /** Days until a new series is judged. */
  static final int COLD_DAYS = 14;

  final Layout layout;
  final Columns<SeriesField> series;
  final Columns<PoolField> stores;
  final Columns<PoolField> skus;
  final Columns<PoolField> storeVolumes;
  final Columns<PoolField> skuVolumes;
  final Columns<RegionField> region;
  final Map<TailName, Tail> tails;
  final ZeroRates zeroRates;

  /** The days of the warm-up, until it is over. */
  final List<RegionDay> warmUp;

  /** By direction and series; null where there is none. */
  final OpenReport[][] reports;

  /** How many series of each store and SKU the region knew when it was last looked at. */
  private double[] knownOfStore;

  private double[] knownOfSku;

  /** The last day that was learnt, and how many there were. */
  long day;

  int daysSeen;

  RegionState(Layout layout, Columns<SeriesField> series, Pools stores, Pools skus, Common common) {
    this.layout = layout;
    this.series = series;
    this.stores = stores.logs();
    this.skus = skus.logs();
    this.storeVolumes = stores.volumes();
    this.skuVolumes = skus.volumes();
    this.region = common.region();
    this.tails = common.tails();
    this.zeroRates = common.zeroRates();
    this.warmUp = new ArrayList<>();
    this.knownOfStore = new double[layout.stores.size()];
    this.knownOfSku = new double[layout.skus.size()];
    this.reports = new OpenReport[Direction.values().length][layout.series.size()];
  }

  /** What is remembered of pooled logarithms and of summed units. */
  record Pools(Columns<PoolField> logs, Columns<PoolField> volumes) {

    static Pools empty(int rows) {
      return new Pools(new Columns<>(PoolField.class, rows), new Columns<>(PoolField.class, rows));
    }

    Pools rearranged(int[] places) {
      return new Pools(logs.rearranged(places), volumes.rearranged(places));
    }
  }

  /** What does not depend on the series. */
  record Common(Columns<RegionField> region, Map<TailName, Tail> tails, ZeroRates zeroRates) {

    static Common empty() {
      Map<TailName, Tail> tails = new EnumMap<>(TailName.class);
      for (TailName name : TailName.values()) {
        tails.put(name, name.empty());
      }
      return new Common(new Columns<>(RegionField.class, 1), tails, new ZeroRates());
    }

    private Common copy() {
      Map<TailName, Tail> copies = new EnumMap<>(TailName.class);
      tails.forEach((name, tail) -> copies.put(name, tail.copy()));
      return new Common(region.rearranged(new int[] {0}), copies, zeroRates.copy());
    }
  }

  /** What parts of a region know, together; what they know of the whole region is the same. */
  static RegionState joined(List<RegionState> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    List<SeriesKey> series =
        parts.stream().flatMap(p -> p.layout.series.stream()).sorted().toList();
    Roster roster = Roster.all(parts.stream().map(p -> p.layout.roster()).toList());
    RegionState all = parts.get(0).over(new Layout(series, roster, Map.of()));
    parts.subList(1, parts.size()).forEach(all::take);
    return all;
  }

  /** Takes over the series of another part. */
  private void take(RegionState part) {
    int[] places = Layout.places(part.layout.series, layout.series);
    series.take(part.series, places);
    for (int d = 0; d < reports.length; d++) {
      for (int i = 0; i < places.length; i++) {
        reports[d][places[i]] = part.reports[d][i];
      }
    }
    for (int t = 0; t < warmUp.size(); t++) {
      warmUp.get(t).take(part.warmUp.get(t), places);
    }
  }

  /** A region of which nothing is known before {@code firstDay}. */
  static RegionState empty(Layout layout, long firstDay) {
    RegionState state =
        new RegionState(
            layout,
            new Columns<>(SeriesField.class, layout.series.size()),
            Pools.empty(layout.stores.size()),
            Pools.empty(layout.skus.size()),
            Common.empty());
    state.day = firstDay - 1;
    return state;
  }

  boolean warmedUp() {
    return daysSeen >= WARM_UP_DAYS;
  }

  /** Known: it has had a cell, and not too long ago. */
  boolean known(int i) {
    return series.of(SeriesField.LAST_SEEN)[i] > 0;
  }

  float region(RegionField field) {
    return region.of(field)[0];
  }

  void setRegion(RegionField field, double value) {
    region.of(field)[0] = (float) value;
  }

  Tail tail(TailName name) {
    return Objects.requireNonNull(tails.get(name));
  }

  /** Forgets a series; its reports have to be closed. */
  void forget(int i) {
    series.clear(i);
  }

  /** Says of which stores and SKUs series are known. */
  void sayKnown(Tally tally) {
    countKnown(
        tally.line(Line.KNOWN_OF_STORE, knownOfStore.length),
        tally.line(Line.KNOWN_OF_SKU, knownOfSku.length));
  }

  private void countKnown(double[] ofStore, double[] ofSku) {
    for (int i = 0; i < layout.storeOf.length; i++) {
      if (known(i)) {
        ofStore[layout.storeOf[i]]++;
        ofSku[layout.skuOf[i]]++;
      }
    }
  }

  /** All stores and SKUs of the layout have series that are known, here or elsewhere. */
  void knowAll() {
    Arrays.fill(knownOfStore, 1);
    Arrays.fill(knownOfSku, 1);
  }

  void hearKnown(Tally all) {
    knownOfStore = all.of(Line.KNOWN_OF_STORE);
    knownOfSku = all.of(Line.KNOWN_OF_SKU);
  }

  /** Forgets the stores and SKUs of which no series is known. */
  void forgetEmptyPools() {
    forgetEmpty(knownOfStore, stores, storeVolumes);
    forgetEmpty(knownOfSku, skus, skuVolumes);
  }

  private static void forgetEmpty(
      double[] known, Columns<PoolField> pools, Columns<PoolField> volumes) {
    for (int k = 0; k < known.length; k++) {
      if (known[k] == 0) {
        pools.clear(k);
        volumes.clear(k);
      }
    }
  }

  /** This state over the series of another layout; those it does not know start from nothing. */
  RegionState over(Layout wanted) {
    int[] places = Layout.places(wanted.series, layout.series);
    RegionState moved =
        new RegionState(
            wanted,
            series.rearranged(places),
            new Pools(stores, storeVolumes).rearranged(Layout.places(wanted.stores, layout.stores)),
            new Pools(skus, skuVolumes).rearranged(Layout.places(wanted.skus, layout.skus)),
            new Common(region, tails, zeroRates).copy());
    moved.knownOfStore = rearranged(knownOfStore, Layout.places(wanted.stores, layout.stores));
    moved.knownOfSku = rearranged(knownOfSku, Layout.places(wanted.skus, layout.skus));
    moved.day = day;
    moved.daysSeen = daysSeen;
    warmUp.forEach(d -> moved.warmUp.add(d.rearranged(places)));
    for (int d = 0; d < reports.length; d++) {
      for (int i = 0; i < places.length; i++) {
        moved.reports[d][i] = places[i] < 0 ? null : reports[d][places[i]];
      }
    }
    return moved;
  }

  private static double[] rearranged(double[] values, int[] places) {
    return Arrays.stream(places).mapToDouble(p -> p < 0 ? 0 : values[p]).toArray();
  }

  /** The series that have to be remembered. */
  List<SeriesKey> knownSeries() {
    List<SeriesKey> known = new ArrayList<>();
    for (int i = 0; i < layout.series.size(); i++) {
      if (known(i)) {
        known.add(layout.series.get(i));
      }
    }
    return known;
  }

  /** The region's stores and SKUs that have to be remembered. */
  Roster knownRoster() {
    double[] ofStore = knownOfStore.clone();
    double[] ofSku = knownOfSku.clone();
    countKnown(ofStore, ofSku);
    return new Roster(named(ofStore, layout.stores), named(ofSku, layout.skus));
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
