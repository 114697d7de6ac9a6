package mrs.transforms.detection.judging.rules;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import mrs.contracts.TestKind;
import mrs.transforms.detection.passes.Message;

/** Cells that are found together over the whole region; all of them say which of them lead. */
public final class FoundCells implements Message<FoundCells> {

  private final List<FoundCell> cells = new ArrayList<>();

  /**
   * A cell of a group; no two of a group are of the same store.
   *
   * @param test what found the group
   * @param key the SKU, or the supply, whose group it is
   * @param led whether it was among those that led yesterday
   * @param excess units that the cell is off by so far
   * @param start first day of its own deviation
   * @param before how far the event had come yesterday, as far as the cell knows; see {@link
   *     Alarms}
   */
  record FoundCell(
      TestKind test, int key, int store, boolean led, double excess, long start, float before)
      implements Serializable {

    static final Comparator<FoundCell> LEADS_FIRST =
        Comparator.comparing(FoundCell::led)
            .thenComparingDouble(FoundCell::excess)
            .reversed()
            .thenComparingInt(FoundCell::store);
  }

  /** Adds a cell that is here. */
  void add(FoundCell cell) {
    cells.add(cell);
  }

  /** The groups that a test found, by key, each in the order in which its cells lead. */
  SortedMap<Integer, List<FoundCell>> groups(TestKind test) {
    SortedMap<Integer, List<FoundCell>> groups = new TreeMap<>();
    for (FoundCell cell : cells) {
      if (cell.test == test) {
        groups.computeIfAbsent(cell.key, k -> new ArrayList<>()).add(cell);
      }
    }
    groups.values().forEach(g -> g.sort(FoundCell.LEADS_FIRST));
    return groups;
  }

  @Override
  public void merge(FoundCells other) {
    cells.addAll(other.cells);
  }
}
