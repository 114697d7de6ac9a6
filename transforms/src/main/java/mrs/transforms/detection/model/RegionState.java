package mrs.transforms.detection.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mrs.contracts.Direction;
import mrs.transforms.detection.reports.OpenReport;
import mrs.transforms.detection.series.DayCells;
import mrs.transforms.detection.series.Roster;
import mrs.transforms.detection.series.SeriesIndex;
import mrs.transforms.detection.series.SeriesKey;

/**
 * Everything that judging a region carries from one day to the next. It is changed in place while
 * days are judged; {@link StateCodec} turns it into bytes and back.
 */
public final class RegionState implements Serializable {

  /** Days of a region that are learnt from before anything is judged. */
  public static final int WARM_UP_DAYS = 28; // study

  /** Days until a new series is judged. */
  public static final int COLD_DAYS = 14; // chosen, not fitted

  private final SeriesIndex index;
  private final Columns<SeriesField> series;
  private final Pools stores;
  private final Pools skus;
  private final Columns<WeekdayField> weekdays;
  private final RegionWide wide;
  private final List<DayCells> warmUp;

  private OpenReports reports;
  private KnownPools knownPools;
  private long day;
  private int daysSeen;

  RegionState(
      SeriesIndex index,
      Columns<SeriesField> series,
      Pools stores,
      Pools skus,
      Columns<WeekdayField> weekdays,
      RegionWide wide) {
    this.index = index;
    this.series = series;
    this.stores = stores;
    this.skus = skus;
    this.weekdays = weekdays;
    this.wide = wide;
    this.warmUp = new ArrayList<>();
    this.knownPools = new KnownPools(index);
    this.reports = new OpenReports(index.size());
  }

  /** What parts of a region know, together; what they know of the whole region is the same. */
  public static RegionState joined(List<RegionState> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    List<SeriesKey> series =
        parts.stream().flatMap(p -> p.index.series().stream()).sorted().toList();
    Roster roster = Roster.all(parts.stream().map(p -> p.index.roster()).toList());
    RegionState all = parts.get(0).over(new SeriesIndex(series, roster, Map.of()));
    parts.subList(1, parts.size()).forEach(all::take);
    return all;
  }

  /** Takes over the series of another part. */
  private void take(RegionState part) {
    int[] places = SeriesIndex.places(part.index.series(), index.series());
    series.take(part.series, places);
    reports.take(part.reports, places);
    for (int t = 0; t < warmUp.size(); t++) {
      warmUp.get(t).take(part.warmUp.get(t), places);
    }
  }

  /** A region of which nothing is known before {@code firstDay}. */
  public static RegionState empty(SeriesIndex index, long firstDay) {
    RegionState state =
        new RegionState(
            index,
            new Columns<>(SeriesField.class, index.size()),
            Pools.empty(index.stores().size()),
            Pools.empty(index.skus().size()),
            new Columns<>(WeekdayField.class, index.stores().size()),
            RegionWide.empty());
    state.day = firstDay - 1;
    return state;
  }

  /** Who belongs together; all columns are in its order. */
  public SeriesIndex index() {
    return index;
  }

  /** What is remembered of each series. */
  public Columns<SeriesField> series() {
    return series;
  }

  /** What is remembered of each store, by the mean logarithm of its cells. */
  public Columns<PoolField> stores() {
    return stores.logs();
  }

  /** What is remembered of each SKU, by the mean logarithm of its cells. */
  public Columns<PoolField> skus() {
    return skus.logs();
  }

  /** What is remembered of each store, by the summed units of its cells. */
  public Columns<PoolField> storeVolumes() {
    return stores.volumes();
  }

  /** What is remembered of each SKU, by the summed units of its cells. */
  public Columns<PoolField> skuVolumes() {
    return skus.volumes();
  }

  /** What is remembered of the weekdays of each store. */
  public Columns<WeekdayField> weekdays() {
    return weekdays;
  }

  /** What is remembered whatever series there are. */
  public RegionWide wide() {
    return wide;
  }

  /** The days of the warm-up, until it is over; to be added to and cleared. */
  public List<DayCells> warmUp() {
    return warmUp;
  }

  /** What is reported of each series, to be changed; null where there is nothing. */
  public OpenReport[] reports(Direction direction) {
    return reports.of(direction);
  }

  /** The last day that was learnt. */
  public long day() {
    return day;
  }

  /** How many days were learnt. */
  public int daysSeen() {
    return daysSeen;
  }

  /** Another day is learnt. */
  public void goOnTo(long next) {
    day = next;
    daysSeen++;
  }

  /** Whether anything is judged yet. */
  public boolean warmedUp() {
    return daysSeen >= WARM_UP_DAYS;
  }

  /** Known: it has had a cell, and not too long ago. */
  public boolean known(int i) {
    return series.of(SeriesField.LAST_SEEN)[i] > 0;
  }

  /** One thing that is remembered of the region. */
  public float region(RegionField field) {
    return wide.region().of(field)[0];
  }

  /** Remembers something of the region. */
  public void setRegion(RegionField field, double value) {
    wide.region().of(field)[0] = (float) value;
  }

  /** The recent distribution of one test statistic. */
  public Tail tail(TailName name) {
    return Objects.requireNonNull(wide.tails().get(name));
  }

  /** Forgets a series; its reports have to be closed. */
  public void forget(int i) {
    series.clear(i);
    knownPools.forget(index.storeOf(i));
  }

  /** Of which stores and SKUs series are known here. */
  public KnownSeries contributeKnown() {
    return knownPools.contribute(this::known);
  }

  /** Takes of which stores and SKUs any task knows series; of the others nothing is kept. */
  public void receiveKnown(KnownSeries all) {
    knownPools.receive(all);
    if (all.forgotten().sum() > 0) {
      forgetEmptyPools();
    }
  }

  private void forgetEmptyPools() {
    knownPools.clearEmptyStores(
        s -> {
          stores.clear(s);
          weekdays.clear(s);
        });
    knownPools.clearEmptySkus(skus::clear);
  }

  /** This state over the series of another index; those it does not know start from nothing. */
  public RegionState over(SeriesIndex wanted) {
    int[] places = SeriesIndex.places(wanted.series(), index.series());
    int[] storePlaces = SeriesIndex.places(wanted.stores(), index.stores());
    RegionState moved =
        new RegionState(
            wanted,
            series.rearranged(places),
            stores.rearranged(storePlaces),
            skus.rearranged(SeriesIndex.places(wanted.skus(), index.skus())),
            weekdays.rearranged(storePlaces),
            wide.copy());
    moved.knownPools = knownPools.over(wanted);
    moved.day = day;
    moved.daysSeen = daysSeen;
    warmUp.forEach(d -> moved.warmUp.add(d.rearranged(places)));
    moved.reports = reports.rearranged(places);
    return moved;
  }

  /** The series that have to be remembered. */
  public List<SeriesKey> knownSeries() {
    List<SeriesKey> known = new ArrayList<>();
    for (int i = 0; i < index.size(); i++) {
      if (known(i)) {
        known.add(index.series().get(i));
      }
    }
    return known;
  }

  /** The region's stores and SKUs that have to be remembered. */
  Roster knownRoster() {
    return knownPools.roster(this::known);
  }

  /** Writes the stored form; {@link StateCodec} has what goes around it. */
  void write(DataOutput out) throws IOException {
    index.write(out);
    out.writeLong(day);
    out.writeInt(daysSeen);
    series.write(out);
    stores.write(out);
    skus.write(out);
    weekdays.write(out);
    wide.write(out);
    out.writeInt(warmUp.size());
    for (DayCells gathered : warmUp) {
      gathered.write(out);
    }
    reports.write(out);
  }

  /** Reads what {@link #write} wrote. All stores and SKUs in it are known. */
  static RegionState read(DataInput in) throws IOException {
    SeriesIndex index = SeriesIndex.read(in);
    long day = in.readLong();
    int daysSeen = in.readInt();
    RegionState state =
        new RegionState(
            index,
            Columns.read(SeriesField.class, index.size(), in),
            Pools.read(index.stores().size(), in),
            Pools.read(index.skus().size(), in),
            Columns.read(WeekdayField.class, index.stores().size(), in),
            RegionWide.read(in));
    state.day = day;
    state.daysSeen = daysSeen;
    state.knownPools.knowAll();
    int warmUpDays = in.readInt();
    for (int t = 0; t < warmUpDays; t++) {
      state.warmUp.add(DayCells.read(index.size(), in));
    }
    state.reports = OpenReports.read(index.size(), in);
    return state;
  }
}
