package mrs.transforms.detection.series;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Cells by series; of rows of the same cell the one that was written last stands. */
public final class LatestCells {

  private final Map<SeriesKey, List<SalesCell>> rows = new HashMap<>();
  private final Map<Integer, Long> superseded = new HashMap<>();
  private boolean settled = true;

  /** Takes rows in any order. */
  public void add(SalesCell row) {
    rows.computeIfAbsent(row.series(), k -> new ArrayList<>()).add(row);
    settled = false;
  }

  /** Whether there are no cells. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The cells of a series by day; none for a series that is not there. */
  public List<SalesCell> of(SeriesKey series) {
    settle();
    return rows.getOrDefault(series, List.of());
  }

  /** All series, in no particular order. */
  public Set<SeriesKey> series() {
    return rows.keySet();
  }

  /** All series, in no particular order, each with its cells by day. */
  public void forEach(BiConsumer<SeriesKey, List<SalesCell>> action) {
    settle();
    rows.forEach(action);
  }

  /** How many rows there are of the days from {@code first}. */
  public long rows(long first) {
    long standing =
        rows.values().stream().flatMap(List::stream).filter(c -> c.day() >= first).count();
    return standing + supersededSoFar(first);
  }

  /** How many rows of the days from {@code first} have a later row of the same cell. */
  public long superseded(long first) {
    settle();
    return supersededSoFar(first);
  }

  private long supersededSoFar(long first) {
    return superseded.entrySet().stream()
        .filter(e -> e.getKey() >= first)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Whether a cell of one day, of which these packs are, is not reported to this day. */
  public static boolean anyAwaited(List<byte[]> packs) {
    LatestCells cells = new LatestCells();
    packs.forEach(p -> PackedCells.unpack(0, p, cells::add));
    cells.settle();
    return cells.rows.values().stream()
        .flatMap(List::stream)
        .anyMatch(c -> c.state() == DayCells.NOT_REPORTED);
  }

  private void settle() {
    if (!settled) {
      rows.values().forEach(this::settle);
      settled = true;
    }
  }

  private void settle(List<SalesCell> own) {
    Collections.sort(own);
    int kept = 0;
    for (int k = 0; k < own.size(); k++) {
      SalesCell cell = own.get(k);
      if (k + 1 < own.size() && own.get(k + 1).day() == cell.day()) {
        superseded.merge(cell.day(), 1L, Long::sum);
      } else {
        own.set(kept++, cell);
      }
    }
    own.subList(kept, own.size()).clear();
  }
}
