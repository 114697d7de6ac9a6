package mrs.transforms.detection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mrs.contracts.ContextKind;
import mrs.transforms.detection.model.RegionState;
import mrs.transforms.detection.model.StateCodec;
import mrs.transforms.detection.reports.ReconcileReports;
import mrs.transforms.detection.reports.StoredReport;
import mrs.transforms.detection.series.DayCells;
import mrs.transforms.detection.series.Extent;
import mrs.transforms.detection.series.LatestCells;
import mrs.transforms.detection.series.PackedCells;
import mrs.transforms.detection.series.RegionGrid;
import mrs.transforms.detection.series.Roster;
import mrs.transforms.detection.series.SalesCell;
import mrs.transforms.detection.series.SeriesKey;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one region, or of a part of it, sorted out by kind. Its plan and its cells are read
 * at once; all else is sorted out when it is first asked for, which is a part of judging.
 */
final class RegionInput implements ReconcileReports.CellHistory {

  /** A stretch of days of one series, or of all that a null store or SKU stands for. */
  private record Stretch(
      @Nullable String storeId, @Nullable String sku, long first, long last, byte flag) {

    boolean holds(SeriesKey key) {
      return (storeId == null || storeId.equals(key.storeId()))
          && (sku == null || sku.equals(key.sku()));
    }
  }

  private final List<Row> unsorted = new ArrayList<>();
  private final LatestCells cells = new LatestCells();
  private final Map<SeriesKey, List<Stretch>> stretches = new HashMap<>();
  private final List<Stretch> wideStretches = new ArrayList<>();
  private final Map<String, String> groups = new HashMap<>();
  private final List<StoredReport> reports = new ArrayList<>();
  private final List<RegionState> models = new ArrayList<>();
  private boolean planned;
  private long start;

  /** Made when it is first asked for. */
  private @Nullable RegionGrid grid;

  RegionInput(Iterator<Row> facts) {
    facts.forEachRemaining(this::read);
  }

  private void read(Row fact) {
    switch (FactKind.of(fact)) {
      case PLAN -> addPlan(FactKind.PLAN.in(fact));
      case CELLS -> addCells(FactKind.CELLS.in(fact));
      default -> unsorted.add(fact);
    }
  }

  private void sortOut() {
    unsorted.forEach(this::add);
    unsorted.clear();
  }

  private void add(Row fact) {
    FactKind kind = FactKind.of(fact);
    Row told = kind.in(fact);
    switch (kind) {
      case PLAN, CELLS -> throw new IllegalStateException(kind + " was to be read at once");
      case MODEL -> models.add(StateCodec.decode(told.getAs(FactKind.PAYLOAD)));
      case STORE -> addStore(told);
      case CONTEXT -> addContext(told);
      case CONFIRMED ->
          addStretch(told, day(told, FactKind.FIRST), day(told, FactKind.LAST), DayCells.CONFIRMED);
      case REPORT -> reports.add(report(told));
    }
  }

  private void addPlan(Row plan) {
    planned = true;
    start = day(plan, FactKind.START);
  }

  private void addCells(Row packed) {
    PackedCells.unpack(
        packed.<Integer>getAs(FactKind.DAY), packed.getAs(FactKind.PACKED), cells::add);
  }

  private void addStore(Row store) {
    String group = store.getAs(FactKind.GROUP);
    if (group != null) {
      groups.put(store.getAs(FactKind.STORE_ID), group);
    }
  }

  /** Only the days on which it was known. */
  private void addContext(Row event) {
    String kind = event.getAs(FactKind.EVENT);
    Integer knownFrom = event.getAs(FactKind.KNOWN_FROM);
    Integer knownTo = event.getAs(FactKind.KNOWN_TO);
    long first = day(event, FactKind.FIRST);
    long last = day(event, FactKind.LAST);
    addStretch(
        event,
        knownFrom == null ? first : Math.max(first, knownFrom),
        knownTo == null ? last : Math.min(last, knownTo),
        kind.equals(ContextKind.PROMOTION.word()) ? DayCells.PROMOTION : DayCells.STOCK_OUT);
  }

  private void addStretch(Row of, long first, long last, byte flag) {
    String store = of.getAs(FactKind.STORE_ID);
    String sku = of.getAs(FactKind.SKU);
    Stretch stretch = new Stretch(store, sku, first, last, flag);
    if (store == null || sku == null) {
      wideStretches.add(stretch);
    } else {
      stretches.computeIfAbsent(new SeriesKey(store, sku), k -> new ArrayList<>()).add(stretch);
    }
  }

  private static StoredReport report(Row report) {
    Row values = report.getAs(FactKind.VALUES);
    @Nullable Object[] own = new @Nullable Object[values.size()];
    for (int k = 0; k < own.length; k++) {
      own[k] = values.get(k);
    }
    return new StoredReport(
        own, report.<Long>getAs(FactKind.WRITTEN_AT), report.<Integer>getAs(FactKind.WEEK));
  }

  private static long day(Row of, String column) {
    return of.<Integer>getAs(column);
  }

  /** Whether there is anything to judge. */
  boolean toBeJudged() {
    return planned && !cells.isEmpty();
  }

  /** The earliest day that has changed. */
  long start() {
    return start;
  }

  /** What was reported before. */
  List<StoredReport> reports() {
    sortOut();
    return reports;
  }

  /** What was known before; empty when the region is learnt anew. */
  Optional<RegionState> state() {
    sortOut();
    return models.isEmpty() ? Optional.empty() : Optional.of(RegionState.joined(models));
  }

  /** How many rows of cells there are of the days from {@code first}. */
  long rows(long first) {
    return cells.rows(first);
  }

  /** How many rows of the days from {@code first} have a later row of the same cell. */
  long superseded(long first) {
    return cells.superseded(first);
  }

  /** What there is here of the region. */
  Extent extent() {
    sortOut();
    List<Roster> rosters = new ArrayList<>();
    long[] span = {Long.MAX_VALUE, Long.MIN_VALUE};
    for (RegionState model : models) {
      rosters.add(model.index().roster());
      span[0] = model.day() + 1;
    }
    rosters.add(Roster.of(cells.series()));
    cells.forEach(
        (series, own) -> {
          span[0] = Math.min(span[0], own.get(0).day());
          span[1] = Math.max(span[1], own.get(own.size() - 1).day());
        });
    return new Extent(Roster.all(rosters), span[0], span[1]);
  }

  /** The cells of the days of the region of this name. */
  RegionGrid grid(String name, Extent region) {
    sortOut();
    if (grid == null) {
      RegionGrid.Builder cellsByDay = RegionGrid.builder(region.firstDay(), region.lastDay());
      cellsByDay.region(name);
      groups.forEach(cellsByDay::group);
      cells.forEach((series, own) -> fill(cellsByDay, series, own, region));
      grid = cellsByDay.build();
    }
    return grid;
  }

  private void fill(RegionGrid.Builder grid, SeriesKey key, List<SalesCell> own, Extent region) {
    for (SalesCell cell : own) {
      if (cell.state() == DayCells.SOLD) {
        grid.sold(key, cell.day(), cell.units());
      } else if (cell.state() == DayCells.NOT_REPORTED) {
        grid.notReported(key, cell.day());
      } else {
        grid.notRanged(key, cell.day());
      }
      if (cell.promoted()) {
        grid.promotion(key, cell.day());
      }
    }
    stretches.getOrDefault(key, List.of()).forEach(s -> mark(grid, key, s, region));
    wideStretches.stream().filter(s -> s.holds(key)).forEach(s -> mark(grid, key, s, region));
  }

  private static void mark(RegionGrid.Builder grid, SeriesKey key, Stretch stretch, Extent region) {
    long last = Math.min(stretch.last, region.lastDay());
    for (long day = Math.max(stretch.first, region.firstDay()); day <= last; day++) {
      grid.mark(key, day, stretch.flag);
    }
  }

  @Override
  public boolean changedAfter(SeriesKey series, long first, long last, long writtenAt) {
    return cells.of(series).stream()
        .anyMatch(c -> c.day() >= first && c.day() <= last && c.writtenAt() > writtenAt);
  }
}
