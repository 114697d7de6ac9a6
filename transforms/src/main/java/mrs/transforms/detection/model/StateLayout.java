package mrs.transforms.detection.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import mrs.contracts.Direction;
import mrs.transforms.detection.series.Layout;
import mrs.transforms.detection.series.RegionDay;
import mrs.transforms.detection.series.Roster;
import mrs.transforms.detection.series.SeriesKey;

/** The order in which the fields of a region's state stand in its payload. */
final class StateLayout {

  private StateLayout() {}

  static void write(RegionState state, DataOutput out) throws IOException {
    writeSeries(state.layout(), out);
    out.writeLong(state.day());
    out.writeInt(state.daysSeen());
    state.series().write(out);
    state.stores().write(out);
    state.storeVolumes().write(out);
    state.skus().write(out);
    state.skuVolumes().write(out);
    state.region().write(out);
    for (TailName name : TailName.values()) {
      state.tail(name).write(out);
    }
    state.zeroRates().write(out);
    out.writeInt(state.warmUp().size());
    for (RegionDay day : state.warmUp()) {
      writeDay(day, out);
    }
    for (Direction direction : Direction.values()) {
      ReportLayout.write(state.reports(direction), out);
    }
  }

  static RegionState read(DataInput in) throws IOException {
    Layout layout = readSeries(in);
    long day = in.readLong();
    int daysSeen = in.readInt();
    RegionState state =
        new RegionState(
            layout,
            Columns.read(SeriesField.class, layout.size(), in),
            readPools(layout.stores().size(), in),
            readPools(layout.skus().size(), in),
            readRegionWide(in));
    state.knowAll();
    state.stand(day, daysSeen);
    int warmUpDays = in.readInt();
    for (int t = 0; t < warmUpDays; t++) {
      state.warmUp().add(readDay(layout.size(), in));
    }
    for (Direction direction : Direction.values()) {
      ReportLayout.read(state.reports(direction), in);
    }
    return state;
  }

  private static Pools readPools(int rows, DataInput in) throws IOException {
    return new Pools(
        Columns.read(PoolField.class, rows, in), Columns.read(PoolField.class, rows, in));
  }

  private static RegionWide readRegionWide(DataInput in) throws IOException {
    Columns<RegionField> region = Columns.read(RegionField.class, 1, in);
    Map<TailName, Tail> tails = new EnumMap<>(TailName.class);
    for (TailName name : TailName.values()) {
      Tail tail = name.empty();
      tail.read(in);
      tails.put(name, tail);
    }
    ZeroRates zeroRates = new ZeroRates();
    zeroRates.read(in);
    return new RegionWide(region, tails, zeroRates);
  }

  /** Stores and SKUs by name, once, then each series as a pair of their numbers. */
  private static void writeSeries(Layout layout, DataOutput out) throws IOException {
    writeNames(layout.stores(), out);
    writeNames(layout.skus(), out);
    out.writeInt(layout.size());
    ByteBuffer pairs = ByteBuffer.allocate(layout.size() * 2 * Integer.BYTES);
    for (int i = 0; i < layout.size(); i++) {
      pairs.putInt(layout.storeOf(i)).putInt(layout.skuOf(i));
    }
    out.write(pairs.array());
  }

  private static Layout readSeries(DataInput in) throws IOException {
    List<String> stores = readNames(in);
    List<String> skus = readNames(in);
    int count = in.readInt();
    List<SeriesKey> series = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      series.add(new SeriesKey(stores.get(in.readInt()), skus.get(in.readInt())));
    }
    Roster region = new Roster(new TreeSet<>(stores), new TreeSet<>(skus));
    return new Layout(series, region, Map.of());
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

  private static void writeDay(RegionDay day, DataOutput out) throws IOException {
    out.writeLong(day.day());
    for (double units : day.units()) {
      out.writeDouble(units);
    }
    out.write(day.states());
    out.write(day.flags());
  }

  private static RegionDay readDay(int size, DataInput in) throws IOException {
    long day = in.readLong();
    double[] units = new double[size];
    for (int i = 0; i < size; i++) {
      units[i] = in.readDouble();
    }
    byte[] states = new byte[size];
    byte[] flags = new byte[size];
    in.readFully(states);
    in.readFully(flags);
    return new RegionDay(day, units, states, flags);
  }
}
