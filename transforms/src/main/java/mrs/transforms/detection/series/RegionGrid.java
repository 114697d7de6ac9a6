package mrs.transforms.detection.series;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The sales of one region over consecutive days, as a dense grid of sorted series. */
public final class RegionGrid {

  private final String region;
  private final List<SeriesKey> series;
  private final Map<String, String> storeGroups;
  private final DayCells[] days;

  private RegionGrid(
      String region, List<SeriesKey> series, Map<String, String> storeGroups, DayCells[] days) {
    this.region = region;
    this.series = series;
    this.storeGroups = storeGroups;
    this.days = days;
  }

  /** Starts a grid from {@code firstDay} to {@code lastDay} inclusive, in days since 1970-01-01. */
  public static Builder builder(long firstDay, long lastDay) {
    return new Builder(firstDay, lastDay);
  }

  /** The name of the region; empty where it has none. */
  public String region() {
    return region;
  }

  /** The series, in order; those of each day are in the same. */
  public List<SeriesKey> series() {
    return series;
  }

  /** The store's group; stores that are absent here have none. */
  public Map<String, String> storeGroups() {
    return storeGroups;
  }

  /** The first day, in days since 1970-01-01. */
  public long firstDay() {
    return days[0].day();
  }

  /** The last day, inclusive. */
  public long lastDay() {
    return days[days.length - 1].day();
  }

  /** The cells of one day. */
  public DayCells day(long day) {
    return days[Math.toIntExact(day - firstDay())];
  }

  /** Takes cells in any order; days outside the grid are refused by an index error. */
  public static final class Builder {

    private final long firstDay;
    private final int days;
    private final Map<SeriesKey, Track> tracks = new HashMap<>();
    private final Map<String, String> storeGroups = new TreeMap<>();
    private String region = "";
    private @Nullable SeriesKey lastKey;
    private @Nullable Track lastTrack;

    private Builder(long firstDay, long lastDay) {
      if (lastDay < firstDay) {
        throw new IllegalArgumentException(
            "A grid needs at least one day, got " + firstDay + " to " + lastDay);
      }
      this.firstDay = firstDay;
      this.days = Math.toIntExact(lastDay - firstDay + 1);
    }

    /** Says what the region is called. */
    public Builder region(String name) {
      region = name;
      return this;
    }

    /** Says which group a store belongs to; SKUs are pooled over a group in the zero-run test. */
    public Builder group(String storeId, String group) {
      storeGroups.put(storeId, group);
      return this;
    }

    /** A cell with reported sales. */
    public Builder sold(SeriesKey key, long day, double units) {
      Track track = track(key);
      track.units[at(day)] = units;
      track.states[at(day)] = DayCells.SOLD;
      return this;
    }

    /** A cell whose sales are expected and have not arrived. */
    public Builder notReported(SeriesKey key, long day) {
      track(key).states[at(day)] = DayCells.NOT_REPORTED;
      return this;
    }

    /** A cell of which nothing is expected: not in the store's range, or the store is closed. */
    public Builder notRanged(SeriesKey key, long day) {
      track(key).states[at(day)] = DayCells.NOT_RANGED;
      return this;
    }

    /** Marks a cell as promoted; like all marks it must have been known on that day. */
    public Builder promotion(SeriesKey key, long day) {
      return mark(key, day, DayCells.PROMOTION);
    }

    /** Marks a cell as known to be out of stock. */
    public Builder stockOut(SeriesKey key, long day) {
      return mark(key, day, DayCells.STOCK_OUT);
    }

    /** Marks a cell that people confirmed as an anomaly. */
    public Builder confirmed(SeriesKey key, long day) {
      return mark(key, day, DayCells.CONFIRMED);
    }

    /** Marks a cell with one of the flags of {@link DayCells}. */
    public Builder mark(SeriesKey key, long day, byte flag) {
      track(key).flags[at(day)] |= flag;
      return this;
    }

    /** Cells mostly come series by series. */
    private Track track(SeriesKey key) {
      if (key != lastKey || lastTrack == null) {
        lastKey = key;
        lastTrack = tracks.computeIfAbsent(key, k -> new Track(days));
      }
      return lastTrack;
    }

    private int at(long day) {
      return Math.toIntExact(day - firstDay);
    }

    /** The finished grid. The builder must not be used afterwards. */
    public RegionGrid build() {
      List<SeriesKey> series = tracks.keySet().stream().sorted().toList();
      Track[] rows = series.stream().map(this::track).toArray(Track[]::new);
      DayCells[] columns = new DayCells[days];
      for (int t = 0; t < days; t++) {
        columns[t] = column(rows, t);
      }
      return new RegionGrid(region, series, Map.copyOf(storeGroups), columns);
    }

    private DayCells column(Track[] rows, int t) {
      double[] units = new double[rows.length];
      byte[] states = new byte[rows.length];
      byte[] flags = new byte[rows.length];
      for (int i = 0; i < rows.length; i++) {
        units[i] = rows[i].units[t];
        states[i] = rows[i].states[t];
        flags[i] = rows[i].flags[t];
      }
      return new DayCells(firstDay + t, units, states, flags);
    }
  }

  /** One series while the grid is being built. */
  private static final class Track {

    private final double[] units;
    private final byte[] states;
    private final byte[] flags;

    private Track(int days) {
      units = new double[days];
      Arrays.fill(units, Double.NaN);
      states = new byte[days];
      flags = new byte[days];
    }
  }
}
