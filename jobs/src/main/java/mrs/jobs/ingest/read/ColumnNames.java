package mrs.jobs.ingest.read;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mrs.contracts.Field;

/**
 * The names that a file gives its columns: which of them the contract knows, and which were seen.
 */
final class ColumnNames {
  /** Names that are remembered of a file; one with more is hostile. */
  static final int MAX = 200;

  /** Characters that are remembered of a name. */
  private static final int MAX_CHARS = 256;

  private final List<Field> contract;
  private final Map<String, Integer> index = new HashMap<>();
  private final Set<String> seen = new LinkedHashSet<>();

  ColumnNames(List<Field> contract) {
    this.contract = contract;
    for (int i = 0; i < contract.size(); i++) {
      index.put(contract.get(i).name(), i);
    }
  }

  /** Position in the contract of the column called {@code name}, or -1; remembers the name. */
  int take(String name) {
    Integer position = index.get(name);
    if (position != null || seen.size() < MAX) {
      seen.add(name.length() > MAX_CHARS ? name.substring(0, MAX_CHARS) : name);
    }
    return position == null ? -1 : position;
  }

  /** A record's cells, all absent. */
  Cell[] noCells() {
    Cell[] cells = new Cell[contract.size()];
    java.util.Arrays.fill(cells, Cell.ABSENT);
    return cells;
  }

  /** Names seen, in their order. */
  List<String> seen() {
    return List.copyOf(seen);
  }

  /** Names of required columns that were not seen. */
  List<String> missing() {
    return contract.stream()
        .filter(f -> !f.nullable() && !seen.contains(f.name()))
        .map(Field::name)
        .toList();
  }
}
